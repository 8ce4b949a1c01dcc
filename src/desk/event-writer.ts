import type { EventDraft, NewsroomEvent } from '../content/newsroom-event.ts';
import type { NewsroomEvents } from '../live/newsroom-events.ts';
import type { EventStore } from '../store/store.ts';

export interface EventWriter {
  /** Puts an event into the log and tells it. Resolves when both is done. */
  write(draft: EventDraft): Promise<NewsroomEvent>;
}

interface Waiting {
  readonly draft: EventDraft;
  readonly done: (event: NewsroomEvent) => void;
  readonly failed: (error: unknown) => void;
}

/** One writer an instance: what comes while a batch is under way goes with the next one, so that an instance has no rival but other instances, and tells in the log's order. */
export const createEventWriter = (log: Pick<EventStore, 'append'>, events: NewsroomEvents): EventWriter => {
  let waiting: Waiting[] = [];
  let writing = false;

  const drain = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const placed = await log.append(batch.map(({ draft }) => draft));
        const order = placed
          .map((event, at) => ({ event, at }))
          .sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
        for (const { event, at } of order) {
          await events.publish(event);
          batch[at]?.done(event);
        }
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  };

  return {
    write: (draft) =>
      new Promise((done, failed) => {
        waiting.push({ draft, done, failed });
        if (!writing) void drain();
      }),
  };
};
