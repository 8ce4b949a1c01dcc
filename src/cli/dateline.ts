#!/usr/bin/env node
import './plain-output.ts';
import { defineCommand, runMain } from 'citty';
import { VERSION } from '../version.ts';
import { strict } from './strict.ts';

await runMain(
  defineCommand({
    meta: {
      name: 'dateline',
      version: VERSION,
      description: 'The GraphQL gateway that a newsroom puts in front of its content.',
    },
    // Each is loaded when it is called: help for one needn't wait for all.
    subCommands: {
      start: () => import('./start.ts').then(({ start }) => strict('start', start)),
      import: () => import('./import.ts').then(({ importCommand }) => strict('import', importCommand)),
      seed: () => import('./seed.ts').then(({ seed }) => strict('seed', seed)),
      migrate: () => import('./migrate.ts').then(({ migrate }) => strict('migrate', migrate)),
      schema: () => import('./schema.ts').then(({ schema }) => strict('schema', schema)),
      purge: () => import('./purge.ts').then(({ purge }) => strict('purge', purge)),
      touch: () => import('./touch.ts').then(({ touchCommand }) => strict('touch', touchCommand)),
      hooks: () => import('./hooks.ts').then(({ hooks }) => strict('hooks', hooks)),
      hot: () => import('./hot.ts').then(({ hot }) => strict('hot', hot)),
      compose: () => import('./compose.ts').then(({ compose }) => strict('compose', compose)),
      check: () => import('./check.ts').then(({ check }) => strict('check', check)),
      documents: () => import('./documents.ts').then(({ documents }) => documents),
      token: () => import('./token.ts').then(({ token }) => strict('token', token)),
    },
  }),
);
