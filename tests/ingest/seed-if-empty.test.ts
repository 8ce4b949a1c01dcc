import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sampleNewsroom, seedIfEmpty } from '../../src/ingest/seed-newsroom.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

const NOW = Date.UTC(2026, 10, 30, 0, 0, 1);
const samples = sampleNewsroom(NOW);

let test: TestStore;
beforeEach(async () => {
  test = await testStore();
});
afterEach(() => test.drop());

const stories = async (): Promise<number | undefined> =>
  (await test.store.articles.counts([{ kind: 'and', all: [] }]))[0];
const fronts = async (): Promise<number> =>
  (await test.store.editions.byIds(samples.editions.map(({ _id }) => _id))).length;

describe('seeding what is empty', () => {
  it('is done once', async () => {
    expect(await seedIfEmpty(test.store, NOW)).toBe(samples.articles.length);
    expect(await seedIfEmpty(test.store, NOW)).toBe(0);
  });

  it.each([1, 7, samples.articles.length])(
    'is ended where it was stopped after %d stories',
    async (number) => {
      await test.store.tags.put(samples.tags);
      await test.store.articles.put(samples.articles.slice(0, number));
      expect(await seedIfEmpty(test.store, NOW)).toBe(samples.articles.length);
      expect([await stories(), await fronts()]).toEqual([samples.articles.length, samples.editions.length]);
    },
  );

  it('leaves a newsroom alone that has stories of its own', async () => {
    const [story] = samples.articles;
    if (story === undefined) throw new Error('There are no samples.');
    await test.store.articles.put([
      { ...story, _id: 'art_0000000000000001', slug: 'ours', url: 'https://news.example/ours' },
    ]);
    expect(await seedIfEmpty(test.store, NOW)).toBe(0);
    expect([await stories(), await fronts()]).toEqual([1, 0]);
  });
});
