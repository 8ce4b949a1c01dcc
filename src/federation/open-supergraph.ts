import { GraphQLSchema, parse } from 'graphql';
import type { Log } from '../observe/log.ts';
import { carryHints } from './carry-hints.ts';
import { tellOfMissing } from './missing-values.ts';
import { markNeededFields } from './needed-fields.ts';
import { placeErrors } from './place-errors.ts';
import { RemoteExecutor } from './remote-executor.ts';
import { markRemoteFields } from './remote-fields.ts';
import { sieveUnions } from './shared-unions.ts';
import { SubgraphFileError } from './subgraph-config.ts';
import { makeSupergraphSchema } from './supergraph-schema.ts';
import { OURS, type SupergraphSource } from './supergraph-source.ts';

/** A supergraph that can be asked. */
export interface Supergraph {
  readonly schema: GraphQLSchema;
  /** Whether what remote subgraphs answer hangs on more than the operation: then no answer of theirs is shared between readers. */
  readonly personal: boolean;
  /** Whether a field of ours may not be ours in it: a remote subgraph took one over, or we aren't in it at all. Then nothing can be answered without asking. */
  readonly overridden: boolean;
}

export type UnionMembers = 'known' | 'shared';

export interface OpenSupergraphOptions {
  readonly ours: { readonly sdl: string; readonly schema: GraphQLSchema };
  readonly source: SupergraphSource;
  readonly log: Log;
  /** Of a union that subgraphs share: whether a member's fields are asked for wherever they are known, or only where all who could be asked know it. */
  readonly unions?: UnionMembers;
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

/** Makes a supergraph ready to be asked. Throws a `SubgraphFileError` for one that can't be. */
export const openSupergraph = ({
  ours,
  source,
  log,
  unions = 'known',
}: OpenSupergraphOptions): Supergraph => {
  const { sdl, graphs, settings, hints } = source;
  const remote = new Map(settings.map((config) => [config.name, config]));
  const answererOf = (symbol: string): GraphQLSchema | RemoteExecutor => {
    const entities = graphs.get(symbol);
    const subgraph = remote.get(entities?.name ?? '');
    if (entities !== undefined && subgraph !== undefined)
      return new RemoteExecutor({ subgraph, entities, log });
    if (entities?.name === OURS) return ours.schema;
    throw new SubgraphFileError(`The supergraph has a subgraph ${symbol} that it doesn't list.`);
  };
  const sieve = unions === 'shared' ? sieveUnions(parse(sdl, { noLocation: true })) : null;
  const schema = withDirectivesOf(
    makeSupergraphSchema({ supergraphSdl: sdl, answererOf, sieve }),
    ours.schema,
  );
  const hasOurs = [...graphs.values()].some(({ name }) => name === OURS);
  markRemoteFields(schema, hasOurs ? ours.schema : null);
  markNeededFields(schema);
  placeErrors(schema);
  tellOfMissing(schema, new Set([...graphs.values()].flatMap(({ keys }) => [...keys.keys()])));
  carryHints(schema, [parse(ours.sdl, { noLocation: true }), ...hints]);
  return {
    schema,
    personal: settings.some(
      ({ forwardAuthorization, forward }) => forwardAuthorization || forward.length > 0,
    ),
    overridden: !hasOurs || sdl.includes(`override: "${OURS}"`),
  };
};
