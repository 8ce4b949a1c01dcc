import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PageRequest } from '../../src/content/paging.ts';
import { sampleCorrespondent, sampleId } from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const beat = (n: number): string => sampleId('tag', n);
const ALL = Array.from({ length: 40 }, (_, n) =>
  // Three of a name, so that the order among equals counts; accents and capitals fold.
  sampleCorrespondent(n, {
    name: `${['Élie', 'elie', 'Zoë', 'Ana'][n % 4]} ${['Marrow', 'Ōta', 'Quill'][n % 3]}`,
    beatTagIds: [beat(n % 3), beat(3 + (n % 2))],
    slugHistory: n === 7 ? ['seven-before'] : [],
    mergedInto: n % 10 === 9 ? sampleId('cor', n - 1) : null,
    mergedFromIds: n % 10 === 8 ? [sampleId('cor', n + 1)] : [],
  }),
);
const LISTED = ALL.filter(({ mergedInto }) => mergedInto === null).sort((left, right) =>
  `${left.nameKey} ${left._id}` < `${right.nameKey} ${right._id}` ? -1 : 1,
);
beforeAll(() => kept.store.correspondents.put(ALL));

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id);
const list = (nameKeyPrefix: string | null, beatTagIds: string[] | null) => ({ nameKeyPrefix, beatTagIds });
const everyone: PageRequest = { limit: 100, fromEnd: false, after: null, before: null };

describe('correspondents', () => {
  it('are found by id, slug, former slug and folded name, merged ones too', async () => {
    const { correspondents } = kept.store;
    expect(await correspondents.byIds([sampleId('cor', 9), sampleId('cor', 'none')])).toEqual([ALL[9]]);
    expect(idsOf(await correspondents.bySlugs(['writer-7', 'seven-before', 'writer-8'])).sort()).toEqual(
      [sampleId('cor', 7), sampleId('cor', 8)].sort(),
    );
    expect(idsOf(await correspondents.byNameKeys(['elie ota'])).sort()).toEqual(
      idsOf(ALL.filter(({ nameKey }) => nameKey === 'elie ota')).sort(),
    );
    for (const found of [
      await correspondents.byIds([]),
      await correspondents.bySlugs([]),
      await correspondents.byNameKeys([]),
    ])
      expect(found).toEqual([]);
  });

  it.each([
    ['all', null, null],
    ['a prefix', 'el', null],
    ['a prefix of nobody', 'xyz', null],
    ['a beat', null, [beat(1)]],
    ['two beats', null, [beat(1), beat(3)]],
    ['no beat at all', null, []],
    ['a prefix and a beat', 'a', [beat(4)]],
  ])('are listed by name, page by page both ways, and counted: %s', async (_, prefix, beats) => {
    const expected = idsOf(
      LISTED.filter(
        ({ nameKey, beatTagIds }) =>
          nameKey.startsWith(prefix ?? '') && (beats === null || beatTagIds.some((id) => beats.includes(id))),
      ),
    );
    for (const fromEnd of [false, true]) {
      const walked: string[] = [];
      let [after, before]: [PageRequest['after'], PageRequest['before']] = [null, null];
      for (;;) {
        const page = await kept.store.correspondents.page({
          ...list(prefix, beats),
          page: { limit: 4, fromEnd, after, before },
        });
        if (fromEnd) walked.unshift(...idsOf(page.rows));
        else walked.push(...idsOf(page.rows));
        const end = fromEnd ? page.rows[0] : page.rows.at(-1);
        if (end === undefined || !(fromEnd ? page.hasPrevious : page.hasNext)) break;
        if (fromEnd) before = { value: end.nameKey, id: end._id };
        else after = { value: end.nameKey, id: end._id };
      }
      expect(walked).toEqual(expected);
    }
    expect(await kept.store.correspondents.count(list(prefix, beats))).toBe(expected.length);
  });

  it('are written over whole, and each has a slug of their own', async () => {
    const renamed = sampleCorrespondent(0, { name: 'Ida Newname', version: 2 });
    const old = ALL[0];
    if (old === undefined) throw new Error('No sample.');
    await kept.store.correspondents.put([renamed]);
    expect(await kept.store.correspondents.byIds([renamed._id])).toEqual([renamed]);
    await kept.store.correspondents.put([old]);
    expect(
      await codeOf(() => kept.store.correspondents.put([sampleCorrespondent('other', { slug: 'writer-1' })])),
    ).toBe('CONFLICT');
    expect((await kept.store.correspondents.page({ ...list(null, null), page: everyone })).rows).toHaveLength(
      LISTED.length,
    );
  });
});
