// Bundles the sandbox page into dist/sandbox/: everything it needs, packed once, so that nothing is fetched from anywhere else.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const CLIENT = 'src/http/sandbox/client';
const OUT = 'dist/sandbox';

/** Each example by name, with what its first comment says of it. */
const examples = () =>
  readdirSync('examples/queries')
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const query = readFileSync(`examples/queries/${file}`, 'utf8');
      const name = file.replace(/\.graphql$/, '').replace(/^\d+-/, '');
      return { name, title: /^#\s*(.+)$/m.exec(query)?.[1] ?? name, query };
    });

export const buildSandbox = async () => {
  // A production install has no bundler, and a package that is installed has its sandbox built already.
  const esbuild = await import('esbuild').catch(() => null);
  if (esbuild === null) {
    console.error('esbuild is not installed: the sandbox is not built, and the gateway runs without it.');
    return;
  }
  await esbuild.build({
    entryPoints: {
      sandbox: `${CLIENT}/sandbox.jsx`,
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: OUT,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.ttf': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl' },
    legalComments: 'none',
    logLevel: 'error',
  });
  writeFileSync(`${OUT}/index.html`, readFileSync(`${CLIENT}/index.html`));
  writeFileSync(`${OUT}/examples.json`, JSON.stringify(examples()));
  for (const name of readdirSync(OUT)) {
    const path = `${OUT}/${name}`;
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
    rmSync(path);
  }
};
