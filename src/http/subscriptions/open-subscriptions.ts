import type { Clock } from '../../content/clock.ts';
import { GatewayError } from '../../content/errors.ts';
import type { Viewer } from '../../content/viewer.ts';

/** The life of one subscription. */
export interface SubscriptionLife {
  /** Aborted when it is over; the reason is the `GatewayError` that the subscriber is to be told, or anything else where there is nobody to tell. */
  readonly signal: AbortSignal;
  end(reason: unknown): void;
}

export interface OpenSubscriptionsOptions {
  /** The most at once. */
  readonly maximum: number;
  readonly clock: Clock;
}

/** The longest that a timer can be set for. */
const MAX_TIMER_MS = 2_147_483_647;

const expired = (): GatewayError => new GatewayError('UNAUTHENTICATED', 'The token has expired.');

/** The subscriptions of this instance, whatever they came over: how many there may be, and when they have to end. */
export class OpenSubscriptions {
  readonly #options: OpenSubscriptionsOptions;
  readonly #lives = new Set<SubscriptionLife>();
  #stopping = false;

  constructor(options: OpenSubscriptionsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#lives.size;
  }

  /** Throws SUBSCRIPTIONS_LIMITED and SHUTTING_DOWN where there is no room for one more, and UNAUTHENTICATED for a viewer whose token has expired since. */
  begin({ expiresAt }: Viewer): SubscriptionLife {
    this.checkRoom(this.#lives.size);
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const life: SubscriptionLife = {
      signal: controller.signal,
      end: (reason) => {
        clearTimeout(timer);
        this.#lives.delete(life);
        if (!controller.signal.aborted) controller.abort(reason);
      },
    };
    const watch = (until: number): void => {
      const left = until - this.#options.clock();
      if (left <= 0) life.end(expired());
      else timer = setTimeout(() => watch(until), Math.min(left, MAX_TIMER_MS)).unref();
    };
    if (expiresAt !== undefined) watch(expiresAt);
    if (controller.signal.aborted) throw controller.signal.reason;
    this.#lives.add(life);
    return life;
  }

  /** Throws where `open` of whatever takes up a place are as many as there may be, or the instance is stopping. */
  checkRoom(open: number): void {
    if (this.#stopping) throw new GatewayError('SHUTTING_DOWN');
    if (open >= this.#options.maximum)
      throw new GatewayError(
        'SUBSCRIPTIONS_LIMITED',
        `This instance serves ${this.#options.maximum} at once.`,
        {
          more: { maximum: this.#options.maximum },
        },
      );
  }

  /** Takes no more, and ends those that there are. */
  stop(): void {
    this.#stopping = true;
    for (const life of [...this.#lives]) life.end(new GatewayError('SHUTTING_DOWN'));
  }
}
