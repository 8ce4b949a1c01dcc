import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { type CommentsService, startComments } from '../support/comments-service.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

/** The connections over which another service is asked, counted where they arrive. */
let comments: CommentsService;
let gateway: TestGateway;
const sockets = new Set<Socket>();
beforeAll(async () => {
  comments = await startComments();
  const remotes = [comments.loaded({ retries: 1, timeoutMs: 5_000 })];
  gateway = await startGateway({}, null, null, (url) => url, seedNewsroom, { remotes: async () => remotes });
});
afterAll(async () => {
  await gateway.close();
  await comments.close();
});
/** Counts the connections that requests come by. */
const count = (): void => {
  comments.fault = ({ socket }) => {
    sockets.add(socket);
    return false;
  };
};
beforeEach(() => {
  comments.asked.length = 0;
  sockets.clear();
  count();
});
afterEach(() => {
  comments.fault = null;
});

let asked = 0;
/** A question that is no other's: equal ones would be one request. */
const question = (): string => {
  asked += 1;
  return `query Q${asked} { newestComment { text a${asked}: id } }`;
};
const ask = async (): Promise<void> => {
  expect((await gateway.query(question())).json).toMatchObject({
    data: { newestComment: { text: 'The newest' } },
  });
};
const comment = () => gateway.query('mutation { comment(articleId: "a", text: "b") { id } }');

describe('connections to another service', () => {
  it('are one for fifty requests, one after another', async () => {
    for (let n = 0; n < 50; n += 1) await ask();
    expect(comments.asked).toHaveLength(50);
    expect(sockets.size).toBe(1);
  });

  it('are no more than the requests under way at once', async () => {
    for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 10 }, ask));
    expect(comments.asked).toHaveLength(50);
    expect(sockets.size).toBeLessThanOrEqual(10);
  });

  it('that it closes while they rest are opened anew, for mutations too, with nothing sent twice', async () => {
    comments.fault = ({ socket }, response) => {
      sockets.add(socket);
      response.once('finish', () => socket.end());
      return false;
    };
    for (const send of [ask, comment, ask, comment]) {
      await send();
      await until(() => [...sockets].every((socket) => socket.destroyed));
    }
    expect(comments.asked).toHaveLength(4);
    expect(sockets.size).toBe(4);
  });
});

describe('a connection that was used before and is closed just as it is asked again', () => {
  /** Closes on the next request of a connection that has served one, and serves what comes by a new one. */
  const closeOnce = (): void => {
    let isClosed = false;
    comments.fault = ({ socket }) => {
      const isUsed = sockets.has(socket);
      sockets.add(socket);
      if (!isUsed || isClosed) return false;
      isClosed = true;
      socket.destroy();
      return true;
    };
  };

  it('costs a query nothing: it is sent once more', async () => {
    closeOnce();
    await ask();
    await ask();
    expect(comments.asked).toHaveLength(3);
  });

  it('ends a mutation, which may have been done: it is not sent again', async () => {
    closeOnce();
    await ask();
    const { json, codes } = await comment();
    expect(codes).toEqual(['SUBGRAPH_FAILED']);
    expect(json.errors[0].extensions).toMatchObject({ service: 'comments', reason: 'REFUSED' });
    expect(comments.asked).toHaveLength(2);
  });

  it('fails a query when the second is closed, too', async () => {
    await ask();
    comments.fault = ({ socket }) => {
      socket.destroy();
      return true;
    };
    expect((await gateway.query(question())).codes).toEqual(['SUBGRAPH_FAILED']);
    expect(comments.asked).toHaveLength(3);
  });
});
