import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts';

const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 100);
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(stopTestServers);

/** A connection that has said something; `heard` is what came back once it is closed from the other side. */
const say = async (port: number, words: string): Promise<{ socket: Socket; heard: Promise<string> }> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  socket.on('error', () => {});
  const heard = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(words);
  return { socket, heard };
};

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 400) throw new Error('It did not come about within ten seconds.');
    await pause(25);
  }
};

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
const answersOthers = async (server: TestServer): Promise<void> => {
  expect((await server.query('{ viewer }')).json).toEqual({ data: { viewer: 'ANONYMOUS -' } });
};

describe('who is slow', () => {
  it(`L11 with headers is told 408 and closed (${ROUNDS} connections), and others are answered meanwhile`, async () => {
    const server = await startTestServer({ http: { headersTimeoutMs: 400, arrivalTimeoutMs: 800 } });
    const slow = await Promise.all(
      Array.from({ length: ROUNDS }, () => say(server.port, 'POST /graphql HTTP/1.1\r\nhost: a\r\nx-a: ')),
    );
    const drip = setInterval(() => {
      for (const { socket } of slow) if (socket.writable) socket.write('b');
    }, 50);
    try {
      await answersOthers(server);
      const heard = await Promise.all(slow.map(({ heard }) => heard));
      // Bytes that are under way when the connection closes may reset it before the answer is read; most of them read it.
      expect(heard.filter((text) => text.startsWith('HTTP/1.1 408 ')).length).toBeGreaterThan(ROUNDS / 2);
      for (const text of heard) expect(text).toMatch(/^$|"code":"REQUEST_TIMEOUT"/);
    } finally {
      clearInterval(drip);
    }
    await answersOthers(server);
  });

  it(`L11 with a body is told 408 and closed (${ROUNDS} connections), and others are answered meanwhile`, async () => {
    const server = await startTestServer({ http: { headersTimeoutMs: 300, arrivalTimeoutMs: 600 } });
    const slow = await Promise.all(
      Array.from({ length: ROUNDS }, () => say(server.port, `${HEAD}content-length: 100\r\n\r\n{"query`)),
    );
    await answersOthers(server);
    for (const text of await Promise.all(slow.map(({ heard }) => heard)))
      expect(text).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"REQUEST_TIMEOUT"/);
    await answersOthers(server);
  });

  it('L10 with reading loses the connection, and others are answered meanwhile', async () => {
    const large = 'x'.repeat(24 * 1024 * 1024); // More than the kernel keeps for both ends.
    const server = await startTestServer({
      http: { writeTimeoutMs: 500 },
      query: { hello: () => large },
      logLevel: 'debug',
    });
    const body = '{"query":"{ hello }"}';
    const slow = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const one = await say(server.port, `${HEAD}content-length: ${body.length}\r\n\r\n${body}`);
        one.socket.pause();
        return one;
      }),
    );
    await answersOthers(server);
    const cut = () => server.lines.filter(({ msg, sent }) => msg === 'request' && sent === false).length;
    await until(() => cut() === slow.length);
    await answersOthers(server);
    // Who reads gets all of it.
    expect((await server.query('{ hello }')).json.data.hello).toHaveLength(large.length);
  });
});
