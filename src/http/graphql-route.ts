import type { Reading } from '../cache/cache.ts';
import { GatewayError } from '../content/errors.ts';
import { isStaff, type Viewer } from '../content/viewer.ts';
import { answerType, wantsEventStream } from '../graphql/answer-status.ts';
import type { GraphQLAnswer, GraphQLRequest } from '../graphql/graphql-request.ts';
import { isPreflighted } from '../graphql/request-params.ts';
import type { GraphQLServer } from '../graphql/server.ts';
import type { TrustedDocuments } from '../graphql/trusted/trusted-documents.ts';
import { NOT_KEPT, PRIVATE } from './answers/answer-life.ts';
import { extendBody, STALE_HEADERS } from './answers/extend-body.ts';
import type { Hit, KeptAnswers, Outcome } from './answers/kept-answers.ts';
import { rawName } from './answers/raw-requests.ts';
import { sendHit } from './answers/send-hit.ts';
import { clientOf } from './client-of.ts';
import { checkMediaType, decodeJson } from './decode-json.ts';
import { type Exchange, valuesOf } from './exchange.ts';
import type { Inside } from './inside/inside.ts';
import { type InsideSettings, openInside } from './inside/open-inside.ts';
import { readBody } from './read-body.ts';
import { ClientGone, type RequestSignals } from './request-signal.ts';
import { isRobot } from './robots.ts';
import { type Answer, refuse, send } from './send.ts';
import type { EventStreams } from './subscriptions/event-streams.ts';

type CountRead = (articleIds: readonly string[]) => void;

export interface GraphQLRouteOptions {
  readonly graphql: GraphQLServer;
  /** The viewer of a request with these `Authorization` headers. Throws UNAUTHENTICATED. */
  readonly authenticate: (authorization: readonly string[]) => Viewer | Promise<Viewer>;
  /** Documents that clients may ask for by their ids. */
  readonly trusted?: Pick<TrustedDocuments, 'resolve'>;
  /** Who may look inside an answer, and with what. */
  readonly inside?: InsideSettings;
  /** Answers that are kept for others. */
  readonly kept?: KeptAnswers;
  /** Told of the stories, by their ids, that a reader was given for themselves. */
  readonly countRead?: CountRead;
  readonly maxBodyBytes: number;
  readonly maxConcurrency: number;
  /** In lower case: where a balancer tells the client's address. */
  readonly clientHeader?: string | null;
}

const noTwice = (headers: Exchange['headers']): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));

/** How an answer is read that somebody may be looking into. */
const insideOf = (inside: Inside | null, reading: Reading): Pick<GraphQLRequest, 'reading' | 'onBatch'> =>
  inside === null ? { reading } : { reading: inside.reading(reading), onBatch: inside.onBatch };

const NO_BODY = Buffer.alloc(0);

/** An answer that is for this viewer alone. */
const answerFor = (
  viewer: Viewer,
  { status, headers, body }: GraphQLAnswer,
  stale: boolean,
  inside: Inside | null,
): Answer => ({
  status,
  headers: [
    ...headers,
    ...(stale ? STALE_HEADERS : []),
    ['cache-control', viewer.subject === null && viewer.tier === 'ANONYMOUS' ? NOT_KEPT : PRIVATE],
    ['vary', 'Authorization'],
    ['cache-status', 'dateline; fwd=bypass'],
  ],
  body:
    stale || inside !== null
      ? extendBody(body, { ...(stale && { stale }), ...(inside !== null && { dateline: inside.report() }) })
      : body,
});

/** POST, GET and HEAD /graphql, from the request's first byte to the answer's last. The order of the steps is the order of docs/lifecycle.md. */
export class GraphQLRoute {
  readonly #options: GraphQLRouteOptions;
  readonly #signals: RequestSignals;
  readonly #streams: Pick<EventStreams, 'handle'> | null;

  /** @param streams for those who subscribe; nobody can where there are none. */
  constructor(
    options: GraphQLRouteOptions,
    signals: RequestSignals,
    streams: Pick<EventStreams, 'handle'> | null = null,
  ) {
    this.#options = options;
    this.#signals = signals;
    this.#streams = streams;
  }

  async handle(exchange: Exchange): Promise<void> {
    try {
      await this.#respond(exchange);
    } catch (error) {
      if (error instanceof ClientGone || exchange.response.destroyed) return;
      if (!(error instanceof GatewayError)) throw error;
      await refuse(
        exchange,
        error,
        error.code === 'METHOD_NOT_ALLOWED' ? { allow: 'GET, HEAD, POST, OPTIONS' } : {},
      );
    }
  }

