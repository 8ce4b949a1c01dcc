import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FaultyWire, startFaultyWire, type Weather } from '../support/faulty-wire.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { testDatabase } from '../support/mongodb.ts';

/** MongoDB gone or frozen: what was hot is served and says that it is stale; the rest fails fast, with a code (D14). */
const HOT = '{ article(slug: "ninetieth-minute") { headline body { ... on FullBody { text } } } }';
const HOT_NODE = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { headline } } }';
const FRONT = '{ front: tag(slug: "oceans") { articles(first: 3) { totalCount nodes { headline } } } }';
const MIXED_LISTS = `{ front: tag(slug: "oceans") { articles(first: 3) { totalCount nodes { headline } } }
  nobody: tag(slug: "rivers-nobody-asked-for") { articles(first: 3) { totalCount } } }`;
const FRESH_MS = 300;

let wire: FaultyWire;
let gateway: TestGateway;
beforeAll(async () => {
  wire = await startFaultyWire(testDatabase().url);
  gateway = await startGateway(
    { DATELINE_CACHE_FRESH_MS: String(FRESH_MS), DATELINE_MONGODB_TIMEOUT_MS: '800' },
    null,
    null,
    () => wire.url,
  );
});
afterAll(async () => {
  wire.set({});
  await gateway.close();
  await wire.close();
});

const cold = (n: number) => `{ article(slug: "nobody-asked-for-${n}") { headline } }`;

describe.each<[string, Weather]>([
  ['cut', { refuse: true }],
  ['frozen', { blackHole: true }],
])('while the line to MongoDB is lost (%s)', (_, fault) => {
  it('hot stories are served and marked stale, cold ones fail within a second with a code, and all is well soon after', async () => {
    const before = await gateway.query(HOT);
    expect(before.json.errors).toBeUndefined();
    const { json } = await gateway.query('{ articles(last: 1) { nodes { id } } }');
    const [{ id: coldId }] = json.data.articles.nodes;
    await gateway.gateway.purge(['everything']);
    const hotId = (await gateway.query('{ article(slug: "ninetieth-minute") { id } }')).json.data.article.id;
    await gateway.query(HOT);
    await gateway.query(HOT_NODE, { ids: [hotId] });
    await gateway.query(FRONT);
    wire.set(fault);
    if (fault.refuse) wire.reset();
    await pause(FRESH_MS * 2 + 100);

    const from = performance.now();
    const stale = await gateway.query(HOT);
    expect(stale.status).toBe(200);
    expect(stale.json.data).toEqual(before.json.data);
    expect(stale.json.extensions).toEqual({ stale: true });
    expect(stale.headers.get('warning')).toMatch(/^111 /);
    expect(stale.headers.get('cache-control')).toBe('no-store');
    expect(stale.headers.get('cache-status')).toMatch(/stale/);
    // A wide bound: what matters is that nobody waits for the driver's own patience of 30 s.
    expect(performance.now() - from).toBeLessThan(3_000);

    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      const { codes } = await gateway.query(cold(n));
      expect(['STORE_UNAVAILABLE', 'GATEWAY_TIMEOUT']).toContain(codes[0]);
      expect(performance.now() - began).toBeLessThan(2_500);
    }
    const [hot, front] = [await gateway.query(HOT_NODE, { ids: [hotId] }), await gateway.query(FRONT)];
    expect([hot.codes, front.codes]).toEqual([[], []]);
    const mixed = await gateway.query(HOT_NODE, { ids: [hotId, coldId] });
    expect(mixed.json.data.nodes).toEqual([hot.json.data.nodes[0], null]);
    expect(mixed.json.errors).toMatchObject([{ path: ['nodes', 1] }]);
    expect(['STORE_UNAVAILABLE', 'GATEWAY_TIMEOUT']).toContain(mixed.codes[0]);
    // Lists and counts of one batch: those of the front are kept, those of a tag that nobody asked for are not.
    const lists = await gateway.query(MIXED_LISTS);
    expect(lists.json.data.front).toEqual(front.json.data.front);
    expect([lists.json.data.nobody, lists.json.errors[0].path[0]]).toEqual([null, 'nobody']);

    // By now nobody asks MongoDB any more but one, now and then.
    const many = await Promise.all(Array.from({ length: 50 }, (_, n) => gateway.query(cold(100 + n))));
    expect(many.every(({ codes }) => codes[0] === 'STORE_UNAVAILABLE')).toBe(true);

    wire.set({});
    // What was swallowed leaves the two ends out of step.
    if (fault.blackHole) wire.reset();
    let tries = 0;
    for (; tries < 100; tries += 1) {
      const { codes } = await gateway.query(cold(1_000 + tries));
      if (codes.length === 0) break;
      await pause(100);
    }
    expect(tries).toBeLessThan(100);
    await pause(FRESH_MS);
    const after = await gateway.query(HOT);
    expect([after.json.data, after.json.extensions]).toEqual([before.json.data, undefined]);
  }, 40_000);
});
