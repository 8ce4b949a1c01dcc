import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';

/** Case K16 as a client meets it: somebody scrolls thousands of stories of one moment, through a gateway with its caches, while the desk publishes and takes back. */
const ROWS = 10_000;
const PAGE = 100;
/** So many for each page that is read: 500 and 200 in all. */
const PUBLISHED = (500 * PAGE) / ROWS;
const RETRACTED = (200 * PAGE) / ROWS;
const TAG = sampleTag('one');
const story = (key: string | number, given: object = {}) =>
  sampleStory(key, { blocks: [], tagIds: [TAG._id], publishedAt: new Date(NOW), ...given });
const gone = (key: string | number) =>
  story(key, { status: 'RETRACTED', updatedAt: new Date(NOW), version: 2 });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway(
    {},
    null,
    null,
    (url) => url,
    async ({ articles, tags }) => {
      await tags.put([TAG]);
      await articles.put(Array.from({ length: ROWS }, (_, n) => story(n)));
    },
  );
}, 120_000);
afterAll(() => gateway.close());

const WALKS = {
  forward: `query ($place: String) { tag(slug: "${TAG.slug}") {
    articles(first: ${PAGE}, after: $place) { nodes { id } pageInfo { more: hasNextPage place: endCursor } } } }`,
  backward: `query ($place: String) { tag(slug: "${TAG.slug}") {
    articles(last: ${PAGE}, before: $place) { nodes { id } pageInfo { more: hasPreviousPage place: startCursor } } } }`,
} as const;

describe.each(['forward', 'backward'] as const)('scrolling a tag page %s', (way) => {
  it('shows each story that was there throughout exactly once', async () => {
    /** From here on the stories of this walk are taken back, two a page. */
    const taken = way === 'forward' ? 0 : (ROWS / PAGE) * RETRACTED;
    const seen: string[] = [];
    let hits = 0;
    let place: string | null = null;
    for (let turn = 0, more = true; more; turn += 1) {
      const { json } = await gateway.query(WALKS[way], { place });
      // Somebody else is there, too: most often they get what was kept.
      const again = await gateway.query(WALKS[way], { place });
      hits += /; hit/.test(again.headers.get('cache-status') ?? '') ? 1 : 0;
      const { nodes, pageInfo } = json.data.tag.articles;
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      ({ more, place } = pageInfo);
      if (turn >= ROWS / PAGE) continue;
      await gateway.gateway.store.articles.put([
        ...Array.from({ length: PUBLISHED }, (_, n) => story(`${way} ${turn} ${n}`)),
        ...Array.from({ length: RETRACTED }, (_, n) => gone(taken + turn * RETRACTED + n)),
      ]);
    }
    expect(new Set(seen).size).toBe(seen.length);
    const throughout = Array.from({ length: ROWS - taken - (ROWS / PAGE) * RETRACTED }, (_, n) =>
      sampleId('art', taken + (ROWS / PAGE) * RETRACTED + n),
    );
    const shown = new Set(seen);
    expect(throughout.filter((id) => !shown.has(id))).toEqual([]);
    expect(hits).toBeGreaterThan(ROWS / PAGE / 2);
  }, 120_000);
});
