import { defineCommand } from 'citty';
import { compareSchemas } from '../federation/compare-schemas.ts';
import { schemaAt } from './schema-at.ts';
import { asClientsSee, remoteArguments, servedSchema } from './served-schema.ts';
import { configuration, Stop, say, told } from './told.ts';

export const check = defineCommand({
  meta: {
    name: 'check',
    description:
      'Say what this schema, with that of its subgraphs, would break for those who use another one. Exit code 1 if anything.',
  },
  args: {
    against: {
      type: 'string',
      required: true,
      description: 'The address of a running gateway, or a file with its SDL or supergraph.',
      valueHint: 'URL|FILE',
    },
    ...remoteArguments,
    token: { type: 'string', description: 'A bearer token for the address.', valueHint: 'TOKEN' },
    json: { type: 'boolean', description: 'Print the changes as JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const before = await schemaAt(args.against, args.token);
      const after = await servedSchema(args, configuration());
      const changes = await compareSchemas(asClientsSee(before), asClientsSee(after));
      const breaking = changes.filter(({ effect }) => effect === 'BREAKING');
      if (args.json === true) say(JSON.stringify({ changes, breaking: breaking.length }));
      else for (const { effect, message } of changes) say(`${effect}: ${message}`);
      if (args.json !== true && changes.length === 0) say('Nothing changes.');
      if (breaking.length > 0)
        throw new Stop(
          `${breaking.length} ${breaking.length === 1 ? 'change' : 'changes'} would break clients.`,
        );
    }),
});
