import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoaders } from '../../loaders/create-loaders.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { NEWEST_FIRST } from '../../src/content/article-condition.ts';
import { ANONYMOUS } from '../../src/content/viewer.ts';
import {
  HOUR,
  NOON,
  sampleCorrespondent,
  sampleId,
  samplePost,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Promise 1 of the design: one command a kind of thing and level, whatever the number of rows. */
let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  const { store } = kept;
  await store.tags.put(Array.from({ length: 50 }, (_, n) => sampleTag(n)));
  await store.correspondents.put(Array.from({ length: 20 }, (_, n) => sampleCorrespondent(n)));
  await store.socialPosts.put(Array.from({ length: 60 }, (_, n) => samplePost(n)));
  await store.articles.put(
    Array.from({ length: 300 }, (_, n) =>
      sampleStory(n, {
        tagIds: [n % 50, (n + 7) % 50, (n + 13) % 50].map((t) => sampleId('tag', t)),
        contributions: [n % 20, (n + 3) % 20].map((c) => ({
          role: 'AUTHOR' as const,
          correspondentId: sampleId('cor', c),
          bioAtPublication: null,
        })),
        sectionId: sampleId('tag', n % 10),
        socialPostIds: [sampleId('pst', n % 60)],
        publishedAt: new Date(NOON - n * HOUR),
      }),
    ),
  );
});
afterAll(() => kept.drop());

const loaders = (): Loaders => createLoaders({ reads: kept.store, viewer: ANONYMOUS, clock: () => NOON });
const page = (limit: number) => ({ limit, fromEnd: false, after: null, before: null });
const namesOf = async (operation: () => Promise<unknown>): Promise<string[]> =>
  (await kept.sentBy(operation)).map(({ name, command }) => `${name} ${String(command[name])}`).sort();

describe('a front page of 50 stories', () => {
  it('with tags, sections, correspondents and posts takes four commands', async () => {
    const { articles, tags, correspondents, socialPosts } = loaders();
    const sent = await namesOf(async () => {
      const { rows } = await articles.pages.load({
        below: null,
        filter: null,
        order: NEWEST_FIRST,
        page: page(50),
      });
      expect(rows).toHaveLength(50);
      const related = await Promise.all(
        rows.flatMap((head) => [
          tags.byId.loadMany([...head.tagIds, ...(head.sectionId === null ? [] : [head.sectionId])]),
          correspondents.byId.loadMany(head.contributions.map(({ correspondentId }) => correspondentId)),
          socialPosts.embedded.loadMany(head.socialPostIds),
        ]),
      );
      expect(related.flat()).not.toContain(null);
      expect(related.flat()).toHaveLength(50 * 7);
    });
    expect(sent).toEqual(['find articles', 'find correspondents', 'find socialPosts', 'find tags']);
  });

  it('with all texts takes one more', async () => {
    const { articles } = loaders();
    const sent = await namesOf(async () => {
      const { rows } = await articles.pages.load({
        below: null,
        filter: null,
        order: NEWEST_FIRST,
        page: page(50),
      });
      const bodies = await articles.bodies.loadMany(rows.map(({ _id }) => _id));
      expect(bodies.map((body) => body?._id)).toEqual(rows.map(({ _id }) => _id));
    });
    expect(sent).toEqual(['find articles', 'find articles']);
  });

  it('a story by its slug or URL takes one command, its text one more', async () => {
    const { articles } = loaders();
    const sent = await namesOf(async () => {
      const head = await articles.bySlug.load('sample-7');
      expect(await articles.byId.load(head?._id ?? '')).toEqual(head);
      expect((await articles.bodies.load(head?._id ?? ''))?.blocks).toHaveLength(3);
      expect(await articles.byUrl.load('https://paper.example/sample-7')).toEqual(head);
    });
    expect(sent).toEqual(['find articles', 'find articles', 'find articles']);
  });
});

describe('connections below many parents', () => {
  it('50 tags with their 5 latest stories each take two commands, and their counts one more', async () => {
    const { tags, articles } = loaders();
    const sent = await namesOf(async () => {
      const { rows } = await tags.page({ kind: null, parent: null, nameStartsWith: null, page: page(50) });
      expect(rows).toHaveLength(50);
      const pages = await Promise.all(
        rows.map(({ _id }) =>
          articles.pages.load({
            below: { kind: 'tag', ids: [_id] },
            filter: null,
            order: NEWEST_FIRST,
            page: page(5),
          }),
        ),
      );
      for (const [index, { rows: heads, hasNext }] of pages.entries()) {
        expect([heads.length, hasNext]).toEqual([5, true]);
        const id = rows[index]?._id ?? '';
        for (const { tagIds } of heads) expect(tagIds).toContain(id);
      }
      const counts = await Promise.all(
        rows.map(({ _id }) => articles.counts.load({ below: { kind: 'tag', ids: [_id] }, filter: null })),
      );
      expect(counts).toEqual(rows.map(() => 18));
    });
    expect(sent).toEqual(['aggregate articles', 'aggregate articles', 'find tags']);
  });

  it('tags, correspondents and posts with stories of different filters meet in one', async () => {
    const { articles } = loaders();
    const list = (below: Parameters<typeof articles.pages.load>[0]['below'], tag: string | null) =>
      articles.pages.load({
        below,
        filter: tag === null ? null : { tag },
        order: NEWEST_FIRST,
        page: page(3),
      });
    const sent = await namesOf(async () => {
      await Promise.all([
        list({ kind: 'tag', ids: [sampleId('tag', 1)] }, null),
        list({ kind: 'correspondent', ids: [sampleId('cor', 1)] }, 'topic-1'),
        list({ kind: 'socialPost', ids: [sampleId('pst', 1)] }, 'topic-2'),
        list(null, sampleId('tag', 3)),
      ]);
    });
    expect(sent).toEqual(['aggregate articles', 'find tags']);
  });

  it('a filter takes one command for all its tags and one for all its writers, however deep', async () => {
    const { articles } = loaders();
    const sent = await namesOf(async () => {
      await articles.pages.load({
        below: null,
        filter: {
          tag: 'topic-1',
          correspondent: 'writer-1',
          or: [
            { tag: 'topic-2' },
            { and: [{ tags: ['topic-3', 'topic-4'] }, { correspondent: 'writer-2' }] },
          ],
          not: { section: 'topic-5' },
        },
        order: NEWEST_FIRST,
        page: page(3),
      });
    });
    expect(sent).toEqual(['find articles', 'find correspondents', 'find tags']);
  });

  it('a reader who asks for drafts costs no command', async () => {
    const { articles } = loaders();
    const drafts = { below: null, filter: { status: 'DRAFT' as const } };
    const sent = await namesOf(async () => {
      expect((await articles.pages.load({ ...drafts, order: NEWEST_FIRST, page: page(5) })).rows).toEqual([]);
      expect(await articles.counts.load(drafts)).toBe(0);
    });
    expect(sent).toEqual([]);
  });
});
