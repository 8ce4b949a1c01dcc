import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openPlace, sealPlace } from '../../src/content/event-place.ts';
import { eventId } from '../../src/content/newsroom-event.ts';

describe('the place of an event, sealed', () => {
  const key = randomBytes(32);

  it.each([0, 1, 2, 1_000_000, 2 ** 47])('gives place %d back, and says nothing of it', (place) => {
    const id = eventId(place);
    const [own, first, second] = [false, true, true].map((salted) => sealPlace(key, id, { salted }));
    expect([own, first, second].map((sealed) => openPlace(key, sealed ?? ''))).toEqual([id, id, id]);
    expect(new Set([own, first, second]).size).toBe(3);
    expect(own).toBe(sealPlace(key, id, { salted: false }));
    expect(own).toMatch(/^[\w-]{22}$/);
    expect(own?.slice(0, 4)).not.toBe(sealPlace(key, eventId(place + 1), { salted: false }).slice(0, 4));
  });

  it('is known when it is forged, cut, or of another key', () => {
    const sealed = sealPlace(key, eventId(7), { salted: false });
    expect(openPlace(randomBytes(32), sealed)).toBeNull();
    for (const forged of [
      '',
      eventId(7),
      sealed.slice(1),
      `${sealed}A`,
      'A'.repeat(22),
      `${sealed.slice(0, 21)}!`,
    ])
      expect([forged, openPlace(key, forged)]).toEqual([forged, null]);
  });
});
