import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(stopTestServers);

const UPLOADS = 60;

/**
 * What clients with a connection of their own hear that are still sending when they are refused, one after the other. In a thread of their own, as clients are: in ours
 * they would never write between two doings of the server.
 */
const CLIENTS = `
  const { request } = require('node:http');
  const { parentPort, workerData: { port, uploads } } = require('node:worker_threads');
  const body = Buffer.alloc(16 * 1024 * 1024, 'a');
  const upload = () => new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request({ port, path: '/graphql', method: 'POST', agent: false, headers }, (response) => {
      let text = '';
      response.on('data', (bytes) => { text += bytes; });
      response.on('close', () => resolve(response.statusCode + ' ' + /"code":"(\\w+)"/.exec(text)?.[1]));
    });
    sent.on('error', (error) => resolve(error.message));
    sent.end(body);
  });
  (async () => {
    const heard = [];
    for (let n = 0; n < uploads; n += 1) heard.push(await upload());
    parentPort.postMessage(heard);
  })();
`;

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\n';

/** What a client hears that goes on sending after it was refused, until it is cut off, and how much it got rid of. */
const endless = (chunk: Buffer): Promise<{ heard: string; bytes: number }> =>
  new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(pace);
      resolve({ heard, bytes: socket.bytesWritten });
    });
    socket.write(`${HEAD}content-length: 100000000000\r\n\r\n`);
    const pace = setInterval(() => {
      while (socket.writable && socket.write(chunk)) if (chunk.length < 1_000) break;
    }, 5);
  });

describe('a body that is refused while it is still coming', () => {
  it(`is heard out, so that its client reads why (${UPLOADS} uploads of 16 MB)`, async () => {
    const clients = new Worker(CLIENTS, {
      eval: true,
      workerData: { port: server.port, uploads: UPLOADS },
      execArgv: [],
    });
    const [heard] = await once(clients, 'message');
    expect(heard).toEqual(Array.from({ length: UPLOADS }, () => '413 PAYLOAD_TOO_LARGE'));
  });

  it('is not heard out for ever, however little or much comes', async () => {
    const [drop, flood] = await Promise.all([
      endless(Buffer.from('a')),
      endless(Buffer.alloc(1024 * 1024, 'a')),
    ]);
    expect(drop.heard).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"PAYLOAD_TOO_LARGE"/);
    // What is taken, and what lies in both ends' buffers when it is over.
    expect(flood.bytes).toBeLessThan(64 * 1024 * 1024);
    expect((await server.query('{ viewer }')).json).toEqual({ data: { viewer: 'ANONYMOUS -' } });
  });
});
