import type { RedisClient } from './redis-client.ts';

export interface HeardPurge {
  readonly number: number;
  /** The number before it: where it isn't the last one heard, one was missed. */
  readonly last: number;
  readonly tags: readonly string[];
}

export interface PurgeChannelOptions {
  /** A client of its own: one that listens can't ask. */
  readonly redis: RedisClient;
  readonly prefix: string;
  readonly onPurge: (purge: HeardPurge) => void;
  /** Called when purges may have been missed: what isn't known to be current must be forgotten. */
  readonly onLost: () => void;
}

/** How often the line is tried: a line that is dead without saying so is found out in two of these. */
const PING_MS = 1_000;

/** Listens for purges of every instance, and knows whether it does. */
export class PurgeChannel {
  readonly #options: PurgeChannelOptions;
  readonly #channel: string;
  readonly #ping: NodeJS.Timeout;
  #listening = false;
  #heard: number | null = null;

  constructor(options: PurgeChannelOptions) {
    this.#options = options;
    this.#channel = `${options.prefix}:purges`;
    const { redis } = options;
    redis.on('message', (channel: string, message: string) => {
      if (channel === this.#channel) this.#hear(message);
    });
    redis.on('ready', () => void this.#listen());
    redis.on('close', () => this.#lose());
    redis.on('end', () => this.#lose());
    this.#ping = setInterval(() => void this.#try(), PING_MS);
    this.#ping.unref();
    if (redis.status === 'ready') void this.#listen();
  }

  /** Whether purges are being heard. */
  get listening(): boolean {
    return this.#listening;
  }

  close(): void {
    clearInterval(this.#ping);
    this.#listening = false;
  }

  async #listen(): Promise<void> {
    try {
      await this.#options.redis.subscribe(this.#channel);
      this.#heard = null;
      // What was kept while nobody listened may have been purged.
      this.#options.onLost();
      this.#listening = true;
    } catch {
      this.#lose();
    }
  }

  #lose(): void {
    if (!this.#listening) return;
    this.#listening = false;
    this.#options.onLost();
  }

  #hear(message: string): void {
    const purge = parsePurge(message);
    if (purge === null || (this.#heard !== null && purge.number <= this.#heard)) return;
    if (this.#heard !== null && purge.last !== this.#heard) this.#options.onLost();
    this.#heard = purge.number;
    this.#options.onPurge(purge);
  }

  async #try(): Promise<void> {
    const { redis } = this.#options;
    if (!this.#listening) {
      if (redis.status === 'ready') await this.#listen();
      return;
    }
    try {
      await redis.ping();
    } catch {
      this.#lose();
      if ('stream' in redis) redis.disconnect(true);
    }
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
  const { number, last, tags } = parsed as Record<string, unknown>;
  const numbers = [Number(number), Number(last)] as const;
  if (!numbers.every(Number.isSafeInteger) || !Array.isArray(tags)) return null;
  if (!tags.every((tag): tag is string => typeof tag === 'string')) return null;
  return { number: numbers[0], last: numbers[1], tags };
};
