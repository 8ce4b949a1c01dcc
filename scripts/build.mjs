// Builds dist/: compiled code, the SDL that the code reads, and the sandbox page. It runs without the sources.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { buildSandbox } from './build-sandbox.mjs';

rmSync('dist', { recursive: true, force: true });
const compiled = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  {
    stdio: 'inherit',
  },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync('schema', 'dist/schema', { recursive: true });
await buildSandbox();
