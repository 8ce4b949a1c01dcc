import type { NewsroomEvent } from '../content/newsroom-event.ts';

/** Whether it is still tried, or was given up. What was delivered is not kept. */
export type DeliveryState = 'WAITING' | 'DEAD';

/** An event on its way to a webhook's target. */
export interface Delivery {
  /** `TARGET/EVENT`. */
  readonly _id: string;
  readonly target: string;
  readonly eventId: string;
  readonly kind: NewsroomEvent['kind'];
  readonly subjectId: string;
  /** What is sent, byte for byte the same each time. */
  readonly body: string;
  readonly state: DeliveryState;
  /** How often it has been sent, or was about to be. */
  readonly attempts: number;
  /** When it was put here. */
  readonly at: Date;
  /** Not before. */
  readonly dueAt: Date;
  /** Why the last try came to nothing. */
  readonly lastError: string | null;
}

export const deliveryId = (target: string, eventId: string): string => `${target}/${eventId}`;

/** Deliveries to webhooks' targets, kept until they are done. */
export interface DeliveryStore {
  /** The last event that was looked at for this target; `null` for a new one. */
  position(target: string): Promise<string | null>;
  /** Puts a delivery here unless it is, and then moves the target's position: a crash in between does it again. */
  queue(target: string, position: string, delivery: Delivery | null): Promise<void>;
  /** What may be sent now, the longest due first, up to this event. */
  due(target: string, upTo: string, now: Date, limit: number): Promise<Delivery[]>;
  /** The earliest that waits of what was said of the same thing before; `null` if this one is next. */
  earlier(delivery: Delivery): Promise<Delivery | null>;
  /** Counts a try that is about to be made; `false` if somebody else makes it. */
  claim(delivery: Delivery, until: Date): Promise<boolean>;
  done(id: string): Promise<void>;
  postpone(id: string, dueAt: Date, lastError: string | null): Promise<void>;
  bury(id: string, lastError: string): Promise<void>;
  /** How many there are of each target in each state. */
  counts(): Promise<
    readonly { readonly target: string; readonly state: DeliveryState; readonly count: number }[]
  >;
  /** Those in a state, the oldest first. */
  list(state: DeliveryState, limit: number): Promise<Delivery[]>;
  /** Has dead ones tried again, as if they were new; `null` for all of them. Answers how many there were. */
  retry(ids: readonly string[] | null, now: Date): Promise<number>;
  /** Forgets what was put here before. */
  forget(before: Date): Promise<void>;
}
