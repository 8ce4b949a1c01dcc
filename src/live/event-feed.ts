import { GatewayError } from '../content/errors.ts';
import { eventId, type NewsroomEvent, placeOfEvent } from '../content/newsroom-event.ts';
import type { EventStore } from '../store/store.ts';

export interface EventFeedOptions {
  readonly log: Pick<EventStore, 'after' | 'last'>;
  /** Whether other instances' notices are being heard; if not, the log is looked at often. */
  readonly hears: () => boolean;
  /** Called once with each event that is new here, and others that came with it, before anybody here is told of it. */
  readonly prepare?: (events: readonly NewsroomEvent[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Events of the log that are kept in memory for those who are up to date: whoever is further behind reads the log. */
const RECENT = 1_000;
const PAGE = 200;
/** How often the log is looked at while no notices can be heard, and to be sure while they can. */
const DEAF_MS = 250;
const SURE_MS = 2_000;

const placeAfter = (id: string): string => eventId((placeOfEvent(id) ?? 0) + 1);

const forgotten = (): GatewayError => new GatewayError('EVENTS_FORGOTTEN');

/**
 * The log of events as streams. However many follow, one reader of this instance looks at the log: when it is told that there is something new, and now and then anyway. Each follower
 * has a place of its own and asks for more when it has room, so a slow one holds nothing up and nothing is kept for it. The log's places have no gaps: a follower is given every event
 * after its place, in order and once, or an error. While nobody follows, nothing is read.
 */
export class EventFeed {
  readonly #options: EventFeedOptions;
  /** The newest events in order, without a gap, the last of which is `#tail`. */
  #recent: NewsroomEvent[] = [];
  /** The last event that followers may be given; `null` until the log has been looked at. */
  #tail: string | null = null;
  #followers = 0;
  #running = false;
  #noticed = false;
  #rouse: () => void = () => {};
  readonly #waiting = new Set<() => void>();

  constructor(options: EventFeedOptions) {
    this.#options = options;
  }

  /** Says that there may be something new in the log. */
  notice(): void {
    this.#noticed = true;
    this.#rouse();
  }

  /**
   * The place to follow from: right after this event, or, for `null`, after everything that there is now. Throws EVENTS_FORGOTTEN where the log doesn't have what
   * came after it, and BAD_USER_INPUT for what is no event's id.
   */
  async place(after: string | null): Promise<string> {
    const last = (await this.#options.log.last()) ?? eventId(0);
    if (after === null || after === last) return last;
    if (placeOfEvent(after) === null)
      throw new GatewayError('BAD_USER_INPUT', 'This is not the id of an event: it has 16 digits.');
    const [next] = after > last ? [] : await this.#options.log.after(after, 1);
    if (next?.id !== placeAfter(after)) throw forgotten();
    return after;
  }

  /** Every event after this place, those to come included, until `signal` is aborted. Throws EVENTS_FORGOTTEN. While the log can't be read it waits. */
  async *follow(place: string, signal: AbortSignal): AsyncGenerator<NewsroomEvent, void, void> {
    let at = place;
    this.#followers += 1;
    if (!this.#running) void this.#run();
    try {
      while (!signal.aborted) {
        for (const event of await this.#after(at, signal)) {
          if (event.id !== placeAfter(at)) throw forgotten();
          at = event.id;
          yield event;
          if (signal.aborted) return;
        }
      }
    } finally {
      this.#followers -= 1;
      if (this.#followers === 0) this.notice();
    }
  }

  /** Some of what follows; nothing after a wait for it. */
  async #after(at: string, signal: AbortSignal): Promise<readonly NewsroomEvent[]> {
    if (this.#tail === null || at >= this.#tail) {
      await this.#wait(signal);
      return [];
    }
    const [first] = this.#recent;
    if (first !== undefined && placeAfter(at) >= first.id) {
      const from = (placeOfEvent(placeAfter(at)) ?? 0) - (placeOfEvent(first.id) ?? 0);
      return this.#recent.slice(from, from + PAGE);
    }
    try {
      return await this.#options.log.after(at, PAGE);
    } catch (error) {
      this.#options.onError(error);
      await this.#wait(signal, DEAF_MS);
      return [];
    }
  }

  /** Until there is more, the signal is aborted or the time is over. */
  #wait(signal: AbortSignal, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => done(), ms);
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#followers > 0) {
      this.#noticed = false;
      try {
        if (await this.#read()) continue;
      } catch (error) {
        this.#options.onError(error);
      }
      if (!this.#noticed) await this.#rest();
    }
    this.#running = false;
    this.#tail = null;
    this.#recent = [];
  }

  /** Takes in what is new, and says whether there may be more. */
  async #read(): Promise<boolean> {
    const { log, prepare, onError } = this.#options;
    const tail = this.#tail;
    if (tail === null) {
      this.#tail = (await log.last()) ?? eventId(0);
      this.#wake();
      return true;
    }
    const events = await log.after(tail, PAGE);
    if (events.length > 0) await prepare?.(events).catch(onError);
    for (const event of events) {
      if (event.id !== placeAfter(this.#tail ?? '')) this.#recent = [];
      this.#recent.push(event);
      this.#tail = event.id;
    }
    if (events.length > 0) this.#wake();
    if (this.#recent.length > RECENT * 2) this.#recent = this.#recent.slice(-RECENT);
    return events.length === PAGE;
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.hears() ? SURE_MS : DEAF_MS);
      timer.unref();
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
