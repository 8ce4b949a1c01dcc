// `npm run example:federation`: the comments, the weather, and a gateway with sample stories that serves all three as one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
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

await Promise.all(['comments/serve.mjs', 'weather/serve.mjs'].map((script) => once(start(script), 'line')));
start('../../dist/src/cli/dateline.js', ...['start', '--memory', '--subgraphs', path('subgraphs.yaml')]).on(
  'line',
  (line) => {
    const [, sandbox] = /^The sandbox is at (.+)$/.exec(line) ?? [];
    if (sandbox !== undefined) showQueries(sandbox);
  },
);
