#!/usr/bin/env node
import { defineCommand, runMain } from 'citty';
import { VERSION } from '../main.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { schema } from './schema.ts';
import { seed } from './seed.ts';
import { start } from './start.ts';
import { token } from './token.ts';

await runMain(
  defineCommand({
    meta: {
      name: 'dateline',
      version: VERSION,
      description: 'The GraphQL gateway that a newsroom puts in front of its content.',
    },
    subCommands: { start, import: importCommand, seed, migrate, schema, token },
  }),
);
