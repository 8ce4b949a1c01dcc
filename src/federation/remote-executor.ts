import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, GraphQLError, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Cache, Stands } from '../cache/cache.ts';
import { GatewayError } from '../content/errors.ts';
import { Breaker } from '../observe/breaker.ts';
import type { Log } from '../observe/log.ts';
import { tagsOfAnswer } from './answer-tags.ts';
import { askKeysBack, checkEntities, entityFieldsOf } from './entity-check.ts';
import { onlyAsked } from './only-asked.ts';
import { CallError, callWithRetries, type RemoteAnswer } from './remote-call.ts';
import type { SubgraphConfig } from './subgraph-config.ts';
import type { GraphEntities } from './supergraph-graphs.ts';

/** What of a request a remote subgraph may be told. */
export interface Passenger {
  /** The client's headers, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The viewer's token as it came, `Bearer …`; `null` for an anonymous one. */
  readonly authorization: string | null;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Of the cache: says later what was purged since. */
  readonly vouch: Cache['vouch'];
  /** Told of an answer that is given although it is old, and of what an answer allows caches to do. */
  readonly onAnswer: (told: {
    readonly subgraph: string;
    readonly stale: boolean;
    readonly headers: Headers | null;
  }) => void;
}

export interface RemoteRequest {
  readonly document: DocumentNode;
  readonly variables: unknown;
  readonly operationType: 'query' | 'mutation' | 'subscription';
  readonly passenger: Passenger;
}

export interface RemoteExecutorOptions {
  readonly subgraph: SubgraphConfig;
  readonly entities: GraphEntities;
  readonly log: Log;
  /** How long a subgraph that failed repeatedly is left alone. */
  readonly restMs?: number;
  /** Memory for last good answers. */
  readonly keptBytes?: number;
}

/** An answer, and whether what it was made of has been purged since it was asked for. */
interface Told {
  readonly answer: RemoteAnswer;
  readonly stands: () => boolean;
}

interface Kept {
  readonly text: string;
  readonly at: number;
  readonly stands: Told['stands'];
}

/** Failures in a row after which a subgraph is left alone. */
const FAILURES = 5;
const REST_MS = 2_000;
const KEPT_BYTES = 16 * 1024 * 1024;

/** Asks one remote subgraph. Every failure is a coded error that names the service and nothing that it said; a last good answer is given in its place where there is one. */
export class RemoteExecutor {
  readonly #options: RemoteExecutorOptions;
  readonly #circuit: Breaker;
  readonly #flights = new Map<string, Promise<Told>>();
  readonly #kept: LRUCache<string, Kept>;

