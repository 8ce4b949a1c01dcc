import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayError } from '../../src/content/errors.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** What is refused is refused in the one form, with the headers that RFC 9110 asks for with its status. */
let gateway: TestGateway;
let server: TestServer;
beforeAll(async () => {
  gateway = await startGateway({
    DATELINE_CORS_ORIGINS: 'https://paper.example',
    DATELINE_MAX_SUBSCRIPTIONS: '1',
  });
  const refuse = (code: 'STORE_UNAVAILABLE' | 'UNAUTHENTICATED') => () =>
    Promise.reject(new GatewayError(code));
  server = await startTestServer({
    query: { viewer: refuse('STORE_UNAVAILABLE'), strict: refuse('UNAUTHENTICATED') },
    http: {
      ready: async () => ({ parts: { mongodb: 'DOWN' } }),
      contentHook: {
        secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        clock: Date.now,
        take: async () => ({}),
      },
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await stopTestServers();
});

/** What comes back for these lines of a head and this body, until it holds `end` or the connection is closed. */
const say = async (lines: readonly string[], body = '', end = /\}\n$/): Promise<string> => {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  let text = '';
  let closed = false;
  socket.on('data', (bytes) => {
    text += bytes;
  });
  socket.on('close', () => {
    closed = true;
  });
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  await until(() => closed || end.test(text));
  socket.destroy();
  return text;
};

const BODY = JSON.stringify({ query: '{ tags(first: 1) { nodes { slug } } }' });
const POST = ['POST /graphql HTTP/1.1', 'content-type: application/json', `content-length: ${BODY.length}`];

describe('a request', () => {
  it.each([
    ['no host', []],
    ['two hosts', ['host: a', 'Host: b']],
    ['one host twice', ['host: a', 'host: a']],
  ])('with %s is 400, the answer being kept or not', async (_, hosts) => {
    expect(await say([...POST, ...hosts], BODY)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"BAD_REQUEST"/);
    for (let time = 0; time < 3; time += 1)
      expect(await say([...POST, 'host: a'], BODY)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await say([...POST, ...hosts], BODY)).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"BAD_REQUEST"/);
  });

  it('of HTTP/1.0 needs none', async () => {
    const [, ...rest] = POST;
    expect(await say(['POST /graphql HTTP/1.0', ...rest], BODY)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('that expects what nobody knows is answered all the same', async () => {
    expect(await say([...POST, 'host: a', 'expect: more'], BODY)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('of Apollo Client, which names itself, may come from a page of another origin', async () => {
    const { headers } = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://paper.example', 'access-control-request-method': 'POST' },
    });
    const allowed = headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining(['apollographql-client-name', 'apollographql-client-version', 'content-type']),
    );
  });
});

describe('a handshake of a WebSocket', () => {
  const HANDSHAKE = {
    host: 'a',
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
    'sec-websocket-protocol': 'graphql-transport-ws',
  };
  const shake = (odd: Record<string, string>, end?: RegExp): Promise<string> => {
    const headers = Object.entries({ ...HANDSHAKE, ...odd }).map(([name, value]) => `${name}: ${value}`);
    return say(['GET /graphql HTTP/1.1', ...headers], '', end);
  };

  it('of another version is told which there are', async () => {
    const answer = await shake({ 'sec-websocket-version': '7' });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"BAD_REQUEST"/);
    expect(answer).toMatch(/^sec-websocket-version: 13, 8\r$/m);
  });

  it.each([{ 'sec-websocket-key': 'short' }, { 'sec-websocket-protocol': '(' }])(
    'with an odd part is refused in the one form: %j',
    async (odd) => {
      const answer = await shake(odd as Record<string, string>);
      expect(answer).toMatch(
        /^HTTP\/1\.1 400 [\s\S]*content-type: application\/json[\s\S]*"code":"BAD_REQUEST"/,
      );
      expect(answer).not.toMatch(/^sec-websocket-version:/m);
    },
  );

  it('for which there is no room is told when to ask again', async () => {
    const { port } = new URL(gateway.url);
    const first = connect(Number(port), '127.0.0.1');
    const headers = Object.entries(HANDSHAKE).map(([name, value]) => `${name}: ${value}\r\n`);
    first.write(`GET /graphql HTTP/1.1\r\n${headers.join('')}\r\n`);
    await once(first, 'data');
    expect(await shake({})).toMatch(
      /^HTTP\/1\.1 503 [\s\S]*\r\nretry-after: 1\r\n[\s\S]*"SUBSCRIPTIONS_LIMITED"/,
    );
    first.destroy();
  });
});

describe('503', () => {
  it('says when to ask again where execution came to nothing, whichever way it went', async () => {
    for (let time = 0; time < 4; time += 1) {
      const { status, codes, headers } = await server.post(
        { query: '{ viewer }' },
        { accept: 'application/graphql-response+json' },
      );
      expect([status, codes, headers.get('retry-after')]).toEqual([503, ['STORE_UNAVAILABLE'], '1']);
    }
    expect(server.graphql.stats().known).toBeGreaterThan(0);
  });

  it('says so where the gateway is not ready', async () => {
    const { status, headers } = await fetch(`${server.url}/health/ready`);
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
  });
});

it('401 says how to sign in where nothing is left of an answer', async () => {
  const { status, codes, headers } = await server.post(
    { query: '{ strict }' },
    { accept: 'application/graphql-response+json' },
  );
  expect([status, codes, headers.get('www-authenticate')]).toEqual([
    401,
    ['UNAUTHENTICATED'],
    'Bearer realm="dateline"',
  ]);
});

it('is nothing for the log that who tells of a change goes away', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write(
    'POST /hooks/content HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\nexpect: 100-continue\r\n\r\n{',
  );
  await once(socket, 'data');
  const before = server.lines.length;
  socket.destroy();
  // Whoever is answered now came after it had gone.
  for (let time = 0; time < 20; time += 1) await fetch(`${server.url}/health/live`);
  expect(server.lines.slice(before)).toEqual([]);
});
