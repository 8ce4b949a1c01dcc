import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly variables: { readonly first: number; readonly after: string | null };
}

/** A story as a peer's list has it. */
export interface ToldStory {
  readonly id: string;
  readonly publishedAt: string;
  readonly [field: string]: unknown;
}

/** A server that says it is another newsroom's Dateline, and answers as a test likes. */
export interface FalsePeer {
  readonly url: string;
  readonly asked: Asked[];
  /** What it answers with; it may write to the response itself and return nothing. */
  answer: (asked: Asked, response: ServerResponse) => unknown;
  close(): Promise<void>;
}

export const SITE = 'https://false.example';

export const toldStory = (id: string, time: number, more: object = {}): ToldStory => ({
  id,
  publishedAt: new Date(time).toISOString(),
  url: `${SITE}/${id}`,
  locale: 'en',
  headline: `Told ${id}`,
  standfirst: null,
  byline: { text: 'A. Stranger' },
  ...more,
});

/** The answer of a list with these stories. */
export const toldList = (stories: readonly ToldStory[], hasNextPage = false): object => ({
  data: {
    articles: { edges: stories.map((node) => ({ cursor: `c-${node.id}`, node })), pageInfo: { hasNextPage } },
  },
});

export const startFalsePeer = async (): Promise<FalsePeer> => {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const asked: Asked = { headers: request.headers, variables: JSON.parse(text).variables };
    peer.asked.push(asked);
    const answer = peer.answer(asked, response);
    if (answer === undefined) return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const peer: FalsePeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: [],
    answer: () => toldList([]),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
};
