import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleCondition } from '../../src/content/article-condition.ts';
import type { SortKey } from '../../src/content/paging.ts';
import type { AccessLevel, ArticleRecord } from '../../src/content/records.ts';
import { parseSearch, planSearch } from '../../src/content/search-query.ts';
import type { SearchAnswer, SearchAsk } from '../../src/store/search-store.ts';
import { HOUR, NOON, paragraph, sampleId, sampleStory } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

const EVERYTHING: ArticleCondition = { kind: 'and', all: [] };
const YEAR = 365 * 24 * HOUR;
const TEXTS: readonly [key: string, given: Partial<ArticleRecord>][] = [
  ['baku', { locale: 'fr', headline: 'Azerbaïdjan : l’ambassade rouvre', tagIds: [sampleId('tag', 1)] }],
  [
    'cabinet',
    {
      locale: 'fr-CA',
      headline: 'Le ministre se tait',
      standfirst: 'Un cœur d’or',
      publishedAt: new Date(NOON - 40 * 24 * HOUR),
      tagIds: [sampleId('tag', 1), sampleId('tag', 2)],
    },
  ],
  ['ferry', { headline: 'Ferries return to the harbour', blocks: [paragraph('b1', 'The strike is over.')] }],
  ['pilots', { headline: 'Pilots', blocks: [paragraph('b1', 'A ferry waits. The harbour strikes back.')] }],
  ['old', { headline: 'Old ferry news', publishedAt: new Date(NOON - 9 * YEAR) }],
  [
    'arabic',
    { locale: 'ar', headline: 'الميناء مفتوح', blocks: [paragraph('b1', 'عادت السُّفُن إلى الميناء')] },
  ],
  ['japanese', { locale: 'ja', headline: '港湾が再開した', blocks: [paragraph('b1', '船が戻った。')] }],
  ['swahili', { locale: 'sw', headline: 'Bandari yafunguliwa' }],
  [
    'gated',
    {
      access: 'SUBSCRIBER',
      headline: 'Behind the gate',
      previewBlockCount: 1,
      blocks: [paragraph('b1', 'An open turnstile.'), paragraph('b2', 'A hidden quokka naps.')],
    },
  ],
  ['draft', { headline: 'A drafted platypus', status: 'DRAFT', publishedAt: null }],
];

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  await kept.store.articles.put(TEXTS.map(([key, given]) => sampleStory(key, given)));
});
afterAll(() => kept.drop());

const names = new Map(TEXTS.map(([key]) => [sampleId('art', key), key]));
const run = (
  query: string,
  wanted: Partial<Omit<SearchAsk, 'plan'>> & { levels?: readonly AccessLevel[] } = {},
): Promise<SearchAnswer> =>
  kept.store.searches.search({
    plan: planSearch(parseSearch(query), wanted.levels ?? ['FREE']),
    condition: EVERYTHING,
    rows: { limit: 20, fromEnd: false, after: null, before: null },
    total: false,
    facets: {},
    ...wanted,
  });
const found = async (query: string, wanted?: Parameters<typeof run>[1]): Promise<string[]> =>
  (await run(query, wanted)).rows.map(({ id }) => names.get(id) ?? id);

