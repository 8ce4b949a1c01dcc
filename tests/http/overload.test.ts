import { afterAll, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers } from '../support/test-server.ts';

afterAll(stopTestServers);

describe('more requests than may be under way (L05)', () => {
  it('are refused at once while the others are worked on, and taken again when those are done', async () => {
    const waiting: (() => void)[] = [];
    const slow = () => new Promise<string>((resolve) => waiting.push(() => resolve('done')));
    const server = await startTestServer({ query: { slow }, http: { maxConcurrency: 4 } });
    const ask = () => server.query('{ slow(ms: 1) }');
    // Once through Apollo Server, once the short way: the limit is before both.
    for (let round = 0; round < 2; round += 1) {
      const taken = Array.from({ length: 4 }, ask);
      while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      // None of those that are worked on has been let go: these are answered before them.
      const refused = await Promise.all(Array.from({ length: 4 }, ask));
      expect(refused.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
      expect(refused.flatMap(({ codes }) => codes)).toEqual(Array(4).fill('REQUEST_CONCURRENCY_LIMITED'));
      expect(refused[0]?.headers.get('retry-after')).toBe('1');
      for (const done of waiting.splice(0)) done();
      expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect((await server.query('{ hello }')).status).toBe(200);
    }
    expect(server.graphql.stats().known).toBeGreaterThanOrEqual(4);
  });
});

describe('documents that come once (L08)', () => {
  const documentBytes = 60_000;
  const operationBytes = 80_000;

  it('are neither kept nor compiled', async () => {
    const server = await startTestServer({ graphql: { documentBytes, operationBytes } });
    for (let at = 0; at < 120; at += 1) {
      const { json } = await server.query(`{ a${at}: hello(name: "reader ${at}") }`);
      expect(json.data[`a${at}`]).toBe(`Hello reader ${at}`);
    }
    const { documents, operations } = server.graphql.extent();
    expect([documents.entries, operations.entries]).toEqual([0, 0]);
    expect(server.graphql.stats()).toEqual({ compiled: 0, graphqlJs: 120, known: 0 });
  });

  it('are kept within the bytes that there are for them when they come again', async () => {
    const server = await startTestServer({ graphql: { documentBytes, operationBytes } });
    for (let at = 0; at < 120; at += 1) {
      for (let time = 0; time < 3; time += 1) await server.query(`{ a${at}: hello }`);
    }
    const { documents, operations } = server.graphql.extent();
    expect(documents.bytes).toBeLessThanOrEqual(documentBytes);
    expect(operations.bytes).toBeLessThanOrEqual(operationBytes);
    expect(operations.entries).toBeGreaterThan(3);
    expect(operations.entries).toBeLessThan(60);
  });

  it('do not push out for good what is asked for again', async () => {
    const server = await startTestServer({ graphql: { documentBytes, operationBytes } });
    for (let at = 0; at < 120; at += 1) {
      await server.query(`{ b${at}: hello }`);
      if (at % 3 === 0) await server.query('{ viewer }');
    }
    expect(server.graphql.stats().known).toBeGreaterThan(30);
  });
});
