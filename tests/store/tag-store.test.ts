import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PageRequest } from '../../src/content/paging.ts';
import { TAG_KINDS, type TagKind, type TagRecord } from '../../src/content/records.ts';
import { sampleId, sampleTag } from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const id = (n: number): string => sampleId('tag', n);
// 0 is above 1 to 9, each of which is above those that begin with its digit.
const ALL: readonly TagRecord[] = Array.from({ length: 60 }, (_, n) => {
  const above = n === 0 ? [] : n < 10 ? [id(0)] : [id(0), id(Math.floor(n / 10))];
  return sampleTag(n, {
    kind: TAG_KINDS[n % TAG_KINDS.length] ?? 'TOPIC',
    name: { en: `Topic ${n}`, fr: `${n % 2 === 0 ? 'Été' : 'Sujet'} ${n}` },
    aliases: n % 5 === 0 ? [`alias-${n}`, `former-${n}`] : [],
    ancestorIds: above,
    parentId: above.at(-1) ?? null,
    mergedInto: n % 12 === 11 ? id(n - 1) : null,
    mergedFromIds: n % 12 === 10 ? [id(n + 1)] : [],
    retired: n % 13 === 12,
  });
});
const LISTED = ALL.filter(({ mergedInto, retired }) => mergedInto === null && !retired).sort((left, right) =>
  left.slug < right.slug ? -1 : 1,
);
beforeAll(() => kept.store.tags.put(ALL));

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id);
const sorted = (rows: readonly { readonly _id: string }[]): string[] => idsOf(rows).sort();

describe('tags', () => {
  it('are found by id, by slug and by alias, merged and retired ones too, as they were written', async () => {
    const { tags } = kept.store;
    expect(await tags.byIds([id(11), id(999)])).toEqual([ALL[11]]);
    expect(
      sorted(await tags.bySlugs(['topic-5', 'alias-5', 'former-5', 'alias-10', 'topic-12', 'none'])),
    ).toEqual([id(5), id(10), id(12)].sort());
    for (const found of [
      await tags.byIds([]),
      await tags.bySlugs([]),
      await tags.childrenOf([]),
      await tags.descendantsOf([]),
    ])
      expect(found).toEqual([]);
  });

  it('know their children, and all below them', async () => {
    const below = (...parents: string[]) =>
      sorted(ALL.filter(({ ancestorIds }) => ancestorIds.some((ancestor) => parents.includes(ancestor))));
    const { tags } = kept.store;
    expect(sorted(await tags.childrenOf([id(1), id(3)]))).toEqual(
      sorted(ALL.filter(({ parentId }) => parentId === id(1) || parentId === id(3))),
    );
    expect(sorted(await tags.descendantsOf([id(0)]))).toEqual(below(id(0)));
    expect(sorted(await tags.descendantsOf([id(2), id(4), id(59)]))).toEqual(below(id(2), id(4)));
  });

  it.each<[string, TagKind | null, string | null, string | null]>([
    ['all', null, null, null],
    ['a kind', 'PLACE', null, null],
    ['a parent', null, id(0), null],
    ['a prefix, of any name in any language', null, null, 'ete 1'],
    ['a prefix of one name and a parent', null, id(1), 'suj'],
    ['all three', 'TOPIC', id(0), 'topic'],
    ['none', 'EVENT', id(59), null],
  ])(
    'are listed by slug, page by page both ways, and counted: %s',
    async (_, kind, parentId, nameKeyPrefix) => {
      const expected = idsOf(
        LISTED.filter(
          (tag) =>
            (kind === null || tag.kind === kind) &&
            (parentId === null || tag.parentId === parentId) &&
            (nameKeyPrefix === null || tag.nameKeys.some((name) => name.startsWith(nameKeyPrefix))),
        ),
      );
      const list = { kind, parentId, nameKeyPrefix };
      for (const fromEnd of [false, true]) {
        const walked: string[] = [];
        let [after, before]: [PageRequest['after'], PageRequest['before']] = [null, null];
        for (;;) {
          const page = await kept.store.tags.page({ ...list, page: { limit: 3, fromEnd, after, before } });
          if (fromEnd) walked.unshift(...idsOf(page.rows));
          else walked.push(...idsOf(page.rows));
          const end = fromEnd ? page.rows[0] : page.rows.at(-1);
          if (end === undefined || !(fromEnd ? page.hasPrevious : page.hasNext)) break;
          if (fromEnd) before = { value: end.slug, id: end._id };
          else after = { value: end.slug, id: end._id };
        }
        expect(walked).toEqual(expected);
      }
      expect(await kept.store.tags.count(list)).toBe(expected.length);
    },
  );

  it.each<[string, Partial<TagRecord>]>([
    ['slug is another’s slug', { slug: 'topic-5' }],
    ['slug is another’s alias', { slug: 'alias-5' }],
    ['alias is another’s slug', { aliases: ['mine', 'topic-5'] }],
    ['alias is another’s alias', { aliases: ['former-5'] }],
  ])('are refused whose %s', async (_, given) => {
    expect(await codeOf(() => kept.store.tags.put([sampleTag('other', given)]))).toBe('CONFLICT');
    expect(await kept.store.tags.byIds([sampleId('tag', 'other')])).toEqual([]);
  });

  it('may name their own slug as an alias, and give an alias up', async () => {
    await kept.store.tags.put([sampleTag('self', { slug: 'self', aliases: ['self', 'given-up'] })]);
    const now = sampleTag('self', { slug: 'self', aliases: [] });
    await kept.store.tags.put([now]);
    expect(await kept.store.tags.bySlugs(['given-up'])).toEqual([]);
    expect(await kept.store.tags.bySlugs(['self'])).toEqual([now]);
    await kept.db.collection<{ _id: string }>('tags').deleteOne({ _id: now._id });
  });
});
