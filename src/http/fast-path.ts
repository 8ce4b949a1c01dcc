import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnswerType, answerType, wantsEventStream } from '../graphql/answer-status.ts';
import { remembered } from '../graphql/remembered.ts';
import { isPreflighted } from '../graphql/request-params.ts';
import type { KeptAnswers } from './answers/kept-answers.ts';
import { rawName } from './answers/raw-requests.ts';
import type { Connections } from './connections.ts';
import { checkMediaType } from './decode-json.ts';
import { INSIDE_HEADER } from './inside/open-inside.ts';
import { requestIdOf } from './request-id.ts';
import { isRobot } from './robots.ts';
import { headersFit, namesOneHost } from './router.ts';

interface FastPathOptions {
  readonly kept: KeptAnswers;
  readonly connections: Connections;
  readonly maxBodyBytes: number;
  /** Told of the stories, by their ids, that a reader was given for themselves. */
  readonly countRead: ((articleIds: readonly string[]) => void) | null;
  /** Whether a request may ask to be looked into: that is done on the long way. */
  readonly inside: boolean;
  /** Whether some other origin may read answers: then what is said of that differs from request to request. */
  readonly cors: boolean;
}

const isJson = remembered((contentType) => {
  try {
    checkMediaType(contentType, undefined);
    return true;
  } catch {
    return false;
  }
});

/**
 * The short way for what anonymous readers ask all the time: a plain request for /graphql whose bytes were seen before, and whose answer is kept, is answered where it stands, without a
 * promise, a timer or a signal. Everything else, and everything odd, takes the long way, which gives the same answer: a test compares them.
 */
export class FastPath {
  readonly #options: FastPathOptions;

  constructor(options: FastPathOptions) {
    this.#options = options;
  }

  /** Takes a request on: answers it, or hands it on with its body read. `false`: it wasn't taken. */
  take(request: IncomingMessage, response: ServerResponse, onward: (body: Buffer) => void): boolean {
    const { headers, method, url = '' } = request;
    if (headers.authorization !== undefined) return false;
    if (this.#options.inside && headers[INSIDE_HEADER] !== undefined) return false;
    if (headers.expect !== undefined || (this.#options.cors && headers.origin !== undefined)) return false;
    const type = answerType(headers.accept);
    if (type === null || wantsEventStream(headers.accept)) return false;
    if (!headersFit(request) || !namesOneHost(request)) return false;
    if (method === 'POST') return url === '/graphql' && this.#post(request, response, type, onward);
    if (method !== 'GET' || !url.startsWith('/graphql?') || !isPreflighted(headers)) return false;
    return this.#answer(request, response, type, url.slice('/graphql'.length), NO_BODY);
  }

  #post(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    onward: (body: Buffer) => void,
  ): boolean {
    const { headers, socket } = request;
    const length = Number(headers['content-length']);
    if (!(length > 0 && length <= this.#options.maxBodyBytes)) return false;
    if (headers['content-encoding'] !== undefined || !isJson(headers['content-type'] ?? '')) return false;
    const { connections } = this.#options;
    let body: Buffer | null = null;
    let chunks: Buffer[] | null = null;
    connections.reads(socket);
    request.on('data', (chunk: Buffer) => {
      if (body === null) body = chunk;
      else if (chunks === null) chunks = [body, chunk];
      else chunks.push(chunk);
    });
    request.on('end', () => {
      connections.hasRead(socket);
      const whole = chunks === null ? (body ?? NO_BODY) : Buffer.concat(chunks);
      if (!this.#answer(request, response, type, '', whole)) onward(whole);
    });
    request.on('error', NOTHING);
    return true;
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    search: string,
    body: Buffer,
  ): boolean {
    const { kept, connections, countRead } = this.#options;
    if (connections.closing) return false;
    const hit = kept.already(rawName('ANONYMOUS', search, body), 'ANONYMOUS');
    if (hit === null) return false;
    const { headers } = request;
    const { ready, ageSeconds } = hit;
    const encoding = ready.encodingFor(headers['accept-encoding'] as string | undefined);
    if (!ready.has(encoding)) return false;
    const { stories } = ready.answer;
    if (countRead !== null && stories.length > 0 && !isRobot(headers['user-agent'])) countRead(stories);
    const id = headers['x-request-id'];
    ready.send(response, {
      type,
      encoding,
      ageSeconds,
      requestId: requestIdOf(typeof id === 'string' ? id : undefined),
      status: 'dateline; hit',
      ifNoneMatch: search === '' ? undefined : headers['if-none-match'],
      forCaches: search !== '',
      more: null,
    });
    // What the client doesn't take at once has to be watched; nearly everything is gone by now.
    if (request.socket.writableLength > 0) connections.watch(response);
    return true;
  }
}

const NO_BODY = Buffer.alloc(0);
const NOTHING = (): void => {};
