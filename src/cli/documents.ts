import { defineCommand } from 'citty';
import { limitsOf } from '../config.ts';
import { unfitDocuments } from '../graphql/trusted/check-documents.ts';
import { loadTrustedDocuments } from '../graphql/trusted/load-trusted-documents.ts';
import { schemaAt } from './schema-at.ts';
import { remoteArguments, servedSchema } from './served-schema.ts';
import { strict } from './strict.ts';
import { configuration, Stop, say, told } from './told.ts';

const check = defineCommand({
  meta: {
    name: 'check',
    description: 'Say which documents of a manifest or folder would be refused. Exit code 1 if any.',
  },
  args: {
    path: {
      type: 'positional',
      required: true,
      description: 'A manifest, or a folder.',
      valueHint: 'FILE|FOLDER',
    },
    against: {
      type: 'string',
      description: 'Another schema: the address of a running gateway, or a file with its SDL.',
      valueHint: 'URL|FILE',
    },
    ...remoteArguments,
    token: { type: 'string', description: 'A bearer token for the address.', valueHint: 'TOKEN' },
  },
  run: ({ args }) =>
    told(async () => {
      const documents = await loadTrustedDocuments(args.path);
      const config = configuration();
      const schema =
        args.against === undefined
          ? await servedSchema(args, config)
          : await schemaAt(args.against, args.token);
      const unfit = unfitDocuments(schema, documents, limitsOf(config));
      for (const { id, problems } of unfit) for (const problem of problems) say(`${id}: ${problem}`);
      say(`${documents.length - unfit.length} of ${documents.length} documents fit.`);
      if (unfit.length > 0) throw new Stop(`${unfit.length} documents would be refused.`);
    }),
});

export const documents = defineCommand({
  meta: { name: 'documents', description: 'Look after the documents that clients ask for by id.' },
  subCommands: { check: strict('documents check', check) },
});
