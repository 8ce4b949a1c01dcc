import type { RedisClient } from './redis-client.ts';

export interface HeardPurge {
  /** Which instance purged. */
  readonly by: string;
  readonly number: number;
  /** The number before it: where it isn't the last one heard, one was missed. */
  readonly last: number;
  readonly tags: readonly string[];
}

export interface PurgeChannelOptions {
  /** A client of its own: one that listens can't ask. */
  readonly redis: RedisClient;
  readonly prefix: string;
  /** This instance, among others. */
  readonly name: string;
  /** Has the sequence's last number said on this channel, behind every purge that was told before. */
  readonly beat: (channel: string) => Promise<boolean>;
  readonly onPurge: (purge: HeardPurge) => void;
  /** Called when purges may have been missed: what isn't known to be current must be forgotten. */
  readonly onLost: () => void;
}

const BEAT_MS = 500;
/** Without hearing its own beat for this long, an instance takes itself for deaf. */
const DEAF_MS = 1_800;
/** And a line that has been deaf for this long is opened anew. */
const REOPEN_MS = 3_000;

/**
 * Listens for purges of every instance, and knows whether it does: twice a second each instance has the sequence's number said to itself, over the same line and behind the purges.
 * So a line that is dead without saying so, one that was silently replaced, and a message that was lost are all found out, whatever kind of Redis it is.
 */
export class PurgeChannel {
  readonly #options: PurgeChannelOptions;
  readonly #purges: string;
  readonly #beats: string;
  readonly #timer: NodeJS.Timeout;
  #listening = false;
  #subscribing = false;
  #closed = false;
  /** It was lost for want of its own beat, and isn't believed again before that can be said. */
  #deaf = false;
  /** The last number that was heard of; `null` before the first. */
  #heard: number | null = null;
  #heardAt = performance.now();
  #reopenedAt = performance.now();

  constructor(options: PurgeChannelOptions) {
    this.#options = options;
    this.#purges = `${options.prefix}:purges`;
    this.#beats = `${options.prefix}:beat:${options.name}`;
    const { redis } = options;
    redis.on('message', (channel: string, message: string) => {
      if (channel === this.#purges) this.#hear(message);
      else if (channel === this.#beats) this.#feel(message);
    });
    redis.on('ready', () => void this.#listen());
    redis.on('close', () => this.#lose());
    redis.on('end', () => this.#lose());
    this.#timer = setInterval(() => void this.#check(), BEAT_MS);
    this.#timer.unref();
    if (redis.status === 'ready') void this.#listen();
  }

  /** The number up to which every purge has been heard; `null` while that can't be said. */
  get heard(): number | null {
    return this.#listening ? this.#heard : null;
  }

  /** Whether purges are being heard. */
  get listening(): boolean {
    return this.#listening;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#listening = false;
  }

  async #listen(): Promise<void> {
    if (this.#subscribing || this.#closed) return;
    this.#subscribing = true;
    try {
      await this.#options.redis.subscribe(this.#purges, this.#beats);
      if (this.#closed || (this.#deaf && !(await this.#options.beat(this.#beats)))) return;
      this.#deaf = false;
      this.#heard = null;
      this.#heardAt = performance.now();
      // What was kept while nobody listened may have been purged.
      this.#options.onLost();
      this.#listening = true;
      await this.#options.beat(this.#beats);
    } catch {
      this.#lose();
    } finally {
      this.#subscribing = false;
    }
  }

  #lose(): void {
    if (!this.#listening) return;
    this.#listening = false;
    this.#options.onLost();
  }

  /** A purge is taken in whatever its number: once too often does no harm. A number that doesn't follow the last one says that something was missed. */
  #hear(message: string): void {
    const purge = parsePurge(message);
    if (purge === null) return;
    this.#heardAt = performance.now();
    const repeated = purge.number === this.#heard;
    if (this.#heard !== null && !repeated && purge.last !== this.#heard) this.#options.onLost();
    this.#heard = purge.number;
    this.#options.onPurge(purge);
  }

  #feel(message: string): void {
    const number = Number(message);
    if (!Number.isSafeInteger(number)) return;
    this.#heardAt = performance.now();
    if (this.#heard !== null && this.#heard !== number) this.#options.onLost();
    this.#heard = number;
  }

  async #check(): Promise<void> {
    const { redis, beat } = this.#options;
    if (!this.#listening) {
      if (redis.status === 'ready') await this.#listen();
      else this.#reopen();
      return;
    }
    if (performance.now() - this.#heardAt > DEAF_MS) {
      this.#deaf = true;
      this.#lose();
      this.#reopen();
      return;
    }
    await beat(this.#beats);
  }

  /** Opens the line anew if it isn't doing so by itself. */
  #reopen(): void {
    const now = performance.now();
    if (now - this.#heardAt < REOPEN_MS || now - this.#reopenedAt < REOPEN_MS || this.#closed) return;
    this.#reopenedAt = now;
    const { redis } = this.#options;
    if ('nodes' in redis) {
      redis.disconnect();
      redis.connect().catch(() => {}); // It is tried again in a while.
    } else redis.disconnect(true);
  }
}

/** A message of ours, or `null` for anybody else's. */
const parsePurge = (message: string): HeardPurge | null => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { by, number, last, tags } = parsed as Record<string, unknown>;
  const numbers = [Number(number), Number(last)] as const;
  if (typeof by !== 'string' || !numbers.every(Number.isSafeInteger) || !Array.isArray(tags)) return null;
  if (!tags.every((tag): tag is string => typeof tag === 'string')) return null;
  return { by, number: numbers[0], last: numbers[1], tags };
};
