import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { type EventStream, openStream, type StreamRequest } from '../support/event-stream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
let desk: Desk;
const streams: EventStream[] = [];
const clients: Client[] = [];
beforeAll(async () => {
  gateway = await startGateway({
    DATELINE_SUBSCRIBER_STALL_MS: '700',
    DATELINE_MAX_SUBSCRIPTIONS: '6',
    DATELINE_MAX_SUBSCRIPTIONS_PER_SOCKET: '2',
    DATELINE_CORS_ORIGINS: 'https://paper.example',
    DATELINE_MAX_BODY_BYTES: '1000000',
    DATELINE_DRAIN_MS: '4000',
  });
  desk = await deskOf(gateway);
});
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.cut();
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
  await pause(20);
});
afterAll(() => gateway.close());

const open = async (asked: StreamRequest): Promise<EventStream> => {
  const stream = await openStream(gateway.url, asked);
  streams.push(stream);
  return stream;
};
const STORIES =
  'subscription ($afterEvent: ID) { storyChanges(afterEvent: $afterEvent) { eventId kind article { headline } } }';
const headlines = ({ told }: Pick<EventStream, 'told'>): string[] =>
  told.flatMap(({ data }) => data.data?.storyChanges.article.headline ?? []);
const socketUrl = (): string => `${gateway.url.replace('http', 'ws')}/graphql`;
const socketClient = (options: Partial<ClientOptions> = {}): Client => {
  const client = createClient({ url: socketUrl(), webSocketImpl: WebSocket, retryAttempts: 0, ...options });
  clients.push(client);
  return client;
};
// biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape.
type Result = any;
/** What a client is told, and how it ended. */
const listen = (client: Client, query: string, variables: Record<string, unknown> = {}) => {
  const told: Result[] = [];
  const state: { ended: Result } = { ended: undefined };
  const end = client.subscribe(
    { query, variables },
    {
      next: (result) => void told.push(result),
      error: (error) => {
        state.ended = error;
      },
      complete: () => {
        state.ended = 'COMPLETE';
      },
    },
  );
  return { told, state, end };
};
/** How the gateway answers an upgrade that it refuses, or what follows one that it takes. */
const upgrade = (path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(gateway.url.replace('http', 'ws') + path, 'graphql-transport-ws', {
      headers,
    });
    socket.on('unexpected-response', (_, { statusCode = 0 }) => {
      resolve(statusCode);
      socket.terminate();
    });
    socket.on('error', () => {});
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });
/** A raw HTTP request, and its answer up to these words. */
const raw = (text: string, last: string): Promise<string> =>
  new Promise((resolve) => {
    const line = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => line.write(text));
    let answer = '';
    line.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes(last)) line.destroy();
    });
    line.on('close', () => resolve(answer));
  });