  async #respond(exchange: Exchange): Promise<void> {
    const { request, headers, method } = exchange;
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
      throw new GatewayError('METHOD_NOT_ALLOWED');
    // A stream is nothing but its body.
    const streams = method !== 'HEAD' && wantsEventStream(headers.accept) ? this.#streams : null;
    if (streams === null && answerType(headers.accept) === null) throw new GatewayError('NOT_ACCEPTABLE');
    if (method === 'POST') checkMediaType(headers['content-type'], headers['content-encoding']);
    this.#checkRoom();
    const body =
      exchange.body ?? (method === 'POST' ? await readBody(request, this.#options.maxBodyBytes) : NO_BODY);
    const viewer = await this.#options.authenticate(valuesOf(request, 'authorization'));
    // A stream has no end at which it could be shown what went on inside.
    const inside =
      streams === null ? openInside(this.#options.inside, headers, viewer, exchange.requestId) : null;
    const answer = (): Promise<void> => this.#answer(exchange, body, viewer, { streams, inside });
    await (inside === null ? answer() : this.#options.inside?.watching.run(inside, answer));
  }

  async #answer(
    exchange: Exchange,
    body: Buffer,
    viewer: Viewer,
    { streams, inside }: { streams: Pick<EventStreams, 'handle'> | null; inside: Inside | null },
  ): Promise<void> {
    const { response, headers, search, method } = exchange;
    const { kept } = this.#options;
    const raw =
      kept === undefined ||
      streams !== null ||
      isStaff(viewer) ||
      (method !== 'POST' && !isPreflighted(headers))
        ? null
        : rawName(viewer.tier, search, body);
    const hit = raw === null ? null : (kept?.already(raw, viewer.tier) ?? null);
    // Who asks for the head alone reads nothing.
    const count = method === 'HEAD' ? null : this.#counterFor(viewer, headers);
    if (hit !== null) return await this.#sendHit(exchange, hit, count, inside);
    const json = method === 'POST' ? decodeJson(body) : undefined;
    this.#checkRoom();
    const asked = {
      // HEAD is a GET whose answer is sent without its body (RFC 9110, 9.3.2).
      method: method === 'POST' ? method : 'GET',
      headers: noTwice(headers),
      search,
      body: json,
      viewer,
      client: clientOf(exchange.request, viewer, this.#options.clientHeader ?? null),
      requestId: exchange.requestId,
    };
    const ask = this.#options.trusted?.resolve(asked) ?? asked;
    if (streams !== null) return await streams.handle(exchange, ask);
    const life = this.#signals.begin(response);
    try {
      const shared = raw === null || kept === undefined ? null : await this.#shared(kept, raw, ask, inside);
      if (shared?.kind === 'HIT') return await this.#sendHit(exchange, shared.hit, count, inside);
      const onStory = count === null ? undefined : (id: string): void => count([id]);
      // Another one's allowance is no reason to refuse this client, who asked the same at the same moment.
      const answer =
        shared?.kind === 'MADE' && shared.answer.status !== 429
          ? shared.answer
          : await this.#options.graphql.answer({
              ...ask,
              signal: life.signal,
              onStory,
              ...insideOf(inside, {}),
            });
      const stale = answer.stale === true || (shared?.kind === 'MADE' && shared.stale);
      await send(exchange, answerFor(viewer, answer, stale, inside));
    } finally {
      life.end();
    }
  }

  async #sendHit(
    exchange: Exchange,
    hit: Hit,
    count: CountRead | null,
    inside: Inside | null,
  ): Promise<void> {
    count?.(hit.ready.answer.stories);
    inside?.answeredBy(hit);
    await sendHit(exchange, hit, inside === null ? null : { dateline: inside.report() });
  }

  /** The answer of many, if this request may have one. */
  async #shared(
    kept: KeptAnswers,
    raw: string,
    ask: Omit<GraphQLRequest, 'signal'>,
    inside: Inside | null,
  ): Promise<Outcome | null> {
    const { graphql } = this.#options;
    const keyed = graphql.keyOf(ask);
    if (keyed === null) return null;
    // A request takes from its client's allowance once, however often its answer has to be begun; what is made anew meanwhile for everybody takes from nobody's.
    const { client, ...nobodys } = ask;
    let taken = false;
    return await kept.answer(raw, keyed, ask.viewer.tier, this.#signals, (reading, signal, onStory) => {
      const takes = client !== undefined && !taken && reading.renew !== true;
      taken ||= takes;
      const own = { ...nobodys, ...(takes && { client }), signal, onStory, judged: keyed.judged };
      // What is made anew for others meanwhile is none of this request's business.
      const read = reading.renew === true ? { reading } : insideOf(inside, reading);
      return graphql.answer({ ...own, ...read });
    });
  }

  /** Who counts what this viewer reads; nobody for robots and for those who work here. */
  #counterFor(viewer: Viewer, headers: Exchange['headers']): CountRead | null {
    const { countRead } = this.#options;
    return countRead === undefined || isStaff(viewer) || isRobot(headers['user-agent']) ? null : countRead;
  }

  /** Refuses at once rather than queue: before the body is read, and again when its turn comes. */
  #checkRoom(): void {
    if (this.#signals.underWay >= this.#options.maxConcurrency) {
      throw new GatewayError('REQUEST_CONCURRENCY_LIMITED');
    }
  }
}
