#!/usr/bin/env node
import { defineCommand, runMain } from 'citty';
import { VERSION } from '../version.ts';

await runMain(
  defineCommand({
    meta: {
      name: 'dateline',
      version: VERSION,
      description: 'The GraphQL gateway that a newsroom puts in front of its content.',
    },
    // Each is loaded when it is called: help for one needn't wait for all.
    subCommands: {
      start: () => import('./start.ts').then(({ start }) => start),
      import: () => import('./import.ts').then(({ importCommand }) => importCommand),
      seed: () => import('./seed.ts').then(({ seed }) => seed),
      migrate: () => import('./migrate.ts').then(({ migrate }) => migrate),
      schema: () => import('./schema.ts').then(({ schema }) => schema),
      purge: () => import('./purge.ts').then(({ purge }) => purge),
      touch: () => import('./touch.ts').then(({ touchCommand }) => touchCommand),
      hooks: () => import('./hooks.ts').then(({ hooks }) => hooks),
      hot: () => import('./hot.ts').then(({ hot }) => hot),
      compose: () => import('./compose.ts').then(({ compose }) => compose),
      check: () => import('./check.ts').then(({ check }) => check),
      documents: () => import('./documents.ts').then(({ documents }) => documents),
      token: () => import('./token.ts').then(({ token }) => token),
    },
  }),
);
