import { defineCommand } from 'citty';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import { makeSchema } from '../graphql/make-schema.ts';
import { say, told } from './told.ts';

export const schema = defineCommand({
  meta: { name: 'schema', description: 'Print the schema that is served, as SDL.' },
  run: () => told(async () => say(printSchema(lexicographicSortSchema(makeSchema(resolvers))))),
});
