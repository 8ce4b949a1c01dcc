import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSearch, planSearch } from '../../src/content/search-query.ts';
import { INDEXES } from '../../src/store/indexes.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import { VALIDATORS } from '../../src/store/validators.ts';
import { testClient } from '../support/mongodb.ts';
import { sampleCorrespondent, sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';

let client: Awaited<ReturnType<typeof testClient>>;
const stores: ReturnType<typeof createStore>[] = [];
beforeAll(async () => {
  client = await testClient();
});
afterAll(async () => {
  for (const store of stores) await store.close();
  await client.drop();
});

const openStore = () => {
  const store = createStore({ url: client.url, database: client.database, pool: 5, timeoutMs: 10_000 });
  stores.push(store);
  return store;
};
const indexNames = async (collection: string): Promise<string[]> =>
  (await client.db.collection(collection).listIndexes().toArray()).map(({ name }) => String(name)).sort();

describe('migrate', () => {
  it('makes every collection and index, from several instances at once, and then has nothing to do', async () => {
    await Promise.all([1, 2, 3].map(() => openStore().migrate()));
    for (const collection of Object.keys(VALIDATORS)) {
      expect(await indexNames(collection)).toEqual(
        [
          '_id_',
          ...INDEXES.filter((index) => index.collection === collection).map(({ name }) => name),
        ].sort(),
      );
    }
    expect(await openStore().migrate()).toEqual([]);
  });

  it('makes what is missing, makes an index anew whose keys have changed, and says so', async () => {
    await client.db.collection('tags').dropIndex('ancestors');
    await client.db.collection('editions').dropIndex('day');
    await client.db.collection('editions').createIndex({ date: 1 }, { name: 'day' });
    const steps = await openStore().migrate();
    expect([...steps].sort()).toEqual([
      'created the index editions.day',
      'created the index tags.ancestors',
      'dropped the index editions.day, whose keys have changed',
    ]);
    expect(await openStore().migrate()).toEqual([]);
  });

  it('leaves an index alone that somebody else made', async () => {
    await client.db.collection('tags').createIndex({ 'name.en': 1 }, { name: 'theirs' });
    expect(await openStore().migrate()).toEqual([]);
    expect(await indexNames('tags')).toContain('theirs');
  });

  it('derives what stories are found by that were written before there was search, and leaves newer words alone', async () => {
    const store = openStore();
    const articles = client.db.collection<{ _id: string }>('articles');
    const found = async (query: string): Promise<number> =>
      (
        await store.searches.search({
          plan: planSearch(parseSearch(query), ['FREE']),
          condition: { kind: 'and', all: [] },
          rows: null,
          total: true,
          facets: {},
        })
      ).total;
    await store.articles.put([sampleStory('before', { headline: 'Lanterns' }), sampleStory('after')]);
    await articles.updateMany({}, { $unset: { search: '', derivedBy: '' } });
    const name = INDEXES.find(({ key }) => Object.values(key).includes('text'))?.name ?? '';
    await articles.dropIndex(name);
    await articles.createIndex({ slug: 'text' }, { name: 'search_0', default_language: 'none' });
    const steps = await openStore().migrate();
    expect([...steps].sort()).toEqual([
      `created the index articles.${name}`,
      'derived what 2 stories are found by',
      'dropped the index articles.search_0, whose keys have changed',
    ]);
    expect(await found('lantern ')).toBe(1);
    expect(await openStore().migrate()).toEqual([]);
  });

  it('fills in, once, the slugs of what was merged before they were kept, and what it left alone stays as it was', async () => {
    const store = openStore();
    const [taker, merged, far] = [
      sampleId('tag', 'taker'),
      sampleId('tag', 'merged'),
      sampleId('tag', 'far'),
    ];
    await store.tags.put([
      sampleTag('taker', {
        mergedFromIds: [merged, far, sampleId('tag', 'gone')],
        mergedSlugs: ['topic-far'],
      }),
      sampleTag('merged', { mergedInto: taker, aliases: ['merged-too'] }),
      sampleTag('far', { mergedInto: merged }),
      sampleTag('alone'),
    ]);
    await store.correspondents.put([
      sampleCorrespondent('one', { mergedFromIds: [sampleId('cor', 'same')] }),
      sampleCorrespondent('same', { mergedInto: sampleId('cor', 'one'), slugHistory: ['once'] }),
    ]);
    expect(await store.migrate()).toEqual(['filled in the slugs that lead to 2 merged records']);
    const [tag] = await store.writes.tags.kept([taker]);
    expect(tag?.record.mergedSlugs).toEqual(['topic-far', 'topic-merged', 'merged-too']);
    // Nobody takes it for what a CMS wrote.
    expect(tag?.sealed).toBe(true);
    for (const slug of ['writer-same', 'once']) {
      const found = await store.correspondents.byAnyKey({ slug: [slug] });
      expect(found.map(({ _id }) => _id)).toContain(sampleId('cor', 'one'));
    }
    expect((await store.writes.tags.kept([sampleId('tag', 'alone')]))[0]?.record.version).toBe(
      sampleTag('alone').version,
    );
    expect(await openStore().migrate()).toEqual([]);
  });
});
