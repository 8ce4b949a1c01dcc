import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoaders } from '../../loaders/create-loaders.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { NEWEST_FIRST } from '../../src/content/article-condition.ts';
import { ANONYMOUS } from '../../src/content/viewer.ts';
import { NOON, sampleCorrespondent, sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

const tag = (key: string | number): string => sampleId('tag', key);
const cor = (key: string): string => sampleId('cor', key);
const merged = (key: string | number, into: string | number) => sampleTag(key, { mergedInto: tag(into) });

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  const { store } = kept;
  await store.tags.put([
    sampleTag('climate', {
      mergedFromIds: [tag('weather'), tag('storms')],
      mergedSlugs: ['topic-weather', 'topic-storms'],
      aliases: ['meteo'],
    }),
    sampleTag('weather', {
      mergedInto: tag('climate'),
      mergedFromIds: [tag('storms')],
      mergedSlugs: ['topic-storms'],
    }),
    merged('storms', 'weather'),
    sampleTag('rain', {
      parentId: tag('climate'),
      ancestorIds: [tag('climate')],
      mergedFromIds: [tag('drizzle')],
    }),
    merged('drizzle', 'rain'),
    // As it was before the slugs of what was merged were kept.
    sampleTag('sea', { mergedFromIds: [tag('ocean')] }),
    merged('ocean', 'sea'),
    merged('broken', 'nowhere'),
    merged('circle', 'round'),
    merged('round', 'circle'),
    // A chain of nine: one step longer than is followed.
    ...Array.from({ length: 9 }, (_, n) => merged(n, n + 1)),
    sampleTag(9),
  ]);
  await store.correspondents.put([
    sampleCorrespondent('ida', {
      mergedFromIds: [cor('i-marrow')],
      mergedSlugs: ['writer-i-marrow', 'marrow'],
      beatTagIds: [tag('weather')],
    }),
    sampleCorrespondent('i-marrow', { mergedInto: cor('ida'), slugHistory: ['marrow'] }),
  ]);
  const by = (key: string) => [
    { role: 'AUTHOR' as const, correspondentId: cor(key), bioAtPublication: null },
  ];
  await store.articles.put([
    sampleStory('new', { tagIds: [tag('climate')], contributions: by('ida') }),
    sampleStory('old', { tagIds: [tag('weather')], contributions: by('i-marrow') }),
    sampleStory('oldest', { tagIds: [tag('storms')], sectionId: tag('weather') }),
    sampleStory('below', { tagIds: [tag('drizzle')] }),
    sampleStory('other', { tagIds: [tag(9)] }),
  ]);
});
afterAll(() => kept.drop());

const loaders = (): Loaders => createLoaders({ reads: kept.store, viewer: ANONYMOUS, clock: () => NOON });
const page = { limit: 100, fromEnd: false, after: null, before: null };
const found = async (filter: object): Promise<string[]> =>
  (await loaders().articles.pages.load({ below: null, filter, order: NEWEST_FIRST, page })).rows
    .map(({ headline }) => headline.replace('Sample ', ''))
    .sort();

describe('what was merged', () => {
  it('loads as what it became, by id, slug and alias', async () => {
    const { tags, correspondents } = loaders();
    const keys = ['climate', 'weather', 'storms'];
    for (const tagged of [
      await tags.byId.loadMany(keys.map(tag)),
      await tags.bySlug.loadMany([...keys.map((key) => `topic-${key}`), 'meteo']),
    ])
      for (const one of tagged) expect(one?._id).toBe(tag('climate'));
    expect((await correspondents.byId.load(cor('i-marrow')))?._id).toBe(cor('ida'));
    for (const slug of ['writer-i-marrow', 'marrow'])
      expect((await correspondents.bySlug.load(slug))?._id).toBe(cor('ida'));
  });

  it('comes with what it became, in one command for all keys, and none again', async () => {
    const { tags, correspondents } = loaders();
    const sent = await kept.sentBy(async () => {
      const [byId, bySlug, person] = await Promise.all([
        tags.byId.loadMany(['weather', 'storms', 'drizzle', 'ocean', 'rain'].map(tag)),
        tags.bySlug.loadMany(['topic-storms', 'topic-weather', 'meteo']),
        correspondents.bySlug.load('marrow'),
      ]);
      expect(byId.map((one) => one?.slug)).toEqual(
        ['climate', 'climate', 'rain', 'sea', 'rain'].map((key) => `topic-${key}`),
      );
      for (const one of bySlug) expect(one?.slug).toBe('topic-climate');
      expect(person?._id).toBe(cor('ida'));
    });
    expect(sent.map(({ name, command }) => `${name} ${command[name]}`).sort()).toEqual([
      'find correspondents',
      'find tags',
    ]);
    expect(await kept.sentBy(async () => await tags.byId.load(tag('weather')))).toEqual([]);
  });

  it('takes one command more for each step that nothing says beforehand, for all of them together', async () => {
    const { tags } = loaders();
    const sent = await kept.sentBy(
      async () => await Promise.all([tags.bySlug.load('topic-ocean'), tags.byId.load(tag(8))]),
    );
    expect(sent.map(({ name }) => name)).toEqual(['find', 'find']);
  });

  it('is nothing where its chain breaks off, turns in a circle, or is too long', async () => {
    const { tags } = loaders();
    expect(await tags.byId.loadMany(['broken', 'circle', 'round'].map(tag))).toEqual([null, null, null]);
    expect((await tags.byId.load(tag(1)))?._id).toBe(tag(9));
    expect(await loaders().tags.byId.load(tag(0))).toBeNull();
  });

  it('finds the stories that still carry the former ids, by whichever name it is asked for', async () => {
    for (const key of ['topic-climate', 'topic-weather', 'meteo', tag('storms')])
      expect([key, await found({ tag: key })]).toEqual([key, ['new', 'old', 'oldest']]);
    expect(await found({ tag: 'topic-weather', includeDescendants: true })).toEqual([
      'below',
      'new',
      'old',
      'oldest',
    ]);
    expect(await found({ section: 'topic-climate' })).toEqual(['oldest']);
    for (const key of ['writer-ida', 'marrow', cor('i-marrow')])
      expect([key, await found({ correspondent: key })]).toEqual([key, ['new', 'old']]);
    expect(await found({ tag: 'nowhere' })).toEqual([]);
    expect(await found({ tags: ['nowhere', `topic-9`] })).toEqual(['other']);
  });

  it('is in no list, and its beats are found by what they became', async () => {
    const { tags, correspondents } = loaders();
    const slugs = (await tags.page({ kind: null, parent: null, nameStartsWith: null, page })).rows.map(
      ({ slug }) => slug,
    );
    expect(slugs).toEqual(['topic-9', 'topic-climate', 'topic-rain', 'topic-sea']);
    const beat = { nameStartsWith: null, beat: 'topic-climate' };
    expect((await correspondents.page({ ...beat, page })).rows.map(({ _id }) => _id)).toEqual([cor('ida')]);
    expect(await correspondents.count(beat)).toBe(1);
    expect(await correspondents.count({ nameStartsWith: null, beat: 'nowhere' })).toBe(0);
  });
});
