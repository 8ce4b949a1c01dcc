import type { Clock } from '../content/clock.ts';
import { GatewayError } from '../content/errors.ts';
import type { NewsroomEvent } from '../content/newsroom-event.ts';
import { type Delivery, type DeliveryStore, deliveryId } from '../store/delivery-store.ts';
import type { EventFeed } from './event-feed.ts';
import { pauseUntil } from './pause-until.ts';
import { postWebhook } from './post-webhook.ts';
import type { WebhookTarget } from './webhook-config.ts';
import { type Subjects, webhookMessage } from './webhook-message.ts';
import { signedHeaders, webhookKeys } from './webhook-signature.ts';

export interface WebhookSenderOptions {
  readonly target: WebhookTarget;
  readonly feed: Pick<EventFeed, 'place' | 'follow'>;
  readonly deliveries: DeliveryStore;
  readonly subjects: Subjects;
  /** The newsroom's: what readers may see now. */
  readonly clock: Clock;
  /** The world's: when to try again, and what signatures are judged by. */
  readonly worldClock: Clock;
  readonly onFailure: (error: unknown) => void;
  /** Told when the target stops taking messages, with the reason, and when it takes them again (`null`). */
  readonly onState: (reason: string | null) => void;
  readonly onDead: (delivery: Delivery, reason: string) => void;
}

const BATCH = 100;
/** Stories that are told side by side; a target that fails is asked one thing at a time. */
const ABREAST = 8;
/** How often it is looked whether something is due: `dateline hooks retry` isn't heard otherwise. */
const LOOK_MS = 1_000;
const AGAIN_MS = 1_000;

/** A message that is refused as such says nothing of the target: others may be taken. */
const isOfTheMessage = (reason: string | null): boolean => reason !== null && /^HTTP 4(?!08|29)/.test(reason);

const byStory = (due: readonly Delivery[]): Delivery[][] => {
  const stories = new Map<string, Delivery[]>();
  for (const delivery of due) {
    const story = stories.get(delivery.subjectId);
    if (story === undefined) stories.set(delivery.subjectId, [delivery]);
    else story.push(delivery);
  }
  return [...stories.values()];
};

/**
 * Brings events to one target: puts each into the store as it comes out of the log, and sends what is there until it is taken. What one story has to say is said in order: a later event waits
 * for the earlier one, and other stories don't.
 */
export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #keys: readonly Buffer[];
  /** The last event that is in the store. */
  #position = '';
  #failing: string | null = null;
  #rouse = new AbortController();

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#keys = webhookKeys(options.target.secret);
  }

  /** Works until the signal is aborted; what is being sent then is sent to its end. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([
      this.#again(signal, () => this.#queue(signal)),
      this.#again(signal, () => this.#send(signal)),
    ]);
  }

  async #again(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        this.#options.onFailure(error);
        await pauseUntil(AGAIN_MS, signal);
      }
    }
  }

  async #queue(signal: AbortSignal): Promise<void> {
    const { feed, deliveries, target } = this.#options;
    const known = await deliveries.position(target.name);
    const place = await feed.place(known).catch(async (error: unknown) => {
      if (!(error instanceof GatewayError) || error.code !== 'EVENTS_FORGOTTEN') throw error;
      this.#options.onFailure(error);
      return await feed.place(null);
    });
    if (known !== place) await deliveries.queue(target.name, place, null);
    this.#position = place;
    for await (const event of feed.follow(place, signal)) {
      await deliveries.queue(target.name, event.id, await this.#deliveryOf(event));
      this.#position = event.id;
      this.#rouse.abort();
    }
  }

  async #deliveryOf(event: NewsroomEvent): Promise<Delivery | null> {
    const { target, subjects, clock, worldClock } = this.#options;
    const body = await webhookMessage(event, target, subjects, new Date(clock()));
    if (body === null) return null;
    const now = new Date(worldClock());
    return {
      _id: deliveryId(target.name, event.id),
      target: target.name,
      eventId: event.id,
      kind: event.kind,
      subjectId: event.subjectId,
      body,
      state: 'WAITING',
      attempts: 0,
      at: now,
      dueAt: now,
      lastError: null,
    };
  }

  async #send(signal: AbortSignal): Promise<void> {
    const { deliveries, target, worldClock } = this.#options;
    this.#rouse = new AbortController();
    const due = await deliveries.due(target.name, this.#position, new Date(worldClock()), BATCH);
    if (due.length === 0)
      return await pauseUntil(
        Math.min(LOOK_MS, target.retryMs),
        AbortSignal.any([signal, this.#rouse.signal]),
      );
    const stories = byStory(due);
    const work = async (): Promise<void> => {
      for (let story = stories.shift(); story !== undefined; story = stories.shift()) {
        for (const delivery of story) if (signal.aborted || !(await this.#deliver(delivery))) break;
      }
    };
    await Promise.all(Array.from({ length: this.#failing === null ? ABREAST : 1 }, work));
  }

  /** Whether it was taken, so that what follows it may be sent. */
  async #deliver(delivery: Delivery): Promise<boolean> {
    const { deliveries, target, worldClock } = this.#options;
    const { _id, eventId, body } = delivery;
    const before = await deliveries.earlier(delivery);
    if (before !== null) {
      await deliveries.postpone(_id, before.dueAt, null);
      return false;
    }
    // Should this process end here, it is tried again when it can't be under way any more.
    if (!(await deliveries.claim(delivery, new Date(worldClock() + target.timeoutMs + AGAIN_MS))))
      return false;
    const reason = await postWebhook({
      ...target,
      body,
      headers: signedHeaders(this.#keys, eventId, body, worldClock()),
    });
    if (reason === null) await deliveries.done(_id);
    else await this.#failed(delivery, reason);
    this.#note(reason);
    return reason === null;
  }

  async #failed(delivery: Delivery, reason: string): Promise<void> {
    const { deliveries, target, worldClock, onDead } = this.#options;
    const now = worldClock();
    if (now - delivery.at.getTime() >= target.giveUpHours * 3_600_000) {
      await deliveries.bury(delivery._id, reason);
      return onDead(delivery, reason);
    }
    const pause = Math.min(target.maxRetryMs, target.retryMs * 2 ** Math.min(delivery.attempts, 30));
    // From half of it to all of it: what failed together isn't tried again together.
    await deliveries.postpone(delivery._id, new Date(now + pause * (0.5 + Math.random() / 2)), reason);
  }

  #note(reason: string | null): void {
    if (isOfTheMessage(reason)) return;
    if ((reason === null) !== (this.#failing === null)) this.#options.onState(reason);
    this.#failing = reason;
  }
}
