import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { freePort } from './free-port.ts';

/** A message as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of every shape.
  readonly json: any;
}

export interface WebhookTargetServer {
  readonly url: string;
  /** Every message that came, and, of those, the ones that were taken. */
  readonly received: Received[];
  readonly taken: Received[];
  /** How it answers; by default it takes everything. */
  answer(how: (message: Received, response: ServerResponse) => number | null): void;
  /** Closes its port, and opens it again. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** A target of webhooks: a server of the test's own on a port that stays its own. */
export const startWebhookTarget = async (): Promise<WebhookTargetServer> => {
  const port = await freePort();
  const received: Received[] = [];
  const taken: Received[] = [];
  let how: (message: Received, response: ServerResponse) => number | null = () => 204;
  let server: Server | null = null;
  const up = (): Promise<void> =>
    new Promise((resolve) => {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          const message = { headers: request.headers, body, json: JSON.parse(body) };
          received.push(message);
          const status = how(message, response);
          if (status === null) return;
          if (status < 300) taken.push(message);
          response.writeHead(status).end();
        });
      }).listen(port, '127.0.0.1', resolve);
    });
  const down = async (): Promise<void> => {
    const closing = server;
    server = null;
    closing?.closeAllConnections();
    await new Promise<void>((resolve) => (closing === null ? resolve() : closing.close(() => resolve())));
  };
  await up();
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    taken,
    answer: (other) => {
      how = other;
    },
    down,
    up,
    close: down,
  };
};
