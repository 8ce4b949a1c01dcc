import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleCondition } from '../../src/content/article-condition.ts';
import type { Bound } from '../../src/content/paging.ts';
import { parseSearch, planSearch } from '../../src/content/search-query.ts';
import { scoreOf } from '../../src/content/search-rank.ts';
import { SMALL_ARCHIVE } from '../../src/store/search-recent.ts';
import type { SearchAnswer, SearchAsk } from '../../src/store/search-store.ts';
import { explainCommand } from '../support/plan-stages.ts';
import { HOUR, NOON, sampleId, sampleStory } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Searches in an archive that is too large to open every story which has a common word. */
const STORIES = SMALL_ARCHIVE + 200;
const TAG = sampleId('tag', 'rare');
const VISIBLE: ArticleCondition = { kind: 'visibleAt', at: new Date(NOON) };
const at = (n: number): Date => new Date(NOON - Math.floor(n / 3) * HOUR);
const story = (n: number, given: object = {}) =>
  sampleStory(n, {
    blocks: [],
    headline: `Lantern ${n % 50 === 7 ? 'quokka' : 'parade'}${n === 4_000 ? ' platypus' : ''}`,
    publishedAt: at(n),
    tagIds: n % 1_000 === 1 ? [TAG] : [],
    ...given,
  });

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  await kept.store.articles.put(Array.from({ length: STORIES }, (_, n) => story(n)));
  await kept.store.articles.put([
    story(5, { status: 'DRAFT', publishedAt: null, headline: 'Lantern draft' }),
  ]);
}, 120_000);
afterAll(() => kept.drop());

const search = (query: string, wanted: Partial<Omit<SearchAsk, 'plan'>> = {}): Promise<SearchAnswer> =>
  kept.store.searches.search({
    plan: planSearch(parseSearch(query), ['FREE']),
    condition: VISIBLE,
    rows: { limit: 20, fromEnd: false, after: null, before: null },
    total: false,
    facets: {},
    ...wanted,
  });
/** All ids, in the order of a list by date; the draft is for nobody. */
const byDate = Array.from({ length: STORIES }, (_, n) => ({
  id: sampleId('art', n),
  time: at(n).getTime(),
  n,
}))
  .filter(({ n }) => n !== 5)
  .sort((left, right) => right.time - left.time || (left.id < right.id ? 1 : -1))
  .map(({ id }) => id);

describe('a word that a good part of a large archive has', () => {
  it('is found by date, newest first, opening no more stories than a page takes', async () => {
    let answer: SearchAnswer | undefined;
    await search('lantern ');
    const sent = await kept.sentBy(async () => {
      answer = await search('lantern ');
    });
    expect(answer?.rows.map(({ id }) => id)).toEqual(byDate.slice(0, 20));
    expect([answer?.hasNext, answer?.hasPrevious, answer?.isWhole]).toEqual([true, false, false]);
    const scores = (answer?.rows ?? []).map(({ rank }) => scoreOf(rank));
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    expect(scores[0]).toBeCloseTo(26.26, 1);
    // One command, which the text index is no part of.
    expect(sent.map(({ name }) => name)).toEqual(['aggregate']);
    expect(JSON.stringify(sent[0]?.command)).not.toContain('$text');
    const plans = await Promise.all(sent.map((one) => explainCommand(kept.db, one)));
    const stages = plans.flatMap((plan) => [...(plan?.stages ?? [])]);
    expect(stages).toContain('IXSCAN');
    for (const slow of ['COLLSCAN', 'SORT']) expect(stages).not.toContain(slow);
  });

  it('is paged both ways by cursors, which go on as they began', async () => {
    const walked = async (fromEnd: boolean): Promise<string[]> => {
      const seen: string[] = [];
      let bound: Bound | null = fromEnd
        ? {
            value: (await search('lantern ', { rows: page(60) })).rows.at(-1)?.rank ?? 0,
            id: byDate[59] ?? '',
          }
        : null;
      for (let turn = 0; turn < 6; turn += 1) {
        const { rows, hasNext, hasPrevious } = await search('lantern ', {
          rows: { limit: 10, fromEnd, after: fromEnd ? null : bound, before: fromEnd ? bound : null },
        });
        seen.push(...(fromEnd ? [...rows].reverse() : rows).map(({ id }) => id));
        expect([hasNext, hasPrevious]).toEqual(fromEnd ? [true, turn < 5] : [true, turn > 0]);
        const end = fromEnd ? rows[0] : rows.at(-1);
        if (end !== undefined) bound = { value: end.rank, id: end.id };
      }
      return seen;
    };
    const page = (limit: number) => ({ limit, fromEnd: false, after: null, before: null });
    expect(await walked(false)).toEqual(byDate.slice(0, 60));
    expect(await walked(true)).toEqual(byDate.slice(0, 59).reverse());
  });

  it('is counted among the newest, and says so', async () => {
    const { total, isWhole, facets } = await search('lantern ', { total: true, facets: { locale: 5 } });
    expect([total, isWhole]).toEqual([2_000, false]);
    expect(facets.locale).toEqual([{ value: 'en', count: 2_000 }]);
  });

  it('is found within a filter, however rare what that lets through is', async () => {
    const condition: ArticleCondition = { kind: 'and', all: [{ kind: 'tag', ids: [TAG] }, VISIBLE] };
    const { rows, total, hasNext } = await search('lantern ', { condition, total: true });
    expect(rows.map(({ id }) => id)).toEqual(
      [1, 1_001, 2_001, 3_001, 4_001, 5_001].map((n) => sampleId('art', n)),
    );
    expect([total, hasNext]).toEqual([6, false]);
  });
});

describe('a word that tells stories apart', () => {
  it('is found by fit, in all of the archive', async () => {
    const { rows, total, isWhole } = await search('platypus ', { total: true });
    expect([rows.map(({ id }) => id), total, isWhole]).toEqual([[sampleId('art', 4_000)], 1, true]);
    expect(await search('quokka ', { total: true })).toMatchObject({ total: 104, isWhole: true });
  });
});
