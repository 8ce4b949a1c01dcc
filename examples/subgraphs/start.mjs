// `npm run example:federation [-- COMMENTS_PORT WEATHER_PORT]`: the comments, the weather, and a gateway with sample stories that serves all three as one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = new URL('./', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, HERE));
const children = [];

/** One part ends, all end. */
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

/** Starts a script; what it says is said here, and its lines are returned to be heard. */
const start = (script, ...args) => {
  const child = spawn(process.execPath, [path(script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('exit', stop);
  children.push(child);
  return createInterface({ input: child.stdout }).on('line', (line) => console.log(line));
};

/** Links that open the sandbox on each query. */
const showQueries = (sandbox) => {
  console.log('\nQueries over all three:');
  for (const name of readdirSync(path('queries')).sort()) {
    const query = readFileSync(path(`queries/${name}`), 'utf8');
    console.log(`- ${/^# (.+)/.exec(query)?.[1]}\n  ${sandbox}?query=${encodeURIComponent(query)}`);
  }
};

/** The subgraphs file, or one like it for other ports. */
const settingsFor = ({ comments, weather }) => {
  if (comments === '4101' && weather === '4102') return path('subgraphs.yaml');
  const folder = mkdtempSync(join(tmpdir(), 'dateline-example-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const settings = readFileSync(path('subgraphs.yaml'), 'utf8')
    .replace(':4101/', `:${comments}/`)
    .replace(':4102/', `:${weather}/`)
    .replace(/schema: (\S+)/g, (_, file) => `schema: ${path(file)}`);
  writeFileSync(join(folder, 'subgraphs.yaml'), settings);
  return join(folder, 'subgraphs.yaml');
};

const [comments = '4101', weather = '4102'] = process.argv.slice(2);
await Promise.all(
  Object.entries({ comments, weather }).map(([name, port]) => once(start(`${name}/serve.mjs`, port), 'line')),
);
const settings = settingsFor({ comments, weather });
start('../../dist/src/cli/dateline.js', 'start', '--memory', '--subgraphs', settings).on('line', (line) => {
  const [, sandbox] = /^The sandbox is at (.+)$/.exec(line) ?? [];
  if (sandbox !== undefined) showQueries(sandbox);
});
