import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDraft } from '../../src/content/newsroom-event.ts';
import type { PendingWrite } from '../../src/content/pending-write.ts';
import { NOON, sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());
afterEach(async () => {
  for (const name of ['articles', 'tags']) await kept.db.collection(name).deleteMany({});
});

const event = (version: number): EventDraft => ({
  kind: 'ARTICLE_UPDATED',
  at: new Date(NOON),
  subjectId: sampleId('art', 1),
  version,
  otherId: null,
  actor: 'somebody',
  tags: ['article:x'],
  visibleFrom: null,
});
const pending = (id: string, version = 1): PendingWrite => ({ id, event: event(version), command: null });
const story = (version: number) => sampleStory(1, { version, headline: `As of ${version}` });
const id = sampleId('art', 1);

describe('a write on a version seen', () => {
  it('is done where the version is still that, and nowhere else', async () => {
    const { articles } = kept.store.writes;
    expect(await articles.write(story(1), null, pending('a'))).toEqual({ written: true, announced: true });
    expect(await articles.write(story(1), null, pending('b'))).toMatchObject({ written: false });
    await articles.settle(id, { id: 'a' }, 1);
    expect(await articles.write(story(2), 1, pending('c', 2))).toMatchObject({ written: true });
    await articles.settle(id, { id: 'c' }, 2);
    expect(await articles.write(story(2), 1, pending('d', 2))).toMatchObject({ written: false });
    expect(await articles.kept([id])).toEqual([{ record: story(2), pending: null, recorded: true }]);
  });

  it('of many at once is done once', async () => {
    const { articles } = kept.store.writes;
    await articles.write(story(1), null, pending('a'));
    await articles.settle(id, { id: 'a' }, 1);
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, n) => articles.write(story(2), 1, pending(`w${n}`, 2))),
    );
    expect(done.filter(({ written }) => written)).toHaveLength(1);
  });

  it('waits for what is pending of the write before it', async () => {
    const { articles } = kept.store.writes;
    await articles.write(story(1), null, pending('a'));
    expect(await articles.write(story(2), 1, pending('b', 2))).toMatchObject({ written: false });
    await articles.settle(id, { id: 'somebody else’s' }, 1);
    expect(await articles.unsettled(new Date(NOON), 10)).toEqual([]);
    expect(await articles.unsettled(new Date(NOON + 1), 10)).toEqual([
      { record: story(1), pending: pending('a'), recorded: false },
    ]);
    await articles.settle(id, { id: 'a' }, 1);
    expect(await articles.unsettled(new Date(NOON + 1), 10)).toEqual([]);
    expect(await articles.write(story(2), 1, pending('b', 2))).toMatchObject({ written: true });
  });

  it('shows nothing of its bookkeeping where readers look', async () => {
    const { store } = kept;
    await store.writes.articles.write(story(1), null, pending('a'));
    await store.writes.tags.write(sampleTag(1), null, pending('t'));
    const { blocks: _, ...head } = story(1);
    expect(await store.articles.heads([id])).toEqual([head]);
    expect(await store.tags.bySlugs(['topic-1'])).toEqual([sampleTag(1)]);
    expect((await store.writes.tags.kept([sampleId('tag', 1)]))[0]?.record).toEqual(sampleTag(1));
  });

  it('says which key another record has', async () => {
    const { articles } = kept.store.writes;
    await articles.write(story(1), null, pending('a'));
    const twin = { ...sampleStory(2), slug: 'sample-1' };
    expect(await codeOf(() => articles.write(twin, null, pending('b')))).toBe('CONFLICT');
    expect(await codeOf(() => kept.store.tags.put([sampleTag(1)]))).toBeNull();
    const alias = sampleTag(2, { slug: 'other', aliases: ['topic-1'] });
    expect(await codeOf(() => kept.store.writes.tags.write(alias, null, pending('c')))).toBe('CONFLICT');
  });

  it('amends what follows from elsewhere, once, whatever is pending, and counts the version up', async () => {
    const { tags } = kept.store.writes;
    await tags.write(sampleTag(1), null, pending('t'));
    const above = {
      set: { ancestorIds: [sampleId('tag', 2)] },
      add: { mergedFromIds: [sampleId('tag', 3)] },
    };
    for (let times = 0; times < 2; times += 1) await tags.amend(sampleId('tag', 1), above, []);
    const [found] = await tags.kept([sampleId('tag', 1)]);
    expect(found?.record).toMatchObject({
      version: 2,
      ancestorIds: [sampleId('tag', 2)],
      mergedFromIds: [sampleId('tag', 3)],
    });
    expect(found?.pending?.id).toBe('t');
  });

  it('refuses what is not derived from the rest', async () => {
    const wrong = { ...story(1), visibleFrom: new Date(0) };
    await expect(kept.store.writes.articles.write(wrong, null, pending('a'))).rejects.toThrow('visibleFrom');
  });
});
