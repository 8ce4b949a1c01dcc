import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { VALIDATORS } from '../../src/store/validators.ts';
import {
  NOON,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  samplePost,
  sampleRevision,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const GOOD: Readonly<Record<string, () => Document>> = {
  articles: () => ({
    ...sampleStory('good', {
      sectionId: sampleId('tag', 1),
      tagIds: [sampleId('tag', 1)],
      contributions: [{ role: 'AUTHOR', correspondentId: sampleId('cor', 1), bioAtPublication: null }],
    }),
  }),
  correspondents: () => ({ ...sampleCorrespondent('good') }),
  tags: () => ({ ...sampleTag('good'), keys: ['good'] }),
  socialPosts: () => ({ ...samplePost('good') }),
  editions: () => ({ ...sampleEdition('2026-03-29') }),
  revisions: () => ({ ...sampleRevision(sampleStory('good')) }),
  events: () => ({
    _id: '0000000000000001',
    key: `${sampleId('art', 1)}@1`,
    kind: 'ARTICLE_PUBLISHED',
    at: new Date(NOON),
    subjectId: sampleId('art', 1),
    version: 1,
    otherId: null,
    actor: 'somebody',
    tags: [],
  }),
  webhooks: () => ({ _id: 'site', position: '0000000000000001' }),
  deliveries: () => ({
    _id: 'site/0000000000000001',
    target: 'site',
    eventId: '0000000000000001',
    kind: 'ARTICLE_PUBLISHED',
    subjectId: sampleId('art', 1),
    body: '{}',
    state: 'WAITING',
    attempts: 0,
    at: new Date(NOON),
    dueAt: new Date(NOON),
    lastError: null,
  }),
  commands: () => ({
    _id: 'somebody 1',
    fingerprint: 'x',
    at: new Date(NOON),
    subjectId: sampleId('art', 1),
    version: 1,
  }),
  changes: () => ({ _id: 'content', token: { _data: '00' }, at: new Date(NOON) }),
  secrets: () => ({ _id: 'events', value: 'x'.repeat(43) }),
};

/** Wrong values by field, each a slip that a writer other than ours might make. */
const WRONG: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  articles: {
    _id: ['1', sampleId('tag', 1)],
    slug: ['', 7, null],
    url: ['ftp://paper.example/', 'javascript:alert(1)', null],
    slugHistory: ['old', [1]],
    localeChain: [[], [''], 'fr'],
    status: ['LIVE', null, 'published'],
    access: ['PAID', null],
    sectionId: ['politics', sampleId('cor', 1)],
    tagIds: [['politics'], sampleId('tag', 1), [null]],
    socialPostIds: [[sampleId('tag', 1)]],
    contributions: [[{ role: 'AUTHOR' }], [{ role: 'BOSS', correspondentId: sampleId('cor', 1) }]],
    publishedAt: ['2026-03-29', 1],
    updatedAt: [null, 'now'],
    listedAt: [null],
    wordCount: [-1, 1.5, '3'],
    version: [0, '1', null],
    blocks: [null, [{ type: 'Paragraph' }], [{ id: '', type: 'Paragraph' }], ['text']],
  },
  correspondents: {
    slug: [''],
    name: ['', { en: 'A' }],
    title: [{ en: 1 }, 'Reporter'],
    beatTagIds: [['tag']],
    mergedInto: [sampleId('tag', 1), ''],
    version: [0],
  },
  tags: {
    slug: [null],
    name: ['Politics', { en: 3 }],
    kind: ['THEME'],
    aliases: ['a', [1]],
    keys: [[], ['']],
    parentId: ['top'],
    ancestorIds: [[sampleId('art', 1)]],
    retired: ['no', 0, null],
  },
  socialPosts: {
    platform: ['TWITTER'],
    url: ['x.com/a/status/1'],
    availability: ['GONE'],
    postedAt: ['yesterday'],
    tracksReader: [1],
  },
  editions: {
    date: ['29/03/2026', '2026-3-29', new Date()],
    locale: [''],
    sections: [null],
    publishedAt: [1],
  },
  revisions: { articleId: [sampleId('rev', 1)], version: [0], at: [null], actor: [''] },
  events: { _id: ['1', 1], key: [''], kind: ['EXPLODED'], at: [null], version: [0], tags: ['a'] },
  webhooks: { position: ['1', null] },
  deliveries: { target: [''], eventId: ['1'], state: ['SENT'], attempts: [-1], dueAt: [null], body: [''] },
  commands: { fingerprint: [''], at: ['now'], version: [0] },
  changes: { token: ['00', null], at: [null, 'now'] },
  secrets: { value: ['short', null] },
};

const insert = async (collection: string, document: Document): Promise<number | null> =>
  await kept.db
    .collection(collection)
    .insertOne(document)
    .then(
      () => null,
      (error: { code: number }) => error.code,
    );
const requiredIn = (validator: Document = {}): string[] => (validator.$jsonSchema as Document).required;
const REFUSED = 121;

describe.each(Object.keys(VALIDATORS))('%s', (collection) => {
  const good = (): Document => GOOD[collection]?.() ?? {};

  it('take a record that fits', async () => {
    expect(await insert(collection, good())).toBeNull();
    await kept.db.collection(collection).deleteMany({});
  });

  it('refuse a record in which a field is missing', async () => {
    const fields = requiredIn(VALIDATORS[collection]).filter((field) => field !== '_id');
    for (const field of fields) {
      const { [field]: _, ...rest } = good();
      expect([field, await insert(collection, rest)]).toEqual([field, REFUSED]);
    }
  });

  it('refuse a record in which a field is wrong, new or by update', async () => {
    for (const [field, values] of Object.entries(WRONG[collection] ?? {})) {
      for (const value of values)
        expect([field, value, await insert(collection, { ...good(), [field]: value })]).toEqual([
          field,
          value,
          REFUSED,
        ]);
    }
    await insert(collection, good());
    const [field = '', values = []] =
      Object.entries(WRONG[collection] ?? {}).find(([name]) => name !== '_id') ?? [];
    await expect(
      kept.db.collection(collection).updateOne({}, { $set: { [field]: values[0] } }),
    ).rejects.toMatchObject({ code: REFUSED });
    expect(await kept.db.collection(collection).find().toArray()).toEqual([good()]);
  });
});

describe('the store', () => {
  it('says so with a code, and writes nothing', async () => {
    const wrong = sampleStory('wrong', { wordCount: -1 });
    await expect(kept.store.articles.put([wrong])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await kept.store.articles.heads([wrong._id])).toEqual([]);
  });
});