describe('an event stream', () => {
  it('is what the client of graphql-sse reads, and what EventSource asks for', async () => {
    const client = createSseClient({ url: `${gateway.url}/graphql`, retryAttempts: 0 });
    const told: Result[] = [];
    const end = client.subscribe(
      { query: STORIES },
      { next: (result) => void told.push(result), error: () => {}, complete: () => {} },
    );
    const source = await open({ query: STORIES, get: true });
    await until(() => source.lastEventId !== '');
    await pause(100);
    await desk.published('Read by both');
    await source.atLeast(1);
    await until(() => told.length === 1);
    expect(told[0].data.storyChanges.article.headline).toBe('Read by both');
    expect(headlines(source)).toEqual(['Read by both']);
    end();
    client.dispose();
  });

  it('goes on where it was, without a gap or a repeat, also where nothing had been told yet', async () => {
    const first = await open({ query: STORIES });
    await until(() => first.lastEventId !== '');
    first.cut();
    await desk.published('Missed 1');
    const second = await open({ query: STORIES, lastEventId: first.lastEventId });
    await second.atLeast(1);
    second.cut();
    await desk.published('Missed 2');
    await desk.draft('A draft in between');
    await desk.published('Missed 3');
    // A browser sends the operation as it was: where it is by now is in the header.
    const third = await open({
      query: STORIES,
      variables: { afterEvent: first.lastEventId },
      lastEventId: second.lastEventId,
    });
    await third.atLeast(2);
    await desk.published('Live again');
    await third.atLeast(3);
    expect([headlines(second), headlines(third)]).toEqual([
      ['Missed 1'],
      ['Missed 2', 'Missed 3', 'Live again'],
    ]);
  });

  it('is ended with a code when its client is too slow, has nothing kept for it, and goes on where it was', async () => {
    const query = `subscription { storyChanges { article { headline ${Array.from(
      { length: 40 },
      (_, n) => `b${n}: body { ... on FullBody { text } }`,
    ).join(' ')} } } }`;
    const stream = await open({ query });
    await until(() => stream.lastEventId !== '');
    stream.pause();
    // More than lies between two sockets: 40 times 400 KB.
    const long = Array.from({ length: 100 }, (_, n) => words(`b${n}`, 'long '.repeat(800)));
    await desk.published('Too long', { blocks: long });
    await desk.published('After it 1');
    await pause(900);
    stream.resume();
    await until(() => stream.ended !== null);
    const last = stream.told.at(-1)?.data;
    expect([stream.ended, last.errors?.[0].extensions.code]).toEqual(['CUT', 'SUBSCRIBER_TOO_SLOW']);
    expect(headlines(stream)).toEqual(['Too long']);
    await desk.published('After it 2');
    const again = await open({ query, lastEventId: stream.lastEventId });
    await again.atLeast(2);
    expect(headlines(again)).toEqual(['After it 1', 'After it 2']);
  });

  it('is refused where there are as many as there may be, until one ends', async () => {
    for (let n = 0; n < 6; n += 1) expect((await open({ query: STORIES })).status).toBe(200);
    const more = await open({ query: STORIES });
    await until(() => more.text.endsWith('\n'));
    expect([
      more.status,
      JSON.parse(more.text).errors[0].extensions.code,
      more.headers['retry-after'],
    ]).toEqual([503, 'SUBSCRIPTIONS_LIMITED', '1']);
    streams[0]?.cut();
    await until(async () => (await open({ query: STORIES })).status === 200);
    // Queries don't wait for subscribers.
    expect((await gateway.query('{ viewer { tier } }')).status).toBe(200);
  });
});

