import { GatewayError } from '../content/errors.ts';
import type { Viewer } from '../content/viewer.ts';
import { answerType } from '../graphql/answer-status.ts';
import type { GraphQLServer } from '../graphql/server.ts';
import { checkMediaType, decodeJson } from './decode-json.ts';
import { type Exchange, valuesOf } from './exchange.ts';
import { readBody } from './read-body.ts';
import { ClientGone, type RequestSignals } from './request-signal.ts';
import { type Answer, refuse, send } from './send.ts';

/** A request as it came, before anything of GraphQL was looked at. */
export interface RawRequest {
  readonly method: 'GET' | 'POST';
  readonly search: string;
  readonly headers: Exchange['headers'];
  /** The bytes of the body; empty for GET. */
  readonly body: Buffer;
  readonly viewer: Viewer;
}

/**
 * The place for answers that are made already: asked with the raw request once its viewer is known, before Apollo Server is entered.
 * `null` lets the request go on.
 */
export type AnswersAlreadyMade = (request: RawRequest) => Answer | null;

export interface GraphQLRouteOptions {
  readonly graphql: GraphQLServer;
  /** The viewer of a request with these `Authorization` headers. Throws UNAUTHENTICATED. */
  readonly authenticate: (authorization: readonly string[]) => Viewer | Promise<Viewer>;
  readonly answersAlreadyMade?: AnswersAlreadyMade;
  readonly maxBodyBytes: number;
  readonly maxConcurrency: number;
}

const noTwice = (headers: Exchange['headers']): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

/** POST and GET /graphql, from the request's first byte to the answer's last. The order of the steps is the order of docs/lifecycle.md. */
export class GraphQLRoute {
  readonly #options: GraphQLRouteOptions;
  readonly #signals: RequestSignals;

  constructor(options: GraphQLRouteOptions, signals: RequestSignals) {
    this.#options = options;
    this.#signals = signals;
  }

  async handle(exchange: Exchange): Promise<void> {
    try {
      await send(exchange, await this.#answer(exchange));
    } catch (error) {
      if (error instanceof ClientGone || exchange.response.destroyed) return;
      if (!(error instanceof GatewayError)) throw error;
      await refuse(
        exchange,
        error,
        error.code === 'METHOD_NOT_ALLOWED' ? { allow: 'GET, POST, OPTIONS' } : {},
      );
    }
  }

  async #answer(exchange: Exchange): Promise<Answer> {
    const { request, response, headers, search, requestId } = exchange;
    const { method } = exchange;
    if (method !== 'GET' && method !== 'POST') throw new GatewayError('METHOD_NOT_ALLOWED');
    if (answerType(headers.accept) === null) throw new GatewayError('NOT_ACCEPTABLE');
    if (method === 'POST') checkMediaType(headers['content-type'], headers['content-encoding']);
    this.#checkRoom();
    const body = method === 'POST' ? await readBody(request, this.#options.maxBodyBytes) : Buffer.alloc(0);
    const viewer = await this.#options.authenticate(valuesOf(request, 'authorization'));
    const made = this.#options.answersAlreadyMade?.({ method, search, headers, body, viewer });
    if (made) return made;
    const json = method === 'POST' ? decodeJson(body) : undefined;
    this.#checkRoom();
    const { signal, end } = this.#signals.begin(response);
    try {
      return await this.#options.graphql.answer({
        method,
        headers: noTwice(headers),
        search,
        body: json,
        viewer,
        requestId,
        signal,
      });
    } finally {
      end();
    }
  }

  /** Refuses at once rather than queue: before the body is read, and again when its turn comes. */
  #checkRoom(): void {
    if (this.#signals.underWay >= this.#options.maxConcurrency) {
      throw new GatewayError('REQUEST_CONCURRENCY_LIMITED');
    }
  }
}
