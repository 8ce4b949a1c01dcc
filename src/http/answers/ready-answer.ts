import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type AnswerType, GRAPHQL_TYPE } from '../../graphql/answer-status.ts';
import { chooseEncoding, ENCODERS, type Encoding } from '../accept-encoding.ts';
import { hasVersion } from '../has-version.ts';
import { SECURITY_HEADERS } from '../send.ts';

/** An answer as it is kept, in memory and in Redis. */
export interface KeptAnswer {
  readonly status: number;
  /** Of its own, lower-case: all but those that every answer has. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** The stories, by their ids, that whoever gets it has read. */
  readonly stories: readonly string[];
  /** The surrogate tags that caches outside are told; `null` for all that it is kept under. */
  readonly told: readonly string[] | null;
}

/** What is said of an answer to those who may keep it. */
export interface ReadyHeaders {
  readonly cacheControl: string;
  /** Its surrogate tags, parted by spaces; empty for none. */
  readonly keys: string;
  readonly vary: string;
}

/** What differs from one request for an answer to the next. */
export interface Sending {
  readonly type: AnswerType;
  readonly encoding: Encoding | 'identity';
  readonly ageSeconds: number;
  readonly requestId: string;
  /** The value of `cache-status` (RFC 9211). */
  readonly status: string;
  readonly ifNoneMatch: string | undefined;
  /** Whether a cache on the way may keep it, and has to know which version it is, and under which tags. */
  readonly forCaches: boolean;
  /** Further headers, as names and values in turn. */
  readonly more: readonly string[] | null;
}

interface Variant {
  /** The body's bytes, a character each: so they go out with the head in one piece. */
  readonly text: string;
  /** Of what caches keep. */
  readonly etag: string | null;
  /** Names and values in turn; the values of `cache-status`, `age` and `x-request-id` are put in before each use. */
  readonly head: string[];
  /** The same for an answer without a body. */
  readonly short: string[];
}

const SECURITY = Object.entries(SECURITY_HEADERS).flat();

/** A kept answer, ready to be sent: each variant of its bytes and of its head is made once, and then written out as it stands. */
export class ReadyAnswer {
  readonly #answer: KeptAnswer;
  readonly #headers: ReadyHeaders;
  readonly #bodies = new Map<Encoding | 'identity', Buffer>();
  readonly #variants = new Map<string, Variant>();
  readonly #making = new Map<Encoding, Promise<void>>();
  #digest: string | null = null;

  constructor(answer: KeptAnswer, headers: ReadyHeaders) {
    this.#answer = answer;
    this.#headers = headers;
    this.#bodies.set('identity', answer.body);
  }

  /** What is said to those who may keep it. */
  get cacheControl(): string {
    return this.#headers.cacheControl;
  }

  get answer(): KeptAnswer {
    return this.#answer;
  }

  /** Which encoding a client gets that says this of those it takes. */
  encodingFor(acceptEncoding: string | undefined): Encoding | 'identity' {
    return chooseEncoding(acceptEncoding, this.#answer.body.length);
  }

  /** Whether the bytes in this encoding are there; `make` makes them. */
  has(encoding: Encoding | 'identity'): boolean {
    return this.#bodies.has(encoding);
  }

  async make(encoding: Encoding): Promise<void> {
    let making = this.#making.get(encoding);
    if (making === undefined) {
      making = this.#compress(encoding).finally(() => this.#making.delete(encoding));
      this.#making.set(encoding, making);
    }
    await making;
  }

  async #compress(encoding: Encoding): Promise<void> {
    const encoder = ENCODERS[encoding];
    if (encoder !== undefined) this.#bodies.set(encoding, await encoder.often(this.#answer.body));
  }

  /** Writes the answer, or 304 to a client that has it. Its bytes in this encoding must be there. */
  send(response: ServerResponse, sending: Sending): void {
    const variant = this.#variant(sending.type, sending.encoding, sending.forCaches);
    // Conditions count only where the answer would be a success (RFC 9110, 13.2.1).
    const same = this.#answer.status === 200 && hasVersion(sending.ifNoneMatch, variant.etag);
    const head = same ? variant.short : variant.head;
    head[head.length - 5] = sending.status;
    head[head.length - 3] = ageText(sending.ageSeconds);
    head[head.length - 1] = sending.requestId;
    const whole = sending.more === null ? head : [...head, ...sending.more];
    if (same) response.writeHead(304, whole).end();
    else response.writeHead(this.#answer.status, whole).end(variant.text, 'latin1');
  }

  /** Another one for each type and encoding: a cache that asks with those of all that it has must learn which one to give (RFC 9110, 8.8.3). */
  #etag(type: string, encoding: Encoding | 'identity'): string {
    this.#digest ??= hash('sha256', this.#answer.body, 'base64url').slice(0, 22);
    const ofType = type === GRAPHQL_TYPE ? '-graphql' : '';
    return `"${this.#digest}${ofType}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  }

  #variant(type: string, encoding: Encoding | 'identity', forCaches: boolean): Variant {
    const key = forCaches ? `${type}${encoding}` : `${type}${encoding}-`;
    let variant = this.#variants.get(key);
    if (variant === undefined) {
      variant = this.#make(type, encoding, forCaches);
      this.#variants.set(key, variant);
    }
    return variant;
  }

  #make(type: string, encoding: Encoding | 'identity', forCaches: boolean): Variant {
    const bytes = this.#bodies.get(encoding);
    if (bytes === undefined) throw new Error(`The answer's bytes in ${encoding} have not been made.`);
    const { cacheControl, keys, vary } = this.#headers;
    const etag = forCaches ? this.#etag(type, encoding) : null;
    const short = [
      ...['cache-control', cacheControl, 'vary', vary, ...(etag === null ? [] : ['etag', etag])],
      ...(keys === '' || !forCaches ? [] : ['surrogate-key', keys, 'cache-tag', keys.replaceAll(' ', ',')]),
    ];
    const last = ['cache-status', '', 'age', '0', 'x-request-id', ''];
    const head = [
      ...['content-type', `${type}; charset=utf-8`, 'content-length', String(bytes.length)],
      ...(encoding === 'identity' ? [] : ['content-encoding', encoding]),
      ...SECURITY,
      ...short,
      ...this.#answer.headers.flat(),
      ...last,
    ];
    return { text: bytes.toString('latin1'), etag, head, short: [...short, ...last] };
  }
}

const AGES = Array.from({ length: 600 }, (_, seconds) => String(seconds));
const ageText = (seconds: number): string => AGES[seconds] ?? String(seconds);
