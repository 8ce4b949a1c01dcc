import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventId } from '../../src/content/newsroom-event.ts';
import { HOUR, NOON, sampleEvent } from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

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

describe('the log of events', () => {
  it('gives places from 1 on, in the order of the asking, and what follows one', async () => {
    const { events } = kept.store;
    expect(await events.last()).toBeNull();
    const [one, two] = await events.append([sampleEvent(1), sampleEvent(2)]);
    const [three] = await events.append([sampleEvent(3)]);
    expect([one, two, three].map((event) => event?.id)).toEqual([1, 2, 3].map(eventId));
    expect(await events.after(eventId(1), 10)).toEqual([two, three]);
    expect(await events.after('', 1)).toEqual([one]);
    expect(await events.last()).toBe(eventId(3));
  });

  it('has one of a write, however often it is put there', async () => {
    const { events } = kept.store;
    const first = await events.append([sampleEvent(1), sampleEvent(2)]);
    const again = await events.append([sampleEvent(3), sampleEvent(2), sampleEvent(1)]);
    expect(again.map(({ id, version }) => [id, version])).toEqual([
      [eventId(3), 3],
      [eventId(2), 2],
      [eventId(1), 1],
    ]);
    expect(await events.after('', 10)).toEqual([...first, again[0]]);
  });

  it('has no gap and no repeat when many write at once', async () => {
    const { events } = kept.store;
    const told = await Promise.all(
      range(1, 20).map((n) => events.append([sampleEvent(n), sampleEvent(n % 7 === 0 ? n - 1 : n)])),
    );
    const log = await events.after('', 1_000);
    expect(log.map(({ id }) => id)).toEqual(range(1, 20).map(eventId));
    expect(log.map(({ version }) => version).sort((left, right) => left - right)).toEqual(range(1, 20));
    for (const event of told.flat()) expect(log).toContainEqual(event);
  });

  it('forgets what is old, and goes on counting where it was', async () => {
    const { events } = kept.store;
    await events.append([sampleEvent(1), sampleEvent(2), sampleEvent(3, NOON + HOUR)]);
    await events.forget(new Date(NOON + 1));
    expect((await events.after('', 10)).map(({ id }) => id)).toEqual([eventId(3)]);
    await events.forget(new Date(NOON + 2 * HOUR));
    expect((await events.append([sampleEvent(4)])).map(({ id }) => id)).toEqual([eventId(4)]);
  });

  it('says what was told last of one subject, and up to which version', async () => {
    const { events } = kept.store;
    await events.append([sampleEvent(9), sampleEvent(10), { ...sampleEvent(2), kind: 'LIVE_CLOSED' }]);
    await events.append([{ ...sampleEvent(11), subjectId: `${sampleEvent(1).subjectId}0` }]);
    expect(await events.lastOf(sampleEvent(1).subjectId)).toEqual({ kind: 'LIVE_CLOSED', version: 10 });
    expect(await events.lastOf('tag_nobody')).toBeNull();
  });
});
