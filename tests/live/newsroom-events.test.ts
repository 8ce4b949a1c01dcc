import { describe, expect, it } from '@jest/globals';
import { isEnumType } from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import {
  EVENT_KINDS,
  type EventDraft,
  eventId,
  keyOfEvent,
  type NewsroomEvent,
  placeOfEvent,
} from '../../src/content/newsroom-event.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { createInProcessEvents } from '../../src/live/in-process-events.ts';

const draft: EventDraft = {
  kind: 'ARTICLE_PUBLISHED',
  at: new Date(Date.UTC(2026, 2, 29, 12)),
  subjectId: 'art_1m8x2p9qk4t7w3ze',
  version: 3,
  otherId: null,
  actor: 'somebody',
  tags: ['article:art_1m8x2p9qk4t7w3ze'],
  visibleFrom: { before: null, after: new Date(Date.UTC(2026, 2, 29, 12)) },
};

describe('the id of an event', () => {
  it('sorts as text in the order of the log, and gives its place back', () => {
    const places = [1, 2, 9, 10, 99, 100, 12_345_678_901];
    const ids = places.map(eventId);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.map(placeOfEvent)).toEqual(places);
  });

  it.each(['', '1', '00000000000000x1', '99999999999999999', '9999999999999999'])('%j is none', (id) => {
    expect(placeOfEvent(id)).toBeNull();
  });

  it('follows from the write, once: the same version has one event, and an hour that comes has its own', () => {
    expect(keyOfEvent(draft)).toBe(keyOfEvent({ ...draft, actor: 'repair', at: new Date(0) }));
    expect(keyOfEvent(draft)).not.toBe(keyOfEvent({ ...draft, version: 4 }));
    const appeared = { ...draft, kind: 'ARTICLE_APPEARED' } as const;
    expect(keyOfEvent(appeared)).not.toBe(keyOfEvent(draft));
    expect(keyOfEvent(appeared)).not.toBe(keyOfEvent({ ...appeared, at: new Date(0) }));
  });
});

describe('the kinds of event', () => {
  it('are those of the schema', () => {
    const kinds = makeSchema(resolvers).getType('DeskEventKind');
    expect(isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : []).toEqual([...EVENT_KINDS]);
  });
});

describe('events within the process', () => {
  const event: NewsroomEvent = { ...draft, id: eventId(1) };

  it('reach every listener, also beside one that fails, until it leaves', async () => {
    const errors: unknown[] = [];
    const events = createInProcessEvents((error) => errors.push(error));
    const heard: string[] = [];
    events.subscribe(() => {
      throw new Error('deaf');
    });
    const leave = events.subscribe(async ({ id }) => void heard.push(id));
    await events.publish(event);
    leave();
    await events.publish({ ...event, id: eventId(2) });
    expect(heard).toEqual([eventId(1)]);
    expect(errors).toHaveLength(2);
  });
});
