import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { NOON, sampleEdition } from '../support/sample-records.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const dataOf = async (query: string, variables: object = {}) => {
  const { json } = await gateway.query(query, variables);
  expect(json.errors).toBeUndefined();
  return json.data;
};

describe('a language that isn’t there', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['fr-Latn-CH', 'fr'],
    ['ar', 'ar'],
    ['ar-EG', 'ar'],
    ['en-GB', 'en'],
    ['de', 'en'],
  ])('%s is the story in %s', async (wished, got) => {
    const { article } = await dataOf(
      'query ($wished: Locale!) { article(slug: "harbour-reopens-after-storm") { translation(locale: $wished) { locale dir translation(locale: "en") { slug } } } }',
      { wished },
    );
    expect(article.translation).toEqual({
      locale: got,
      dir: got === 'ar' ? 'RTL' : 'LTR',
      translation: { slug: 'harbour-reopens-after-storm' },
    });
  });

  it.each([
    ['fr-CA', 'Correspondante à Québec', 'Monde'],
    ['fr-BE', 'Correspondante au Québec', 'Monde'],
    ['en-GB', 'Quebec correspondent', 'World'],
    ['ar', 'Quebec correspondent', 'العالم'],
    ['de', 'Quebec correspondent', 'World'],
    [null, 'Quebec correspondent', 'World'],
  ])('%s is a title and a name in the nearest', async (locale, title, name) => {
    const { correspondent, tag } = await dataOf(
      'query ($locale: Locale) { correspondent(slug: "mireille-gagnon") { title(locale: $locale) bio(locale: $locale) } tag(slug: "world") { name(locale: $locale) } }',
      { locale },
    );
    // The bio is there in French alone, so that is what everybody gets.
    expect([correspondent.title, tag.name]).toEqual([title, name]);
    expect(correspondent.bio).toMatch(/^Mireille Gagnon suit/);
  });

  it('is a list by the same chain', async () => {
    const listed = async (locale: string): Promise<string[]> => {
      const { articles } = await dataOf(
        'query ($locale: Locale) { articles(first: 100, filter: { locale: $locale }) { nodes { locale } } }',
        { locale },
      );
      return [...new Set<string>(articles.nodes.map((node: { locale: string }) => node.locale))].sort();
    };
    expect(await listed('fr')).toEqual(['fr', 'fr-CA']);
    expect(await listed('fr-CA')).toEqual(['fr', 'fr-CA']);
    expect(await listed('fr-BE')).toEqual(['fr']);
    expect(await listed('de')).toEqual([]);
  });
});

describe('editions', () => {
  const EDITION = `query ($date: Date, $locale: Locale) { edition(date: $date, locale: $locale) {
    locale date previous { date locale next { date } } next { date } } }`;

  it('are those of the language wished for, else of the newsroom’s own', async () => {
    for (const [locale, got] of [
      ['fr', 'fr'],
      ['fr-CA', 'fr'],
      ['de', 'en'],
      [null, 'en'],
    ]) {
      const { edition } = await dataOf(EDITION, { locale });
      expect([locale, edition.locale]).toEqual([locale, got]);
      expect(edition.previous).toMatchObject({
        locale: got,
        date: '2026-03-28',
        next: { date: '2026-03-29' },
      });
      expect(edition.next).toBeNull();
      const day = await dataOf(EDITION, { locale, date: '2026-03-28' });
      expect(day.edition).toMatchObject({ locale: got, next: { date: '2026-03-29' }, previous: null });
    }
    expect((await dataOf(EDITION, { date: '1999-01-01' })).edition).toBeNull();
  });

  it('that are still to come are none, neither by day nor as the next one', async () => {
    const tomorrow = new Date(NOON + 86_400_000);
    await gateway.gateway.store.editions.put([sampleEdition('2026-03-30', { publishedAt: tomorrow })]);
    expect((await dataOf(EDITION, { date: '2026-03-30' })).edition).toBeNull();
    expect((await dataOf(EDITION)).edition).toMatchObject({ date: '2026-03-29', next: null });
    gateway.setNow(tomorrow.getTime());
    try {
      expect((await dataOf(EDITION)).edition.date).toBe('2026-03-30');
    } finally {
      gateway.setNow(NOON);
    }
  });
});
