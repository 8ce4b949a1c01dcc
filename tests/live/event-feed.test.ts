import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openSharedLine } from '../../src/cache/shared-line.ts';
import { eventId, type NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { EventFeed } from '../../src/live/event-feed.ts';
import { openEventNotices } from '../../src/live/event-notices.ts';
import { redisIsThere, startRedis } from '../support/redis.ts';
import { HOUR, NOON, sampleEvent } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';
import { until } from '../support/until.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());
beforeEach(async () => {
  await kept.db.collection('events').deleteMany({});
});

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);
const append = (from: number, to: number): Promise<NewsroomEvent[]> =>
  kept.store.events.append(range(from, to).map((version) => sampleEvent(version)));
const ids = (from: number, to: number): string[] => range(from, to).map(eventId);

const feedOf = (hears = true): EventFeed =>
  new EventFeed({ log: kept.store.events, hears: () => hears, onError: () => {} });
/** Follows into a list until the signal says stop. */
const gather = (feed: EventFeed, place: string, signal: AbortSignal) => {
  const heard: string[] = [];
  const ended = (async () => {
    for await (const { id } of feed.follow(place, signal)) heard.push(id);
  })();
  return { heard, ended };
};

describe('the feed of events', () => {
  it('gives every event after a place, once and in order, over pages and into what is yet to come', async () => {
    await append(1, 450);
    const feed = feedOf();
    const stop = new AbortController();
    const whole = gather(feed, eventId(0), stop.signal);
    const late = gather(feed, await feed.place(null), stop.signal);
    await until(() => whole.heard.length === 450);
    for (const n of range(451, 470)) {
      await append(n, n);
      feed.notice();
    }
    await until(() => whole.heard.length === 470 && late.heard.length === 20);
    stop.abort();
    await Promise.all([whole.ended, late.ended]);
    expect(whole.heard).toEqual(ids(1, 470));
    expect(late.heard).toEqual(ids(451, 470));
  });

  it('holds nobody up for one who takes their time, and keeps nothing for them', async () => {
    const feed = feedOf();
    const stop = new AbortController();
    const slow = feed.follow(eventId(0), stop.signal);
    const quick = gather(feed, eventId(0), stop.signal);
    const first = slow.next();
    for (const n of range(1, 30)) await append(n * 100 - 99, n * 100).then(() => feed.notice());
    await until(() => quick.heard.length === 3_000);
    const taken = [(await first).value?.id];
    for (const _ of range(2, 3_000)) taken.push((await slow.next()).value?.id);
    stop.abort();
    await quick.ended;
    expect(taken).toEqual(ids(1, 3_000));
  });

  it('says so where the log does not have what followed: too old, not yet there, or no id at all', async () => {
    await append(1, 4);
    await kept.store.events.append([sampleEvent(5, NOON + HOUR), sampleEvent(6, NOON + HOUR)]);
    const feed = feedOf();
    const behind = feed.follow(eventId(2), new AbortController().signal);
    await kept.store.events.forget(new Date(NOON + 1));
    expect(await feed.place(eventId(4))).toBe(eventId(4));
    expect(await feed.place(eventId(6))).toBe(eventId(6));
    await expect(feed.place(eventId(3))).rejects.toMatchObject({ code: 'EVENTS_FORGOTTEN' });
    await expect(feed.place(eventId(7))).rejects.toMatchObject({ code: 'EVENTS_FORGOTTEN' });
    await expect(feed.place('yesterday')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(behind.next()).rejects.toMatchObject({ code: 'EVENTS_FORGOTTEN' });
  });

  it('reads nothing while nobody follows', async () => {
    const feed = feedOf(false);
    const stop = new AbortController();
    const follower = gather(feed, await feed.place(null), stop.signal);
    await append(1, 1);
    await until(() => follower.heard.length === 1);
    stop.abort();
    await follower.ended;
    const sent = await kept.sentBy(() => new Promise((resolve) => setTimeout(resolve, 600)));
    expect(sent).toEqual([]);
  });
});

(redisIsThere ? describe : describe.skip)('notices between instances', () => {
  it('rouse a feed at once; without Redis it looks by itself; and it hears again when Redis is back', async () => {
    const redis = await startRedis();
    const options = { redisUrl: redis.url, prefix: 'news', onError: () => {} };
    const line = openSharedLine({ ...options, answerMs: 500 });
    const feed: EventFeed = new EventFeed({
      log: kept.store.events,
      hears: () => notices.listening,
      onError: () => {},
    });
    let told = 0;
    const notices = openEventNotices({
      ...options,
      line,
      onNotice: () => {
        told += 1;
        feed.notice();
      },
    });
    const stop = new AbortController();
    try {
      await until(() => notices.listening && line.asker.answers);
      const follower = gather(feed, await feed.place(null), stop.signal);
      const before = told;
      await append(1, 1);
      notices.tell(eventId(1));
      await until(() => told > before && follower.heard.length === 1);
      await redis.kill();
      await until(() => !notices.listening);
      await append(2, 2);
      await until(() => follower.heard.length === 2);
      await redis.start();
      await until(() => notices.listening && line.asker.answers);
      const since = told;
      await append(3, 3);
      notices.tell(eventId(3));
      await until(() => told > since && follower.heard.length === 3);
      stop.abort();
      await follower.ended;
      expect(follower.heard).toEqual(ids(1, 3));
    } finally {
      stop.abort();
      notices.close();
      line.close();
      await redis.stop();
    }
  });
});