  constructor(options: RemoteExecutorOptions) {
    this.#options = options;
    this.#circuit = new Breaker(options.restMs ?? REST_MS, FAILURES);
    this.#kept = new LRUCache({
      maxSize: options.keptBytes ?? KEPT_BYTES,
      sizeCalculation: ({ text }, key) => text.length + key.length + 1,
    });
  }

  async execute({ document, variables, operationType, passenger }: RemoteRequest): Promise<ExecutionResult> {
    const { subgraph, entities } = this.#options;
    const headers = this.#headersFor(passenger);
    const body = JSON.stringify({
      query: print(askKeysBack(withoutOurDirectives(document), variables, entities)),
      variables,
    });
    const isQuery = operationType === 'query';
    const key = isQuery ? keyOf(body, headers) : null;
    try {
      const { answer, stands } = await this.#call(body, headers, key, isQuery, passenger);
      const result = this.#checked(answer.body, document, variables);
      if (key !== null && result.errors === undefined && headers['authorization'] === undefined)
        this.#kept.set(key, { text: JSON.stringify(result), at: performance.now(), stands });
      passenger.onAnswer({ subgraph: subgraph.name, stale: false, headers: answer.headers });
      return result;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#options.log.warn(
        { err: error, subgraph: subgraph.name, requestId: passenger.requestId },
        'A subgraph failed.',
      );
      const old = key === null ? undefined : this.#kept.get(key);
      if (old !== undefined && performance.now() - old.at <= subgraph.staleMs && old.stands()) {
        passenger.onAnswer({ subgraph: subgraph.name, stale: true, headers: null });
        return JSON.parse(old.text) as ExecutionResult;
      }
      passenger.onAnswer({ subgraph: subgraph.name, stale: false, headers: null });
      throw failure(subgraph.name, error);
    }
  }

  /** Equal queries with equal headers that are under way are one call; mutations are made one by one, once. */
  async #call(
    body: string,
    headers: Readonly<Record<string, string>>,
    key: string | null,
    isQuery: boolean,
    passenger: Passenger,
  ): Promise<Told> {
    for (;;) {
      const flight = key === null ? undefined : this.#flights.get(key);
      if (flight === undefined) break;
      const told = await flight;
      // Begun before a purge of what it tells of: who has come after that must not be told what was before.
      if (told.stands()) return told;
    }
    // A flight that others wait for isn't ended when the first of them goes away: its time is bounded anyhow.
    const call = this.#told(
      passenger.vouch(),
      this.#make(
        body,
        headers,
        isQuery ? this.#options.subgraph.retries : 0,
        isQuery ? null : passenger.signal,
      ),
    );
    if (key === null) return await call;
    this.#flights.set(key, call);
    const land = (): void => void this.#flights.delete(key);
    call.then(land, land);
    return await call;
  }

  async #told(stands: Stands, asked: Promise<RemoteAnswer>): Promise<Told> {
    const answer = await asked;
    const tags = tagsOfAnswer(this.#options.subgraph.name, answer.headers);
    return { answer, stands: () => stands(tags) };
  }

  async #make(
    body: string,
    headers: Readonly<Record<string, string>>,
    retries: number,
    signal: AbortSignal | null,
  ): Promise<RemoteAnswer> {
    if (!this.#circuit.allows()) throw new CallError('RESTING');
    const { url, timeoutMs, maxBytes } = this.#options.subgraph;
    try {
      const answer = await callWithRetries({ url, headers, body, timeoutMs, maxBytes, signal }, retries);
      this.#circuit.succeeded();
      return answer;
    } catch (error) {
      if (error instanceof CallError) this.#circuit.failed();
      throw error;
    }
  }

  #headersFor({ headers, authorization, requestId }: Passenger): Record<string, string> {
    const { forward, forwardAuthorization, headers: own } = this.#options.subgraph;
    const passed = forward.flatMap((name) => {
      const value = name === 'authorization' || name === 'cookie' ? undefined : headers[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      ...Object.fromEntries(passed),
      ...own,
      ...(forwardAuthorization && authorization !== null && { authorization }),
      'x-request-id': requestId,
    };
  }

  /** The answer held against what was asked for, and its errors in words of ours. */
  #checked(
    body: Readonly<Record<string, unknown>>,
    document: DocumentNode,
    variables: unknown,
  ): ExecutionResult {
    const { subgraph, entities } = this.#options;
    const { name } = subgraph;
    const { data, errors } = body;
    const said = Array.isArray(errors) ? errors.map((error: unknown) => foreignError(name, error)) : [];
    if (typeof data !== 'object' || data === null) {
      if (said.length === 0) throw new CallError('NOT_GRAPHQL');
      return { data: null, errors: said };
    }
    const checked: Record<string, unknown> = { ...data };
    for (const { responseKey, representations } of entityFieldsOf(document, variables)) {
      const given = checked[responseKey];
      if (given == null) continue;
      const found = checkEntities(given, representations, entities);
      if (found === null) throw new CallError('NOT_GRAPHQL');
      checked[responseKey] = found.entities;
      for (const at of found.strangers)
        said.push(
          new GraphQLError(`${name} answered with something else than it was asked for.`, {
            path: [responseKey, at],
            originalError: new GatewayError('SUBGRAPH_FAILED', undefined, {
              more: { service: name, reason: 'STRANGER' },
            }),
          }),
        );
    }
    return {
      data: onlyAsked(checked, document, entities.objects),
      ...(said.length > 0 && { errors: said }),
    };
  }
}

/** Marks that clients set for this gateway mean nothing to another service. */
const withoutOurDirectives = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? undefined : null),
  });

/** Headers count, but for the request's own id: two viewers never share what was asked with different tokens. */
const keyOf = (body: string, headers: Readonly<Record<string, string>>): string => {
  const { 'x-request-id': _, ...rest } = headers;
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(rest).sort()))
    .update(body)
    .digest('base64url');
};

const failure = (service: string, error: CallError): GatewayError =>
  new GatewayError(
    error.reason === 'TIMED_OUT' ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_FAILED',
    `\`${service}\` did not answer.`,
    { cause: error, more: { service, reason: error.reason } },
  );

/** An error of a subgraph's own: that there is one, and where; not what it says, which may be meant for its own people. */
const foreignError = (service: string, error: unknown): GraphQLError => {
  const { path, extensions } = (typeof error === 'object' && error !== null ? error : {}) as {
    path?: unknown;
    extensions?: { code?: unknown };
  };
  const places = Array.isArray(path)
    ? path.filter((step): step is string | number => typeof step === 'string' || typeof step === 'number')
    : undefined;
  const code =
    typeof extensions?.code === 'string' && /^[A-Z_]{1,60}$/.test(extensions.code) ? extensions.code : null;
  const original = new GatewayError('SUBGRAPH_ERROR', `\`${service}\` reported an error.`, {
    more: { service, ...(code !== null && { serviceCode: code }) },
  });
  return new GraphQLError(original.message, {
    originalError: original,
    extensions: original.extensions,
    ...(places !== undefined && { path: places }),
  });
};
