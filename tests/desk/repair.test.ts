import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDraft, NewsroomEvent } from '../../src/content/newsroom-event.ts';
import type { DeskParts } from '../../src/desk/desk-parts.ts';
import { createEventWriter } from '../../src/desk/event-writer.ts';
import { createRepair } from '../../src/desk/repair.ts';
import {
  HOUR,
  NOON,
  sampleCorrespondent,
  sampleId,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** What a crash leaves between the write and what follows from it, made by hand: everywhere a stored write with all of it still to be done. */
let kept: TestStore;
const purged: string[] = [];
const told: NewsroomEvent[] = [];
const failures: unknown[] = [];
let parts: DeskParts;

beforeAll(async () => {
  kept = await testStore();
  parts = {
    store: kept.store,
    purge: async (tags) => {
      purged.push(...tags);
      return { announced: true };
    },
    events: createEventWriter(kept.store.events, { publish: async (event) => void told.push(event) }),
    turn: (_, operation) => operation(),
    clock: () => NOON + HOUR,
    newsroom: { locale: 'en', siteUrl: 'https://paper.example' },
    onCommand: () => {},
    onFailure: (error) => failures.push(error),
  };
});
afterAll(() => kept.drop());

const event = (given: Partial<EventDraft>): EventDraft => ({
  kind: 'ARTICLE_PUBLISHED',
  at: new Date(NOON),
  subjectId: sampleId('art', 1),
  version: 1,
  otherId: null,
  actor: 'somebody',
  tags: [],
  visibleFrom: null,
  ...given,
});

describe('what a crash left to be done', () => {
  it('of a story is its purge, its revision, its event and the answer under its key, each once', async () => {
    const { store } = kept;
    const draft = event({ tags: ['article:x', 'list:front'] });
    const command = { id: 'somebody k', fingerprint: 'f' };
    await store.writes.articles.write(sampleStory(1), null, { id: 'p', event: draft, command });
    // Two instances that start at once.
    const done = await Promise.all([createRepair(parts).run(), createRepair(parts).run()]);
    expect(done.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1);
    expect(purged).toEqual(expect.arrayContaining(['article:x', 'list:front']));
    const [revisions = []] = await store.revisions.lists([
      { articleId: sampleId('art', 1), limit: 5, beforeVersion: null },
    ]);
    expect(revisions.map(({ version, actor, kind }) => [version, actor, kind])).toEqual([
      [1, 'somebody', 'ARTICLE_PUBLISHED'],
    ]);
    const log = await store.events.after('', 10);
    expect(log.map(({ subjectId, version }) => [subjectId, version])).toEqual([[sampleId('art', 1), 1]]);
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(log.map(({ id }) => id)));
    expect(await store.commands.get('somebody k')).toMatchObject({
      subjectId: sampleId('art', 1),
      version: 1,
    });
    expect(await createRepair(parts).run()).toBe(0);
    expect(failures).toEqual([]);
  });

  it('of a merge of tags is what the other one takes over, and where the narrower ones stand', async () => {
    const { store } = kept;
    const [from, into, below, deep] = [
      sampleTag('from', { slug: 'from', aliases: ['alias'] }),
      sampleTag('into', { slug: 'into' }),
      sampleTag('below', {
        slug: 'below',
        parentId: sampleId('tag', 'from'),
        ancestorIds: [sampleId('tag', 'from')],
      }),
      sampleTag('deep', {
        slug: 'deep',
        parentId: sampleId('tag', 'below'),
        ancestorIds: [sampleId('tag', 'from'), sampleId('tag', 'below')],
      }),
    ];
    await store.tags.put([from, into, below, deep]);
    const draft = event({ kind: 'TAG_MERGED', subjectId: from._id, version: 2, otherId: into._id });
    await store.writes.tags.write({ ...from, mergedInto: into._id, version: 2 }, 1, {
      id: 'm',
      event: draft,
      command: null,
    });
    expect(await createRepair(parts).run()).toBe(1);
    const tags = new Map((await store.tags.bySlugs(['into', 'below', 'deep'])).map((tag) => [tag.slug, tag]));
    expect(tags.get('into')).toMatchObject({
      mergedFromIds: [from._id],
      mergedSlugs: ['from', 'alias'],
      nameKeys: expect.arrayContaining(['topic from']),
      version: 2,
    });
    expect(tags.get('below')).toMatchObject({ parentId: into._id, ancestorIds: [into._id] });
    expect(tags.get('deep')).toMatchObject({ ancestorIds: [into._id, below._id] });
  });

  it('of a merge of correspondents is whose stories are whose', async () => {
    const { store } = kept;
    const [from, into] = [sampleCorrespondent('from'), sampleCorrespondent('into')];
    await store.correspondents.put([from, into]);
    const draft = event({ kind: 'CORRESPONDENT_MERGED', subjectId: from._id, version: 2, otherId: into._id });
    await store.writes.correspondents.write({ ...from, mergedInto: into._id, version: 2 }, 1, {
      id: 'c',
      event: draft,
      command: null,
    });
    expect(await createRepair(parts).run()).toBe(1);
    expect((await store.correspondents.byIds([into._id]))[0]?.mergedFromIds).toEqual([from._id]);
  });

  it('keeps nothing waiting behind what cannot be done yet', async () => {
    const { store } = kept;
    for (const key of ['stuck', 'free'])
      await store.writes.articles.write(sampleStory(key), null, {
        id: key,
        event: event({ subjectId: sampleId('art', key), tags: [key] }),
        command: null,
      });
    const purge: DeskParts['purge'] = async ([tag]) => {
      if (tag === 'stuck') throw new Error('Not now.');
      return { announced: true };
    };
    expect(await createRepair({ ...parts, purge }).run()).toBe(1);
    expect(failures).toEqual([new Error('Not now.')]);
    expect(await createRepair(parts).run()).toBe(1);
  });

  it('leaves alone what is still being done', async () => {
    const { store } = kept;
    const late = event({ subjectId: sampleId('art', 2), at: new Date(NOON + HOUR + 1) });
    await store.writes.articles.write(sampleStory(2), null, { id: 'l', event: late, command: null });
    expect(await createRepair(parts).run()).toBe(0);
  });
});
