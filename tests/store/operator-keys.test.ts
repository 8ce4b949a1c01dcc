import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleCondition, NEWEST_FIRST } from '../../src/content/article-condition.ts';
import type { PageRequest, SortKey } from '../../src/content/paging.ts';
import type { TagKind } from '../../src/content/records.ts';
import {
  NOON,
  sampleCorrespondent,
  sampleEdition,
  sampleEvent,
  samplePost,
  sampleRevision,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
const story = sampleStory('one', { headline: '$5bn bailout', slug: '$where', kicker: '{"$ne": null}' });
beforeAll(async () => {
  kept = await testStore();
  const { store } = kept;
  await store.articles.put([story]);
  await store.correspondents.put([sampleCorrespondent('one')]);
  await store.tags.put([sampleTag('one')]);
  await store.socialPosts.put([samplePost('one')]);
  await store.editions.put([sampleEdition('2026-03-29')]);
  await store.revisions.put([sampleRevision(story)]);
});
afterAll(() => kept.drop());

/** What a stranger might send in place of a text, each of which matches everything where it is read as operators. */
const OBJECTS = [{ $ne: null }, { $gt: '' }, { $regex: '.*' }, { $where: 'true' }, { $exists: true }];
const page: PageRequest = { limit: 5, fromEnd: false, after: null, before: null };

describe.each(OBJECTS.map((object) => [JSON.stringify(object), object] as const))('%s', (_, object) => {
  const key = object as unknown as string;
  const at = (place: Partial<PageRequest>): PageRequest => ({ ...page, ...place });
  const place: SortKey = { value: NOON, id: key };
  const list = (condition: ArticleCondition) => () =>
    kept.store.articles.pages([{ condition, order: NEWEST_FIRST, page }]);
  const kinds: readonly ArticleCondition[] = [
    { kind: 'tag', ids: [key] },
    { kind: 'correspondent', ids: ['cor_0000000000000000', key] },
    { kind: 'section', ids: [key] },
    { kind: 'socialPost', ids: [key] },
    { kind: 'locale', locales: [key], exact: true },
    { kind: 'status', statuses: [key as 'DRAFT'] },
    { kind: 'access', levels: [key as 'FREE'] },
  ];
  const ASKS: Readonly<Record<string, () => Promise<unknown>>> = {
    'articles.byAnyKey': () => kept.store.articles.byAnyKey({ id: ['x'], slug: [key] }),
    'articles.heads': () => kept.store.articles.heads([key]),
    'articles.bodies': () => kept.store.articles.bodies([key]),
    'articles.headsBySlug': () => kept.store.articles.headsBySlug([key]),
    'articles.byAnyKey by url': () => kept.store.articles.byAnyKey({ url: [key] }),
    'articles.headsByTranslationGroup': () => kept.store.articles.headsByTranslationGroup([key]),
    'articles.headsBySource': () => kept.store.articles.headsBySource([key]),
    ...Object.fromEntries(kinds.map((condition) => [`articles.pages by ${condition.kind}`, list(condition)])),
    'articles.pages after': () =>
      kept.store.articles.pages([
        { condition: { kind: 'and', all: [] }, order: NEWEST_FIRST, page: at({ after: place }) },
      ]),
    'articles.counts': () =>
      kept.store.articles.counts([{ kind: 'not', condition: { kind: 'tag', ids: [key] } }]),
    'correspondents.byAnyKey': () => kept.store.correspondents.byAnyKey({ id: ['x'], slug: [key] }),
    'correspondents.byIds': () => kept.store.correspondents.byIds([key]),
    'correspondents.bySlugs': () => kept.store.correspondents.bySlugs([key]),
    'correspondents.byNameKeys': () => kept.store.correspondents.byNameKeys([key]),
    'correspondents.page': () =>
      kept.store.correspondents.page({ nameKeyPrefix: key, beatTagIds: null, page }),
    'correspondents.page by beat': () =>
      kept.store.correspondents.page({ nameKeyPrefix: null, beatTagIds: [key], page }),
    'correspondents.page before': () =>
      kept.store.correspondents.page({
        nameKeyPrefix: null,
        beatTagIds: null,
        page: at({ before: { value: 'z', id: key } }),
      }),
    'tags.byAnyKey': () => kept.store.tags.byAnyKey({ id: [key], slug: ['x'] }),
    'tags.byIds': () => kept.store.tags.byIds([key]),
    'tags.bySlugs': () => kept.store.tags.bySlugs([key]),
    'tags.childrenOf': () => kept.store.tags.childrenOf([key]),
    'tags.descendantsOf': () => kept.store.tags.descendantsOf([key]),
    'tags.page by kind': () =>
      kept.store.tags.page({ kind: key as TagKind, parentId: null, nameKeyPrefix: null, page }),
    'tags.page by parent': () =>
      kept.store.tags.page({ kind: null, parentId: key, nameKeyPrefix: null, page }),
    'tags.count': () => kept.store.tags.count({ kind: null, parentId: null, nameKeyPrefix: key }),
    'socialPosts.met': () => kept.store.socialPosts.met({ id: ['x'], url: [key] }),
    'socialPosts.met by platform': () => kept.store.socialPosts.met({ postKey: [key] }),
    'socialPosts.byIds': () => kept.store.socialPosts.byIds([key]),
    'socialPosts.byUrls': () => kept.store.socialPosts.byUrls([key]),
    'socialPosts.byPostKeys': () => kept.store.socialPosts.byPostKeys([key]),
    'editions.byIds': () => kept.store.editions.byIds([key]),
    'editions.byKeys': () => kept.store.editions.byKeys([{ date: '2026-03-29', locale: key }]),
    'editions.nearest': () =>
      kept.store.editions.nearest({ locale: 'en', date: key, side: 'before', now: new Date(NOON) }),
    'editions.nearest in a language': () =>
      kept.store.editions.nearest({ locale: key, date: null, side: 'before', now: new Date(NOON) }),
    'revisions.lists': () => kept.store.revisions.lists([{ articleId: key, limit: 5, beforeVersion: null }]),
    'revisions.byIds': () => kept.store.revisions.byIds([key]),
    'events.after': () => kept.store.events.after(key, 5),
    'events.lastOf': () => kept.store.events.lastOf(key),
    'commands.get': () => kept.store.commands.get(key),
    'secrets.secret': () => kept.store.secrets.secret(key),
    'writes.kept': () => kept.store.writes.articles.kept([key]),
    'writes.settle': () => kept.store.writes.articles.settle(key, { id: 'x', event: sampleEvent(1) }),
  };

  it.each(Object.keys(ASKS))('is refused as a key by %s, and nothing is sent', async (name) => {
    const sent = await kept.sentBy(async () => {
      expect(await codeOf(async () => await ASKS[name]?.())).toBe('BAD_USER_INPUT');
    });
    expect(sent).toEqual([]);
  });
});

describe('texts with dollars', () => {
  it('are texts: kept as they are, and looked for as they are', async () => {
    expect(await kept.store.articles.headsBySlug(['$where'])).toMatchObject([
      { headline: '$5bn bailout', kicker: '{"$ne": null}' },
    ]);
    for (const key of ['$ne', '{"$ne":null}', '.*', '$gt'])
      expect(await kept.store.articles.headsBySlug([key])).toEqual([]);
  });
});
