import { type DocumentNode, type GraphQLSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GraphQLAnswer, GraphQLRequest } from './graphql-request.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { QueryStore } from './query-store.ts';
import { requestParams } from './request-params.ts';
import type { GraphQLServer } from './server.ts';

/** The supergraph, as it stands now. */
export interface Served {
  readonly server: GraphQLServer;
  readonly schema: GraphQLSchema;
  readonly personal: boolean;
  readonly overridden: boolean;
}

export interface FederatedServer extends GraphQLServer {
  /** Takes up another supergraph: new requests go to it, those under way end where they began. */
  replace(next: Served): void;
}

export interface FederatedServerOptions {
  /** Answers what concerns nobody but us, at the price of a gateway without a supergraph. */
  readonly ours: { readonly server: GraphQLServer; readonly schema: GraphQLSchema };
  readonly all: Served;
  /** Shared by both: a document may be registered with the one and asked of the other. */
  readonly queries: QueryStore;
  readonly maxTokens?: number;
}

type Kind = 'query' | 'subscription';

/** Texts whose side is remembered. */
const MAX_TEXTS = 5_000;
/** Requests under way at the old supergraph are given this long. */
const DRAIN_MS = 30_000;

/** Whether every field, type and directive is known to the schema; what describes the schema itself is not ours alone. */
const isWithin = (schema: GraphQLSchema, document: DocumentNode, kind: Kind): boolean => {
  const types = new TypeInfo(schema);
  let within = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        within &&= types.getFieldDef() != null && name.value !== '__schema' && name.value !== '__type';
      },
      NamedType: ({ name }) => {
        within &&= schema.getType(name.value) !== undefined;
      },
      Directive: ({ name }) => {
        within &&= schema.getDirective(name.value) != null;
      },
      Argument: () => {
        within &&= types.getArgument() != null;
      },
      OperationDefinition: ({ operation }) => {
        within &&= operation === kind;
      },
    }),
  );
  return within;
};

/**
 * One server for a gateway that is part of a supergraph: an operation that asks for nothing but our own is answered as if there were no others; everything else, mutations and mistakes
 * included, goes to the supergraph, which has the words for it.
 */
export const createFederatedServer = (options: FederatedServerOptions): FederatedServer => {
  const { ours, queries, maxTokens = DEFAULT_LIMITS.tokens } = options;
  let all = options.all;
  const sides = new LRUCache<string, boolean>({ max: MAX_TEXTS });

  const isOurs = (text: string, kind: Kind): boolean => {
    const side = `${kind} ${text}`;
    const known = sides.get(side);
    if (known !== undefined) return known;
    let within = false;
    try {
      const document = parse(text, { maxTokens, noLocation: true });
      // What the supergraph hides is not answered by us, either.
      within = isWithin(ours.schema, document, kind) && isWithin(all.schema, document, kind);
    } catch {
      // Not GraphQL, or too much of it: the supergraph's server says so.
    }
    sides.set(side, within);
    return within;
  };
  const serverFor = (
    request: Pick<GraphQLRequest, 'method' | 'search' | 'body'>,
    kind: Kind = 'query',
  ): GraphQLServer => {
    if (all.overridden) return all.server;
    const params = requestParams(request);
    const text = params?.query ?? (params?.hash == null ? undefined : queries.known(params.hash));
    return text !== undefined && text !== null && isOurs(text, kind) ? ours.server : all.server;
  };
  const askAll = async (request: GraphQLRequest, server: GraphQLServer): Promise<GraphQLAnswer> => {
    let stale = false;
    const answer = await server.answer({
      ...request,
      onSubgraph: (told) => {
        stale ||= told.stale;
        request.onSubgraph?.(told);
      },
    });
    return stale ? { ...answer, stale } : answer;
  };

  return {
    async answer(request) {
      const server = serverFor(request);
      return server === ours.server ? await server.answer(request) : await askAll(request, server);
    },
    subscribe: (request) => serverFor(request, 'subscription').subscribe(request),
    keyOf: (request) => {
      const server = serverFor(request);
      return server !== ours.server && all.personal ? null : server.keyOf(request);
    },
    extent: () => ours.server.extent(),
    stats: () => ours.server.stats(),
    replace: (next) => {
      const old = all.server;
      all = next;
      sides.clear();
      setTimeout(() => void old.close(), DRAIN_MS).unref();
    },
    close: async () => {
      await all.server.close();
      await ours.server.close();
    },
  };
};
