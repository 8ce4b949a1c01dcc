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
    await articles.settle(id, pending('a', 1));
    expect(await articles.write(story(2), 1, pending('c', 2))).toMatchObject({ written: true });
    await articles.settle(id, pending('c', 2));
    expect(await articles.write(story(2), 1, pending('d', 2))).toMatchObject({ written: false });
    expect(await articles.kept([id])).toEqual([
      { record: story(2), pending: null, recorded: true, sealed: true, stood: [] },
    ]);
  });

  it('of many at once is done once', async () => {
    const { articles } = kept.store.writes;
    await articles.write(story(1), null, pending('a'));
    await articles.settle(id, pending('a', 1));
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, n) => articles.write(story(2), 1, pending(`w${n}`, 2))),
    );
    expect(done.filter(({ written }) => written)).toHaveLength(1);
  });

  it('waits for what is pending of the write before it', async () => {
    const { articles } = kept.store.writes;
    await articles.write(story(1), null, pending('a'));
    expect(await articles.write(story(2), 1, pending('b', 2))).toMatchObject({ written: false });
    await articles.settle(id, pending('somebody else’s', 1));
    expect(await articles.unsettled(new Date(NOON), 10)).toEqual([]);
    expect(await articles.unsettled(new Date(NOON + 1), 10)).toEqual([
      { record: story(1), pending: pending('a'), recorded: false, sealed: true, stood: [] },
    ]);
    await articles.settle(id, pending('a', 1));
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

describe('a seal', () => {
  const tag = sampleId('tag', 1);
  const sealOn = async (name: 'articles' | 'tags', of: string): Promise<unknown> => {
    const [found] =
      name === 'articles'
        ? await kept.store.writes.articles.kept([of])
        : await kept.store.writes.tags.kept([of]);
    return found && { sealed: found.sealed, recorded: found.recorded };
  };
  const stored = (name: string) => kept.db.collection<{ _id: string }>(name);

  it('fits what was written here, by the desk or whole, and nothing that others wrote', async () => {
    const { writes, articles } = kept.store;
    await writes.articles.write(story(1), null, pending('a'));
    expect(await sealOn('articles', id)).toEqual({ sealed: true, recorded: false });
    await writes.articles.settle(id, pending('a'));
    expect(await sealOn('articles', id)).toEqual({ sealed: true, recorded: true });
    const read = await stored('articles').findOne({ _id: id });
    await stored('articles').updateOne({ _id: id }, { $set: { headline: 'By others' } });
    expect(await sealOn('articles', id)).toEqual({ sealed: false, recorded: true });
    const [found] = await writes.articles.kept([id]);
    if (found === undefined) throw new Error('It is there.');
    await writes.articles.adopt({ ...found.record, version: 2 }, 1, ['visibleFrom'], pending('b', 2));
    expect(await sealOn('articles', id)).toEqual({ sealed: true, recorded: false });
    await writes.articles.settle(id, pending('b', 2));
    // Whoever writes back what they read brings an older seal, or the same one to other words.
    await stored('articles').replaceOne({ _id: id }, { ...read, headline: 'Written back' } as object);
    expect(await sealOn('articles', id)).toMatchObject({ sealed: false });
    await stored('articles').updateOne({ _id: id }, { $unset: { desk: '' } } as object);
    expect(await sealOn('articles', id)).toEqual({ sealed: null, recorded: false });
    await articles.put([story(5)]);
    expect(await sealOn('articles', id)).toEqual({ sealed: true, recorded: false });
  });

  it('goes along with what is amended, also by many at once, and covers nothing that others wrote', async () => {
    const { tags } = kept.store.writes;
    await kept.store.tags.put([sampleTag(1)]);
    const into = (n: number) => ({ add: { mergedFromIds: [sampleId('tag', `from ${n}`)] } });
    await Promise.all(Array.from({ length: 8 }, (_, n) => tags.amend(tag, into(n), [])));
    const [found] = await tags.kept([tag]);
    expect(found).toMatchObject({ sealed: true, record: { version: 9 } });
    expect(new Set(found?.record.mergedFromIds).size).toBe(8);
    await stored('tags').updateOne({ _id: tag }, { $set: { kind: 'PERSON' } } as object);
    await tags.amend(tag, into(9), []);
    expect(await sealOn('tags', tag)).toMatchObject({ sealed: false });
  });

  it('shows on a walk over all records, in the order of their ids', async () => {
    await kept.store.tags.put([1, 2, 3].map((key) => sampleTag(key)));
    const ids = [1, 2, 3].map((key) => sampleId('tag', key)).sort();
    await stored('tags').updateOne({ _id: ids[1] ?? '' }, { $set: { retired: true } } as object);
    const all = await kept.store.writes.tags.following('', 2);
    expect(all.map(({ record, sealed }) => [record._id, sealed])).toEqual([
      [ids[0], true],
      [ids[1], false],
    ]);
    expect((await kept.store.writes.tags.following(ids[1] ?? '', 2)).map(({ record }) => record._id)).toEqual(
      [ids[2]],
    );
  });
});