describe('a WebSocket', () => {
  it('tells the same, as whoever its first message says or its header', async () => {
    const DESK = 'subscription { deskActivity { kind node { ... on Article { headline } } } }';
    const token = await gateway.token({ roles: ['editor'] });
    const byParams = listen(socketClient({ connectionParams: { authorization: `Bearer ${token}` } }), DESK);
    class WithHeader extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { authorization: `Bearer ${token}` } });
      }
    }
    const byHeader = listen(socketClient({ webSocketImpl: WithHeader }), DESK);
    const nobody = listen(socketClient(), DESK);
    const reader = listen(socketClient(), STORIES);
    await until(() => nobody.state.ended !== undefined);
    await pause(100);
    await desk.published('Over a socket');
    await until(() => byParams.told.length === 2 && byHeader.told.length === 2 && reader.told.length === 1);
    expect(byParams.told.map(({ data }) => data.deskActivity.kind)).toEqual([
      'DRAFT_SAVED',
      'ARTICLE_PUBLISHED',
    ]);
    expect(byHeader.told).toEqual(byParams.told);
    expect(reader.told[0].data.storyChanges.article.headline).toBe('Over a socket');
    expect(nobody.state.ended).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    reader.end();
    await until(() => reader.state.ended === 'COMPLETE');
  });

  it('goes on after an event, without a gap or a repeat', async () => {
    const before = listen(socketClient(), STORIES);
    await pause(100);
    await desk.published('Heard');
    await until(() => before.told.length === 1);
    before.end();
    await desk.published('Not heard 1');
    await desk.published('Not heard 2');
    const after = listen(socketClient(), STORIES, { afterEvent: before.told[0].data.storyChanges.eventId });
    await until(() => after.told.length === 2);
    await desk.published('Heard again');
    await until(() => after.told.length === 3);
    expect(after.told.map(({ data }) => data.storyChanges.article.headline)).toEqual([
      'Not heard 1',
      'Not heard 2',
      'Heard again',
    ]);
  });

  it.each([
    [
      'two root fields',
      'subscription { a: storyChanges { kind } b: storyChanges { kind } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a query', '{ viewer { tier } }', 'BAD_REQUEST'],
    ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    [
      'a place that was never given out',
      'subscription { storyChanges(afterEvent: "AAAAAAAAAAAAAAAAAAAAAA") { kind } }',
      'BAD_USER_INPUT',
    ],
  ])('refuses in words: %s', async (_, query, code) => {
    const { state } = listen(socketClient(), query);
    await until(() => state.ended !== undefined);
    expect(state.ended).toMatchObject([{ extensions: { code } }]);
  });

  it.each([
    ['a ping', (deep: string) => `{"type":"ping","payload":{"a":${deep}}}`],
    [
      'variables',
      (deep: string) =>
        `{"id":"1","type":"subscribe","payload":{"query":"subscription { storyChanges { kind } }","variables":{"a":${deep}}}}`,
    ],
    ['a greeting', (deep: string) => `{"type":"connection_init","payload":{"a":${deep}}}`],
  ])('is closed by a message that nests deeper than any of ours: %s', async (_, message) => {
    const socket = new WebSocket(socketUrl(), 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.on('open', () => socket.send(message(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)));
    expect(await closed).toBe(4400);
  });

  it('takes so many subscriptions and no more, and serves those on', async () => {
    const client = socketClient();
    const two = [listen(client, STORIES), listen(client, STORIES)];
    await pause(100);
    const third = listen(client, STORIES);
    await until(() => third.state.ended !== undefined);
    expect(third.state.ended).toMatchObject([{ extensions: { code: 'SUBSCRIPTIONS_LIMITED', maximum: 2 } }]);
    await desk.published('For two');
    await until(() => two.every(({ told }) => told.length === 1));
  });

  it('is closed for a bad token, and not opened for pages of strangers, other addresses, or without its protocol', async () => {
    const bad = listen(socketClient({ connectionParams: { authorization: 'Bearer nonsense' } }), STORIES);
    await until(() => bad.state.ended !== undefined);
    expect([bad.state.ended.code, bad.state.ended.reason]).toEqual([4401, 'UNAUTHENTICATED']);
    expect(await upgrade('/graphql', { origin: 'https://stranger.example' })).toBe(403);
    expect(await upgrade('/graphql', { origin: 'https://paper.example' })).toBe(101);
    expect(await upgrade('/graphql', { origin: gateway.url })).toBe(101);
    expect(await upgrade('/graphql/', { origin: gateway.url })).toBe(101);
    expect(await upgrade('/elsewhere')).toBe(404);
    const other = new WebSocket(socketUrl(), 'graphql-ws');
    const code = await new Promise((resolve) => {
      other.on('close', resolve);
      other.on('error', () => {});
    });
    expect([1006, 4406]).toContain(code);
  });

  it('is not what every upgrade is about: a client that would rather speak HTTP/2 is answered in HTTP/1.1', async () => {
    const body = JSON.stringify({ query: '{ viewer { tier } }' });
    const answer = await raw(
      [
        'POST /graphql HTTP/1.1',
        'host: a',
        'connection: Upgrade, HTTP2-Settings',
        'upgrade: h2c',
        'http2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
        'content-type: application/json',
        `content-length: ${body.length}`,
        '',
        body,
      ].join('\r\n'),
      'ANONYMOUS',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('"tier":"ANONYMOUS"');
  });
});

describe('a stop', () => {
  it('ends every subscription in words, so that it is taken up elsewhere', async () => {
    const beside = await startGateway({ DATELINE_DRAIN_MS: '4000' }, null, gateway);
    const stream = await openStream(beside.url, { query: STORIES });
    const client = createClient({
      url: `${beside.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const socket = listen(client, STORIES);
    await until(() => stream.lastEventId !== '');
    await pause(100);
    const closed = beside.close();
    await until(() => stream.ended !== null && socket.state.ended !== undefined);
    await closed;
    expect([stream.ended, stream.told.at(-1)?.data.errors[0].extensions.code]).toEqual([
      'CUT',
      'SHUTTING_DOWN',
    ]);
    expect([socket.state.ended.code, socket.state.ended.reason]).toEqual([1001, 'SHUTTING_DOWN']);
    await desk.published('While it was moving');
    const elsewhere = await open({ query: STORIES, lastEventId: stream.lastEventId });
    await elsewhere.atLeast(1);
    expect(headlines(elsewhere)).toEqual(['While it was moving']);
  });
});
