import { type IncomingMessage, request } from 'node:http';
import { until } from './until.ts';

export interface ToldEvent {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape.
  readonly data: any;
}

export interface EventStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** What was told so far. */
  readonly told: readonly ToldEvent[];
  /** The whole text so far: the body, where it was refused. */
  readonly text: string;
  /** What a browser would send as `Last-Event-ID`. */
  readonly lastEventId: string;
  /** `complete` was said; the line ended without; or neither yet. */
  readonly ended: 'COMPLETE' | 'CUT' | null;
  /** Waits until so many were told. */
  atLeast(count: number): Promise<readonly ToldEvent[]>;
  /** Reads no more, and reads again. */
  pause(): void;
  resume(): void;
  /** Tears the line. */
  cut(): void;
}

export interface StreamRequest {
  readonly query: string;
  readonly variables?: object;
  readonly token?: string | undefined;
  readonly lastEventId?: string | undefined;
  /** Asks by GET, as `EventSource` does. */
  readonly get?: boolean;
}

/** Subscribes over Server-Sent Events, on a line of its own. */
export const openStream = (
  url: string,
  { query, variables = {}, token, lastEventId, get = false }: StreamRequest,
): Promise<EventStream> =>
  new Promise((resolve, reject) => {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const asked = request(`${url}/graphql${get ? `?${search}` : ''}`, {
      method: get ? 'GET' : 'POST',
      agent: false,
      headers: {
        accept: 'text/event-stream',
        ...(!get && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      },
    });
    asked.on('error', reject);
    asked.on('response', (response) => resolve(readStream(response)));
    asked.end(get ? undefined : JSON.stringify({ query, variables }));
  });

/** A reader of the format, after https://html.spec.whatwg.org/multipage/server-sent-events.html. */
const readStream = (response: IncomingMessage): EventStream => {
  const told: ToldEvent[] = [];
  let [text, lastEventId] = ['', ''];
  /** What came since the last block ended: joined when one ends, for one may be long. */
  let pending: string[] = [];
  let ended: EventStream['ended'] = null;
  const take = (block: string): void => {
    const fields = block.split('\n').map((line) => /^([^:]*):? ?(.*)$/s.exec(line)?.slice(1) ?? ['', '']);
    const values = (name: string) =>
      fields.filter(([field]) => field === name).map(([, value]) => value ?? '');
    lastEventId = values('id').at(-1) ?? lastEventId;
    const [data] = [values('data').join('\n')];
    if (values('event').at(-1) === 'complete') ended = 'COMPLETE';
    else if (data !== '') told.push({ id: lastEventId, data: JSON.parse(data) });
  };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const ends = chunk.includes('\n\n') || (chunk.startsWith('\n') && pending.at(-1)?.endsWith('\n'));
    pending.push(chunk);
    if (!ends) return;
    const blocks = pending.join('').split('\n\n');
    pending = [blocks.pop() ?? ''];
    if (response.headers['content-type']?.startsWith('text/event-stream')) blocks.forEach(take);
  });
  response.on('error', () => {});
  response.on('close', () => {
    ended ??= 'CUT';
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    told,
    get text() {
      return text;
    },
    get lastEventId() {
      return lastEventId;
    },
    get ended() {
      return ended;
    },
    atLeast: async (count) => {
      await until(() => told.length >= count);
      return told;
    },
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    cut: () => response.destroy(),
  };
};
