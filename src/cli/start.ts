import { defineCommand } from 'citty';
import { run } from '../main.ts';
import { withTokenSecret } from './development-secret.ts';
import { peersFile, remoteFiles } from './remote-files.ts';
import { configuration, say, told } from './told.ts';
import { webhooksOf } from './webhooks-file.ts';

export const start = defineCommand({
  meta: { name: 'start', description: 'Run the gateway. Without MONGODB_URL the embedded database serves.' },
  args: {
    subgraphs: {
      type: 'string',
      description:
        'A file of remote subgraphs (YAML) to serve beside our own content. Watched: a change is taken up at once.',
      valueHint: 'FILE',
    },
    supergraph: {
      type: 'string',
      description:
        'A supergraph that is composed already (GraphQL), instead. Watched, too; `--subgraphs` then says how to ask its subgraphs.',
      valueHint: 'FILE',
    },
    peers: {
      type: 'string',
      description:
        'A file of other newsrooms (YAML), whose stories stand beside ours on the wire. Watched, too.',
      valueHint: 'FILE',
    },
    memory: {
      type: 'boolean',
      description: 'Keep the embedded database in memory: nothing is left when the gateway stops.',
    },
  },
  run: ({ args }) =>
    told(async () => {
      const config = withTokenSecret(configuration());
      const remotes = remoteFiles(args, config);
      const peers = peersFile(args.peers, config);
      await run({
        config,
        memory: args.memory === true,
        webhooks: await webhooksOf(config),
        ...(remotes !== null && { remotes }),
        ...(peers !== null && { peers }),
        onListening: ({ url, embedded, sandbox, seeded }) => {
          say(`Dateline answers at ${url}/graphql`);
          if (sandbox) say(`The sandbox is at ${url}/`);
          if (embedded === null) return;
          const where = args.memory === true ? 'in memory' : `in ${config.DATELINE_DATA_DIR}/`;
          say(`The embedded database serves, with its data ${where}.`);
          say('It is for trying things out and for small sites: set MONGODB_URL for anything else.');
          if (seeded > 0) say(`It was empty: ${seeded} sample stories were put in.`);
        },
      });
    }),
});
