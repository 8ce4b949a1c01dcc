import { GraphQLSchema, parse } from 'graphql';
import type { Log } from '../observe/log.ts';
import { carryHints } from './carry-hints.ts';
import { composeSupergraph, type SubgraphSource } from './compose-supergraph.ts';
import { type LoadedSubgraph, plainKeysOf } from './load-subgraphs.ts';
import { RemoteExecutor } from './remote-executor.ts';
import { makeSupergraphSchema } from './supergraph-schema.ts';

/** The name under which this gateway stands in a supergraph. */
export const OURS = 'dateline';

/** A supergraph that can be asked. */
export interface Supergraph {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  /** Whether what remote subgraphs answer hangs on more than the operation: then no answer of theirs is shared between readers. */
  readonly personal: boolean;
  /** Whether a remote subgraph has taken over a field of ours: then nothing can be answered without asking. */
  readonly overridden: boolean;
}

export interface OpenSupergraphOptions {
  readonly ours: { readonly sdl: string; readonly schema: GraphQLSchema };
  readonly subgraphs: readonly LoadedSubgraph[];
  readonly log: Log;
}

/** Directives for requests, such as `@pageStatus`, are no part of a supergraph unless all subgraphs define them; ours are meant for this gateway, so it keeps them. */
const withDirectivesOf = (schema: GraphQLSchema, ours: GraphQLSchema): GraphQLSchema => {
  const config = schema.toConfig();
  const known = new Set(config.directives.map(({ name }) => name));
  const more = ours.getDirectives().filter(({ name, locations }) => {
    const isForRequests = locations.some((location) => location === 'FIELD' || location === 'QUERY');
    return isForRequests && !known.has(name);
  });
  return more.length === 0
    ? schema
    : new GraphQLSchema({ ...config, directives: [...config.directives, ...more] });
};

export const sourcesOf = (sdl: string, subgraphs: readonly SubgraphSource[]): readonly SubgraphSource[] => [
  { name: OURS, url: 'http://in-process.invalid/', sdl },
  ...subgraphs,
];

/** Composes our own subgraph with the remote ones. Throws a `CompositionError`. */
export const openSupergraph = ({ ours, subgraphs, log }: OpenSupergraphOptions): Supergraph => {
  const sdl = composeSupergraph(sourcesOf(ours.sdl, subgraphs));
  const remote = new Map(
    subgraphs.map(({ config, sdl: theirs }) => [
      config.name,
      new RemoteExecutor({ subgraph: config, keys: plainKeysOf(theirs), log }),
    ]),
  );
  const schema = withDirectivesOf(
    makeSupergraphSchema({ supergraphSdl: sdl, ours: OURS, schema: ours.schema, remote }),
    ours.schema,
  );
  carryHints(
    schema,
    [ours.sdl, ...subgraphs.map(({ sdl: theirs }) => theirs)].map((text) =>
      parse(text, { noLocation: true }),
    ),
  );
  return {
    schema,
    sdl,
    personal: subgraphs.some(({ config }) => config.forwardAuthorization || config.forward.length > 0),
    overridden: sdl.includes(`override: "${OURS}"`),
  };
};
