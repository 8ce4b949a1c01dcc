import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../../resolvers/context.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import type { Cache } from '../cache/cache.ts';
import type { Clock } from '../content/clock.ts';
import type { UnionMembers } from '../federation/open-supergraph.ts';
import { passengerOf } from '../federation/passenger.ts';
import type { Passenger } from '../federation/remote-executor.ts';
import { createFederatedServer, type Served } from './federated-server.ts';
import { makeSchema } from './make-schema.ts';
import { openRemotes, ourSubgraph, type Remotes } from './open-remotes.ts';
import { QueryStore } from './query-store.ts';
import { RateLimit } from './rate-limit.ts';
import { createGraphQLServer, type GraphQLServer, type GraphQLServerOptions, QUERY_BYTES } from './server.ts';
import { withTraces } from './traced-server.ts';

type Context = GatewayContext & Record<string, unknown>;

/** A context with something beside what it has, by itself and by its class. */
const besides = (context: Context, more: Readonly<Record<string, unknown>>): Context =>
  Object.assign(Object.create(Object.getPrototypeOf(context)), context, more);

export interface ServeOptions {
  /** Holds for each schema alike. */
  readonly settings: Omit<GraphQLServerOptions<Context>, 'schema' | 'queries' | 'rateLimit'>;
  /** Root fields that one client may have executed in a minute, whichever schema it asks; 0 for no limit. */
  readonly fieldsPerMinute: number;
  /** Whether a router may read this gateway as a subgraph. */
  readonly asSubgraph: boolean;
  /** Loaded anew at each `reload`. */
  readonly remotes: (() => Promise<Remotes>) | null;
  readonly unions: UnionMembers;
  readonly clock: Clock;
  readonly vouch: Cache['vouch'];
  /** Told of the schema that readers ask, and of each one that takes its place. */
  readonly onSchema?: (schema: GraphQLSchema) => void;
}

/** The schemas of a gateway, each with its server. */
export interface ServedSchemas {
  /** What readers ask: our own schema, or the supergraph. */
  readonly graphql: GraphQLServer;
  /** What a router asks. */
  readonly subgraph: GraphQLServer | null;
  /** Takes up the remotes as they are now. Rejects, and keeps the old ones, where that can't be done. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** The passenger of a subscription on the way of one event. */
const toldOfStale = (context: Context, onStale: () => void): Passenger => {
  const passenger = context['passenger'] as Passenger;
  return {
    ...passenger,
    onAnswer: (told) => {
      if (told.stale) onStale();
      passenger.onAnswer(told);
    },
  };
};

/** Serves our own schema; where there are remotes, the supergraph beside it; and our subgraph to those who may have it. */
export const serveSchemas = async (options: ServeOptions): Promise<ServedSchemas> => {
  const { settings, fieldsPerMinute, asSubgraph, remotes, clock } = options;
  const { log, limits } = settings;
  const queries = new QueryStore(QUERY_BYTES);
  const rateLimit = fieldsPerMinute === 0 ? null : new RateLimit(fieldsPerMinute);
  const schema = makeSchema<GatewayContext>(resolvers);
  const ours = await createGraphQLServer({ ...settings, schema, queries, rateLimit });
  // A router asks for many readers: it has no allowance of its own.
  const asked = () => ({ ...settings, schema: ourSubgraph().schema, queries });
  const subgraph = asSubgraph
    ? withTraces(await createGraphQLServer(asked()), () =>
        createGraphQLServer({ ...asked(), inlineTraces: true }),
      )
    : null;

  const openAll = async (load: () => Promise<Remotes>): Promise<Served> => {
    const { own, schema: whole, ...rest } = await openRemotes(await load(), log, options.unions);
    const server = await createGraphQLServer<Context>({
      ...settings,
      schema: whole,
      queries,
      rateLimit,
      context: async (asked) =>
        Object.assign(await settings.context(asked), { passenger: passengerOf(asked, clock, options.vouch) }),
      federatedEvents: {
        source: own,
        isShared: !rest.personal,
        readingOf: (context, onStale) => besides(context, { passenger: toldOfStale(context, onStale) }),
      },
    });
    options.onSchema?.(whole);
    return { ...rest, server, schema: whole };
  };
  if (remotes === null) {
    options.onSchema?.(schema);
    return {
      graphql: ours,
      subgraph,
      reload: async () => {},
      close: async () => {
        await ours.close();
        await subgraph?.close();
      },
    };
  }
  const federated = createFederatedServer({
    ours: { server: ours, schema },
    all: await openAll(remotes),
    queries,
    ...(limits?.tokens !== undefined && { maxTokens: limits.tokens }),
  });
  return {
    graphql: federated,
    subgraph,
    reload: async () => federated.replace(await openAll(remotes)),
    close: async () => {
      await federated.close();
      await subgraph?.close();
    },
  };
};
