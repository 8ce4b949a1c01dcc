// `npm test [jest arguments]`: builds first, because the tests of whole processes start what a user starts.
import { spawnSync } from 'node:child_process';

const run = (args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: process.env });
  if (status !== 0) process.exit(status ?? 1);
};
run(['scripts/build.mjs']);
run([
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  // Cut wires and frozen servers leave sockets behind that nobody will ever close.
  '--forceExit',
  ...process.argv.slice(2),
]);
