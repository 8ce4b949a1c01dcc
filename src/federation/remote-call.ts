import { setTimeout as pause } from 'node:timers/promises';

/** Why a call came to nothing, in a word for the log and for `extensions.reason`. Never what the service said. */
export type CallFailure =
  | 'REFUSED'
  | 'TIMED_OUT'
  | 'TOO_LARGE'
  | 'NOT_JSON'
  | 'NOT_GRAPHQL'
  | 'HTTP_STATUS'
  | 'REDIRECTED'
  | 'RESTING';

export class CallError extends Error {
  override readonly name = 'CallError';
  readonly reason: CallFailure;

  constructor(reason: CallFailure, options: { cause?: unknown } = {}) {
    super(`The call failed: ${reason}.`, options);
    this.reason = reason;
  }
}

export interface RemoteAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal | null;
}

/** Deeper answers than any query of ours can have asked for. */
const MAX_NESTING = 200;

const JSON_TYPE = /^application\/(graphql-response\+)?json\b/i;

/** Reads an answer up to a size. What is over it is not read at all. */
const readText = async (response: Response, maxBytes: number): Promise<string> => {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw new CallError('TOO_LARGE');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new CallError('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** How deep brackets are nested in a JSON text, strings left out; stops at the limit. */
const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 92) at += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > MAX_NESTING) return true;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return false;
};

const parseBody = (text: string): Readonly<Record<string, unknown>> => {
  if (isTooDeep(text)) throw new CallError('NOT_GRAPHQL');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new CallError('NOT_JSON', { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || !('data' in parsed || 'errors' in parsed))
    throw new CallError('NOT_GRAPHQL');
  return parsed as Readonly<Record<string, unknown>>;
};

/** One POST of a GraphQL request: no redirects, bounded in time and size. Throws a `CallError`. */
const callOnce = async (options: CallOptions): Promise<RemoteAnswer> => {
  const { url, headers, body, timeoutMs, maxBytes, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body,
      signal: signal === null ? timeout : AbortSignal.any([timeout, signal]),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new CallError('REDIRECTED');
    }
    if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) {
      await response.body?.cancel();
      throw new CallError(response.ok ? 'NOT_JSON' : 'HTTP_STATUS');
    }
    const read = parseBody(await readText(response, maxBytes));
    // An answer with data is one, whatever its status; without, a status of trouble is trouble.
    if (response.status >= 500 && !('data' in read && read['data'] !== null))
      throw new CallError('HTTP_STATUS');
    return { body: read, headers: response.headers };
  } catch (error) {
    if (error instanceof CallError) throw error;
    if (signal?.aborted === true) throw signal.reason;
    throw new CallError(timeout.aborted ? 'TIMED_OUT' : 'REFUSED', { cause: error });
  }
};

/** What another try may mend. */
const PASSING: ReadonlySet<CallFailure> = new Set(['REFUSED', 'HTTP_STATUS']);

/** Calls, and tries again what may pass, after a short, growing pause. */
export const callWithRetries = async (options: CallOptions, retries: number): Promise<RemoteAnswer> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await callOnce(options);
    } catch (error) {
      if (attempt >= retries || !(error instanceof CallError) || !PASSING.has(error.reason)) throw error;
      await pause(20 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
};
