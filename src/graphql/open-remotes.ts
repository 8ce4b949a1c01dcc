import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../../resolvers/context.ts';
import { references } from '../../resolvers/references.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import type { LoadedSubgraph } from '../federation/load-subgraphs.ts';
import { makeSubgraph } from '../federation/make-subgraph.ts';
import type { Supergraph, UnionMembers } from '../federation/open-supergraph.ts';
import type { SupergraphSource } from '../federation/supergraph-source.ts';
import type { Log } from '../observe/log.ts';
import { readSubgraphSdl } from './make-schema.ts';

/** What else a gateway serves: subgraphs to compose with its own, or a supergraph that is composed already. */
export type Remotes = readonly LoadedSubgraph[] | SupergraphSource;

/** Our own part of a supergraph. */
export const ourSubgraph = (): { readonly sdl: string; readonly schema: GraphQLSchema } => {
  const sdl = readSubgraphSdl();
  return { sdl, schema: makeSubgraph<GatewayContext>({ sdl, resolvers, references }) };
};

/** The supergraph of ours and others, ready to be asked, and our own part of it. Rejects where they make none. */
export const openRemotes = async (
  loaded: Remotes,
  log: Log,
  unions: UnionMembers = 'known',
): Promise<Supergraph & { readonly own: GraphQLSchema }> => {
  // What composes and stitches is a good part of all code, and nobody needs it who has no remotes.
  const { openSupergraph } = await import('../federation/open-supergraph.ts');
  const { composeWithOurs } = await import('../federation/supergraph-source.ts');
  const ours = ourSubgraph();
  const source = 'sdl' in loaded ? loaded : composeWithOurs(ours.sdl, loaded);
  return { ...openSupergraph({ ours, source, log, unions }), own: ours.schema };
};
