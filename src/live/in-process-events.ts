import type { EventListener, NewsroomEvents } from './newsroom-events.ts';

export interface InProcessEvents extends NewsroomEvents {
  /** Hears every event of this instance from now on, until the function given back is called. */
  subscribe(listener: EventListener): () => void;
}

/** Events told within this process. A listener that fails is told to `onError`, and keeps nothing from the others. */
export const createInProcessEvents = (onError: (error: unknown) => void): InProcessEvents => {
  const listeners = new Set<EventListener>();
  return {
    async publish(event) {
      await Promise.all(
        [...listeners].map(async (listener) => {
          try {
            await listener(event);
          } catch (error) {
            onError(error);
          }
        }),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};
