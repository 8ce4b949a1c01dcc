import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers } from '../support/test-server.ts';
import { until } from '../support/until.ts';

afterAll(stopTestServers);

const post = (query: string): string => {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

/** A server whose `slow` is answered when it is told to, and a connection to it. */
const start = async () => {
  const waiting: (() => void)[] = [];
  const slow = (_: unknown, { ms }: { ms: number }) =>
    new Promise((resolve) => waiting.push(() => resolve(`answer ${ms}`)));
  const server = await startTestServer({ query: { slow } });
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  const heard = { text: '', closed: false };
  socket.on('data', (bytes) => {
    heard.text += bytes;
  });
  socket.on('close', () => {
    heard.closed = true;
  });
  socket.on('error', () => {});
  return { server, socket, heard, waiting };
};
/** What each answer says, in order. */
const answersIn = (text: string): string[] =>
  text.match(/^HTTP\/1\.1 \d+|"answer \d+"|"Hello reader"|"code":"\w+"/gm) ?? [];

describe('several requests on one connection, sent at once', () => {
  it.each([
    ['bytes that are no request', 'NONSENSE\r\n\r\n'],
    [
      'a request with two lengths',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na',
    ],
  ])(
    'are answered, and %s behind them closes the connection: nothing else is said before the answer',
    async (_, bytes) => {
      const { server, socket, heard, waiting } = await start();
      socket.write(`${post('mutation { write }')}${post('{ slow(ms: 1) }')}${post('{ hello }')}`);
      await until(() => waiting.length === 1 && heard.text.includes('written'));
      socket.write(bytes);
      socket.write(bytes);
      // Both are read by the time that another connection has been answered.
      await server.query('{ hello }');
      waiting[0]?.();
      await until(() => heard.closed);
      expect(answersIn(heard.text)).toEqual([
        'HTTP/1.1 200',
        'HTTP/1.1 200',
        '"answer 1"',
        'HTTP/1.1 200',
        '"Hello reader"',
      ]);
    },
  );

  it('are refused with what is wrong with the one that comes last, if that is its own body', async () => {
    const { socket, heard } = await start();
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    );
    await until(() => heard.closed);
    expect(answersIn(heard.text)).toEqual(['HTTP/1.1 400', '"code":"BAD_REQUEST"']);
  });

  it('are all answered by a server that stops', async () => {
    const { server, socket, heard, waiting } = await start();
    socket.write(`${post('{ slow(ms: 1) }')}${post('{ slow(ms: 2) }')}`);
    await until(() => waiting.length === 2);
    const closed = server.http.close();
    waiting[0]?.();
    await until(() => heard.text.includes('answer 1'));
    await until(() =>
      fetch(server.url).then(
        () => false,
        () => true,
      ),
    );
    waiting[1]?.();
    await closed;
    await until(() => heard.closed);
    expect(answersIn(heard.text)).toEqual(['HTTP/1.1 200', '"answer 1"', 'HTTP/1.1 200', '"answer 2"']);
    expect(heard.text.match(/^connection: close/gim)).toHaveLength(1);
  });
});
