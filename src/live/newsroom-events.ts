import type { NewsroomEvent } from '../content/newsroom-event.ts';

/** Where events go once they are in the log. */
export interface NewsroomEvents {
  /**
   * Called with each event after it was stored and its tags were purged here: in the log's order within one instance, mostly once, and a second time only where a crash
   * came between the log and this call. Listeners tell repeats by `id`. Never rejects: who isn't reached now reads the log.
   */
  publish(event: NewsroomEvent): Promise<void>;
}

export type EventListener = (event: NewsroomEvent) => void | Promise<void>;
