import { defineCommand } from 'citty';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { remoteArguments, servedSchema } from './served-schema.ts';
import { configuration, say, told } from './told.ts';

export const schema = defineCommand({
  meta: { name: 'schema', description: 'Print the schema that is served, as SDL.' },
  args: remoteArguments,
  run: ({ args }) =>
    told(async () => say(printSchema(lexicographicSortSchema(await servedSchema(args, configuration()))))),
});
