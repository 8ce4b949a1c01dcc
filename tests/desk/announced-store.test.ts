import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache } from '../../src/cache/cache.ts';
import type { ArticleRecord } from '../../src/content/records.ts';
import { announcedStore } from '../../src/desk/announced-store.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW } from '../support/gateway.ts';
import { testCache } from '../support/test-cache.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
let cache: Cache;
let store: Store;
const purged: (readonly string[])[] = [];
beforeAll(async () => {
  kept = await testStore();
  await seedNewsroom(kept.store, NOW);
  cache = await testCache({ onPurge: (tags) => purged.push(tags) });
  store = announcedStore(kept.store, cache);
});
afterAll(async () => {
  await cache.close();
  await kept.drop();
});

describe('two who put the same story at once', () => {
  it('each end the lists that the other has just put it into', async () => {
    const [head] = await store.articles.headsBySlug(['ninetieth-minute']);
    const [body] = await store.articles.bodies([head?._id ?? '']);
    if (head === undefined || body === undefined) throw new Error('The sample story is gone.');
    const { rows } = await store.tags.page({
      kind: 'TOPIC',
      parentId: null,
      nameKeyPrefix: null,
      page: { limit: 5, fromEnd: false, after: null, before: null },
    });
    const others = rows.map(({ _id }) => _id).filter((id) => !head.tagIds.includes(id));
    const story = (tagId: string): ArticleRecord => ({ ...head, blocks: body.blocks, tagIds: [tagId] });
    const [first = '', second = ''] = others;
    purged.length = 0;
    await Promise.all([store.articles.put([story(first)]), store.articles.put([story(second)])]);
    const [before = [], after = []] = purged;
    expect(before).toEqual(expect.arrayContaining([`list:tag:${first}`, `list:tag:${head.tagIds[0]}`]));
    expect(after).toEqual(expect.arrayContaining([`list:tag:${first}`, `list:tag:${second}`]));
  });
});
