import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Common balancers close what rests for 60 s: until then a connection must take another request, or theirs is reset (P09). */
const REST_MS = Number(process.env['DATELINE_PROOF_SECONDS'] ?? 61) * 1_000;
const CONNECTIONS = 1_000;
const BODY = '{"query":"{ hello }"}';
const REQUEST = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

interface Line {
  readonly socket: Socket;
  text: string;
  gone: boolean;
}

const open = async (port: number): Promise<Line> => {
  const line: Line = { socket: connect(port, '127.0.0.1'), text: '', gone: false };
  line.socket.on('data', (bytes) => {
    line.text += bytes;
  });
  line.socket.on('error', () => {});
  line.socket.on('close', () => {
    line.gone = true;
  });
  await new Promise((resolve) => line.socket.once('connect', resolve));
  return line;
};

afterAll(stopTestServers);

describe('a thousand connections that have rested (P09)', () => {
  it(
    'take another request, each of them',
    async () => {
      const { port } = await startTestServer();
      const lines = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(port)));
      const answered = async (): Promise<void> => {
        for (const line of lines) {
          line.text = '';
          line.socket.write(REQUEST);
        }
        await until(() => lines.every(({ text, gone }) => gone || text.includes('Hello reader')));
        expect(lines.filter(({ gone }) => gone)).toHaveLength(0);
      };
      await answered();
      await pause(REST_MS);
      await answered();
      for (const { socket } of lines) socket.destroy();
    },
    REST_MS + 60_000,
  );
});
