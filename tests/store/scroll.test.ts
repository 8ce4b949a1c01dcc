import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleCondition, NEWEST_FIRST } from '../../src/content/article-condition.ts';
import type { SortKey } from '../../src/content/paging.ts';
import { HOUR, NOON, sampleId, sampleStory } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Case K16: ten thousand stories of one moment, and others published while somebody scrolls. */
const ROWS = 10_000;
const PAGE = 100;
const TAG = sampleId('tag', 'one');
const texts = { blocks: [], tagIds: [TAG] };

let kept: TestStore;
let written: readonly string[];
beforeAll(async () => {
  kept = await testStore();
  const stories = Array.from({ length: ROWS }, (_, n) => sampleStory(n, texts));
  await kept.store.articles.put(stories);
  written = stories.map(({ _id }) => _id).sort();
}, 120_000);
afterAll(() => kept.drop());

const CONDITIONS: readonly [string, ArticleCondition][] = [
  ['of everything', { kind: 'and', all: [] }],
  ['below a tag', { kind: 'tag', ids: [TAG] }],
];

describe.each(CONDITIONS)('a list %s with one moment for all', (name, condition) => {
  it.each([false, true])(
    'gives each story that was there exactly once (from the end: %s)',
    async (fromEnd) => {
      const seen: string[] = [];
      let place: SortKey | null = null;
      for (let turn = 0; ; turn += 1) {
        // One before the place, one after it, one among the others, one moved nowhere.
        if (turn % 10 === 0)
          await kept.store.articles.put(
            [-HOUR, 0, HOUR].map((later) =>
              sampleStory(`${name}${fromEnd}${turn}${later}`, {
                ...texts,
                publishedAt: new Date(NOON + later),
              }),
            ),
          );
        const page = { limit: PAGE, fromEnd, after: fromEnd ? null : place, before: fromEnd ? place : null };
        const [found] = await kept.store.articles.pages([{ condition, order: NEWEST_FIRST, page }]);
        const rows = found?.rows ?? [];
        seen.push(...rows.map(({ _id }) => _id));
        const end = fromEnd ? rows[0] : rows.at(-1);
        if (end === undefined || !(fromEnd ? found?.hasPrevious : found?.hasNext)) break;
        place = { value: end.listedAt.getTime(), id: end._id };
      }
      expect(new Set(seen).size).toBe(seen.length);
      const there = new Set(written);
      expect(seen.filter((id) => there.has(id)).sort()).toEqual(written);
    },
    120_000,
  );
});