describe('what a search finds', () => {
  it.each<[string, string, string[]]>([
    ['without accents', 'azerbaidjan', ['baku']],
    ['with accents', 'Azerbaïdjan ', ['baku']],
    ['in another case', 'AZERBAÏDJAN', ['baku']],
    ['behind an elided article', 'ambassade ', ['baku']],
    ['with an elided article of its own', 'l’ambassade ', ['baku']],
    ['with another apostrophe', "d'ambassades ", ['baku']],
    ['in the plural', 'ministres ', ['cabinet']],
    ['by a ligature spelt out', 'coeur ', ['cabinet']],
    ['by the stem in English', 'harbours ferry ', ['ferry', 'pilots']],
    ['only where all words are', 'ferry strikes ', ['ferry', 'pilots']],
    ['words that say nothing left out', 'the return of the ferries ', ['ferry']],
    ['a phrase', '"harbour strikes"', ['pilots']],
    ['a phrase whose words have others between them that say nothing', '"return to the harbour"', ['ferry']],
    ['no phrase from one part of a story into the next', '"ferry news first words"', []],
    ['no phrase in another order', '"strike harbour"', []],
    ['the beginning of the last word', 'azer', ['baku']],
    ['the beginning of the last word beside others', 'ferries ret', ['ferry']],
    ['no beginning of a word that ended', 'azer ', []],
    ['no beginning of a word of the text', 'strik', []],
    ['Arabic, without vowel points', 'سفن ', ['arabic']],
    ['Arabic with the article or without', 'ميناء ', ['arabic']],
    ['Japanese, which has no spaces', '港湾', ['japanese']],
    ['a language without a stemmer', 'bandari ', ['swahili']],
    ['nothing by words of a gate', 'quokka ', []],
    ['the open part of a gated story', 'turnstile ', ['gated']],
    ['drafts, for whoever may ask for them', 'platypus ', ['draft']],
  ])('%s', async (_, query, expected) => {
    expect((await found(query)).sort()).toEqual([...expected].sort());
  });

  it('finds gated words for those who may read them', async () => {
    expect(await found('quokka', { levels: ['FREE', 'REGISTERED'] })).toEqual([]);
    expect(await found('quokka', { levels: ['FREE', 'REGISTERED', 'SUBSCRIBER'] })).toEqual(['gated']);
    expect(await found('"hidden quokka"', { levels: ['SUBSCRIBER'] })).toEqual(['gated']);
  });

  it('gives words of a gate no weight for those who may not read them', async () => {
    const rank = async (query: string) => (await run(query)).rows[0]?.rank;
    const story = (text: string) =>
      sampleStory('weighed', {
        access: 'REGISTERED',
        headline: 'Zebra',
        previewBlockCount: 1,
        blocks: [paragraph('b1', 'Open.'), paragraph('b2', text)],
      });
    await kept.store.articles.put([story('zebra zebra zebra')]);
    const one = await rank('zebra ');
    await kept.store.articles.put([story('nothing here')]);
    expect(await rank('zebra ')).toBe(one);
    expect(one).toBeGreaterThan(0);
  });

  it.each(['.*', '(a+)+$', '$where', '{"$gt":""}', '\\"', '-ferry', 'ferry\u0000', "'; return true; //"])(
    'takes %p for nothing but words',
    async (query) => {
      const literal = query.replace(/[^a-z]+/gi, ' ').trim();
      if (literal === '') expect(() => parseSearch(query)).toThrow('no word');
      else expect(await found(query)).toEqual(await found(literal));
    },
  );

  it('answers a long, hostile query in no time worth speaking of', async () => {
    const started = performance.now();
    for (const query of [
      `${'a'.repeat(199)}!`,
      '(a+)+$'.repeat(16),
      'ǂǂǂ'.repeat(20) + 'x',
      '"'.repeat(100) + 'x',
    ])
      await run(query);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('keeps words of a gate from whoever types their mark', async () => {
    expect(await found('ǁquokka ')).toEqual([]);
  });
});

describe('the order of what is found', () => {
  it('mixes how well words fit with how new a story is', async () => {
    const order = await found('ferry ');
    expect(order.indexOf('ferry')).toBeLessThan(order.indexOf('pilots'));
    // The word stands in its headline, nine years ago.
    expect(order.at(-1)).toBe('old');
  });

  it('goes on from a cursor, neither repeating nor skipping, while stories are published', async () => {
    const stories = Array.from({ length: 40 }, (_, n) =>
      sampleStory(`crowd-${n}`, { headline: `Lantern ${n % 3 === 0 ? 'lantern' : 'parade'}` }),
    );
    await kept.store.articles.put(stories);
    const seen: string[] = [];
    let after: SortKey | null = null;
    for (let page = 0; page < 40; page += 1) {
      const rows = { limit: 7, fromEnd: false, after, before: null };
      const answer: SearchAnswer = await run('lantern ', { rows });
      seen.push(...answer.rows.map(({ id }) => id));
      const last = answer.rows.at(-1);
      await kept.store.articles.put([
        sampleStory(`late-${page}`, {
          headline: 'Lantern parade',
          publishedAt: new Date(NOON + page * HOUR),
        }),
      ]);
      if (!answer.hasNext || last === undefined) break;
      after = { value: last.rank, id: last.id };
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const { _id } of stories) expect(seen).toContain(_id);
  });
});

describe('figures of a search', () => {
  it('are one command with the rows, and count the same stories', async () => {
    let answer: SearchAnswer | undefined;
    const sent = await kept.sentBy(async () => {
      answer = await run('ambassade ministre ', {
        condition: EVERYTHING,
        total: true,
        facets: { tag: 10, correspondent: 10, section: 10, locale: 10, month: 10 },
      });
    });
    expect(sent.map(({ name }) => name)).toEqual(['aggregate']);
    expect(answer).toEqual({
      rows: [],
      hasNext: false,
      hasPrevious: false,
      total: 0,
      isWhole: true,
      facets: { tag: [], correspondent: [], section: [], locale: [], month: [] },
    });
  });

  it('count tags, languages and months of all that was found, within a filter', async () => {
    await kept.store.articles.put([
      sampleStory('both', { locale: 'fr', headline: 'Ministre, ambassade', tagIds: [sampleId('tag', 1)] }),
    ]);
    const wanted = { total: true, facets: { tag: 10, locale: 10, month: 10 } } as const;
    const all = await run('ministre ', wanted);
    expect(all.total).toBe(2);
    expect(all.facets).toEqual({
      tag: [
        { value: sampleId('tag', 1), count: 2 },
        { value: sampleId('tag', 2), count: 1 },
      ],
      locale: [
        { value: 'fr', count: 1 },
        { value: 'fr-CA', count: 1 },
      ],
      month: [
        { value: '2026-03', count: 1 },
        { value: '2026-02', count: 1 },
      ],
    });
    const some = await run('ministre ', { ...wanted, condition: { kind: 'tag', ids: [sampleId('tag', 2)] } });
    expect([some.total, some.facets.locale]).toEqual([1, [{ value: 'fr-CA', count: 1 }]]);
  });

  it('leave out what readers may not see', async () => {
    const readers: ArticleCondition = { kind: 'visibleAt', at: new Date(NOON) };
    const answer = await run('platypus ', { condition: readers, total: true, facets: { month: 5 } });
    expect(answer).toEqual({
      rows: [],
      hasNext: false,
      hasPrevious: false,
      total: 0,
      isWhole: true,
      facets: { month: [] },
    });
  });
});
