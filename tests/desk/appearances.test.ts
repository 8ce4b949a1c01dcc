import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createLease } from '../../src/cache/lease.ts';
import { openSharedLine, type SharedLine } from '../../src/cache/shared-line.ts';
import { type EventDraft, keyOfEvent } from '../../src/content/newsroom-event.ts';
import { type Appearances, createAppearances } from '../../src/desk/appearances.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import { startFaultyWire } from '../support/faulty-wire.ts';
import { testDatabase } from '../support/mongodb.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { HOUR, NOON, sampleId, sampleStory } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';
import { until } from '../support/until.ts';

interface Instance {
  readonly appearances: Appearances;
  readonly line: SharedLine | null;
}

const suite = redisIsThere ? describe : describe.skip;
suite('what appears by itself', () => {
  let redis: TestRedis;
  let kept: TestStore;
  let now = NOON;
  const told: EventDraft[] = [];
  const purged: string[] = [];
  const instances: Instance[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    kept = await testStore();
  });
  afterEach(async () => {
    for (const { appearances, line } of instances.splice(0)) {
      await appearances.stop();
      line?.close();
    }
    await redis.look.flushall();
    await kept.db.collection('articles').deleteMany({});
    told.length = 0;
    purged.length = 0;
  });
  afterAll(async () => {
    await kept.drop();
    await redis.stop();
  });

  const start = async (url: string | null = redis.url): Promise<Instance> => {
    const line =
      url === null
        ? null
        : openSharedLine({ redisUrl: url, prefix: 'test', answerMs: 500, onError: () => {} });
    for (let tries = 0; line !== null && !line.asker.answers && tries < 100; tries += 1) await pause(20);
    const appearances = createAppearances({
      election: createLease(line, 'clock'),
      articles: kept.store.articles,
      editions: kept.store.editions,
      purge: async (tags) => void purged.push(...tags),
      announce: async (event) => void told.push(event),
      clock: () => now,
      onFailure: (error) => {
        throw error;
      },
    });
    instances.push({ appearances, line });
    return { appearances, line };
  };
  const put = async (n: number, timing: object): Promise<string> => {
    const story = sampleStory(n, {
      blocks: [],
      tagIds: [sampleId('tag', n)],
      updatedAt: new Date(NOON),
      ...timing,
    });
    await kept.store.articles.put([story]);
    return story._id;
  };
  const subjects = (): string[] => told.map(({ subjectId }) => subjectId);

  it('is told once by one of several instances, with the lists that it enters', async () => {
    now = NOON;
    const [one, two] = [await start(), await start()];
    const scheduled = await put(1, { status: 'SCHEDULED', publishedAt: new Date(NOON + HOUR) });
    const lifted = await put(2, {
      status: 'PUBLISHED',
      publishedAt: new Date(NOON),
      embargoedUntil: new Date(NOON + 2 * HOUR),
    });
    await put(3, { status: 'PUBLISHED', publishedAt: new Date(NOON) });
    await put(4, { status: 'DRAFT', publishedAt: new Date(NOON + HOUR) });
    for (const { appearances } of [one, two]) await appearances.look();
    expect(told).toEqual([]);
    for (const at of [NOON + HOUR, NOON + 2 * HOUR]) {
      now = at;
      for (const { appearances } of [one, two, one]) {
        appearances.expect(at);
        await appearances.look();
      }
    }
    expect(told.map(({ subjectId, kind, at, actor }) => ({ subjectId, kind, at, actor }))).toEqual([
      { subjectId: scheduled, kind: 'ARTICLE_APPEARED', at: new Date(NOON + HOUR), actor: 'clock' },
      { subjectId: lifted, kind: 'ARTICLE_APPEARED', at: new Date(NOON + 2 * HOUR), actor: 'clock' },
    ]);
    expect(purged).toEqual(
      expect.arrayContaining([`article:${scheduled}`, `list:tag:${sampleId('tag', 1)}`, 'list:front']),
    );
  });

  it('is told by another within seconds when the elected one dies, from where that had come', async () => {
    now = NOON;
    const [one, two] = [await start(), await start()];
    await put(1, { status: 'SCHEDULED', publishedAt: new Date(NOON + HOUR) });
    await put(2, { status: 'SCHEDULED', publishedAt: new Date(NOON + 2 * HOUR) });
    await one.appearances.look();
    now = NOON + HOUR;
    one.appearances.expect(now);
    expect([await one.appearances.look(), await two.appearances.look()]).toEqual([1, 0]);
    // It dies without a word.
    one.line?.close();
    now = NOON + 2 * HOUR;
    const from = performance.now();
    while ((await two.appearances.look()) === 0 && performance.now() - from < 15_000) await pause(100);
    expect(subjects()).toEqual([sampleId('art', 1), sampleId('art', 2)]);
  });

  it('is taken over at once when the elected one stops', async () => {
    now = NOON;
    const [one, two] = [await start(), await start()];
    await one.appearances.look();
    await put(1, { status: 'SCHEDULED', publishedAt: new Date(NOON + HOUR) });
    now = NOON + HOUR;
    await one.appearances.stop();
    expect(await two.appearances.look()).toBe(1);
  });

  it('is told by an instance that has no Redis, or whose Redis is away: twice at most, and under one key', async () => {
    now = NOON;
    const [alone, away] = [await start(null), await start('redis://127.0.0.1:1').catch(() => null)];
    await put(1, { status: 'SCHEDULED', publishedAt: new Date(NOON + HOUR) });
    for (const instance of [alone, away]) await instance?.appearances.look();
    now = NOON + HOUR;
    for (const instance of [alone, away]) {
      instance?.appearances.expect(now);
      await instance?.appearances.look();
      await instance?.appearances.look();
    }
    expect(subjects()).toEqual([sampleId('art', 1), sampleId('art', 1)]);
    expect(new Set(told.map(keyOfEvent)).size).toBe(1);
  });
});

describe('appearances that cannot be looked for', () => {
  it('are complained of once, and again when it has been better in between', async () => {
    const { url, database } = testDatabase();
    const wire = await startFaultyWire(url);
    const store = createStore({
      ...{ database, pool: 2, timeoutMs: 1_000 },
      url: wire.url,
    });
    const failures: unknown[] = [];
    let looks = 0;
    const appearances = createAppearances({
      election: {
        // Each look begins with this; the moment that is due has it ask the store.
        hold: async () => {
          looks += 1;
          return { fence: looks, reached: 0 };
        },
        reach: async () => {},
        release: async () => {},
      },
      articles: store.articles,
      editions: store.editions,
      purge: async () => {},
      announce: async () => {},
      clock: () => Date.now(),
      onFailure: (error) => failures.push(error),
    });
    const looked = async (times: number): Promise<void> => {
      const from = looks;
      await until(() => looks >= from + times + 1, 30_000);
    };
    await wire.down();
    appearances.start();
    await looked(3);
    expect(failures).toHaveLength(1);
    await wire.up();
    await looked(3);
    await wire.down();
    await looked(3);
    expect(failures).toHaveLength(2);
    await appearances.stop();
    await store.close();
    await wire.close();
  }, 120_000);
});
