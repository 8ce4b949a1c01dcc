import { defineCommand } from 'citty';
import { composeSupergraph } from '../federation/compose-supergraph.ts';
import { sourcesOf } from '../federation/supergraph-source.ts';
import { readSubgraphSdl } from '../graphql/make-schema.ts';
import { readSubgraphsFile, subgraphsFile } from './remote-files.ts';
import { configuration, Stop, say, told } from './told.ts';

export const compose = defineCommand({
  meta: {
    name: 'compose',
    description:
      'Print the supergraph of this gateway and the subgraphs of a file, or say why they make none.',
  },
  args: {
    subgraphs: { type: 'string', description: 'The file of subgraphs (YAML).', valueHint: 'FILE' },
  },
  run: ({ args }) =>
    told(async () => {
      const path = subgraphsFile(args.subgraphs, configuration());
      if (path === null)
        throw new Stop('Name a file of subgraphs: dateline compose --subgraphs subgraphs.yaml');
      say(composeSupergraph(sourcesOf(readSubgraphSdl(), await readSubgraphsFile(path))));
    }),
});
