import { OwedPurges } from './owed-purges.ts';
import type { RedisAsker } from './redis-asker.ts';
import { RedisReads } from './redis-reads.ts';
import { BEAT, FILL, PURGE, RELEASE } from './redis-scripts.ts';
import { steadyNow } from './steady-clock.ts';
import { packBytes, unpackBytes } from './value-bytes.ts';

/** Entries, and bytes of values, in one command: others want an answer too. */
const MAX_FILL = 200;
const MAX_FILL_BYTES = 1_000_000;
/** A tag outlasts what stands under it so many times: without its number, nothing under it is believed. */
const TAG_LIVES = 3;
/** How long entries wait for others to go with them, in milliseconds. */
const TOGETHER_MS = 10;
/** How often what is owed is tried again by itself. */
const TELL_MS = 250;

/** An entry of Redis, its age by Redis's clock. */
export interface Row {
  readonly value: unknown;
  readonly tags: readonly string[];
  readonly number: number;
  readonly ageMs: number;
  readonly until: number | null;
}

/** What Redis said of a key: an entry, that the asker is to fill it, or that somebody else is. */
export type Found = Row | 'MINE' | 'THEIRS';

/** An entry on its way to Redis. */
export interface Filling {
  /** The sequence's number under which its reading began. */
  readonly number: number;
  readonly key: string;
  readonly tags: readonly string[];
  readonly value: unknown;
  /** It is asked for again and again, and will be there for long. */
  readonly lasting: boolean;
  /** When it was read, by `steadyNow()`. */
  readonly storedAt: number;
  readonly lifeMs: number;
  readonly until: number | null;
}

/** An entry with the bytes of its value. */
interface Packed {
  readonly entry: Filling;
  readonly bytes: Buffer;
}

export interface RedisTierOptions {
  readonly asker: RedisAsker;
  /** This instance, among others. */
  readonly name: string;
  /** Entries of another version are misses. */
  readonly version: string;
  /** The longest that an entry may live. */
  readonly maxLifeMs: number;
  /** Told of the number that a purge of this instance's was given. */
  readonly onNumber: (tags: readonly string[], number: number) => void;
}

/** Entries in Redis, shared by instances. Each method answers within its time, and says "I don't know" rather than throw. */
export class RedisTier {
  readonly #options: RedisTierOptions;
  readonly #asker: RedisAsker;
  readonly #reads: RedisReads;
  readonly #owed = new OwedPurges();
  readonly #telling: NodeJS.Timeout;
  /** Entries that wait to be told, and the end of their waiting. */
  #waiting: Packed[] = [];
  #sending: NodeJS.Timeout | null = null;
  /** The highest number that Redis gave: the next must be above it, also after a failover that lost some. */
  #highest = 0;

  constructor(options: RedisTierOptions) {
    this.#options = options;
    this.#asker = options.asker;
    this.#reads = new RedisReads(options.asker);
    this.#telling = setInterval(() => void this.tell(), TELL_MS);
    this.#telling.unref();
  }

  /** Whether Redis answers and has been told everything. */
  get up(): boolean {
    return this.#asker.answers && !this.#owed.any;
  }

  /** The sequence's last number, and what there is for each key that is no older than `maxAgeMs`; `null` if Redis can't be asked. */
  async read(
    keys: readonly string[],
    maxAgeMs: number,
  ): Promise<{ number: number; found: readonly Found[] } | null> {
    if (this.#owed.any && !(await this.tell())) return null;
    const reply = await this.#reads.ask(keys, maxAgeMs);
    if (reply === null) return null;
    const { number, rows } = reply;
    this.#highest = Math.max(this.#highest, number);
    return { number, found: rows.map((row) => this.#foundIn(row)) };
  }

  #foundIn(row: unknown): Found {
    if (!Array.isArray(row)) return row === 1 ? 'MINE' : 'THEIRS';
    const [number, age, tags, bytes, until] = row as unknown[];
    const unpacked = Buffer.isBuffer(bytes) ? unpackBytes(bytes, this.#options.version) : undefined;
    // Bytes that can't be read are somebody's to write over, and the asker is as good as any.
    if (unpacked === undefined) return 'MINE';
    return {
      value: unpacked.value,
      tags: String(tags)
        .split('\n')
        .filter((tag) => tag !== ''),
      number: Number(String(number)),
      ageMs: Number(String(age)),
      until: until == null || String(until) === '' ? null : Number(String(until)),
    };
  }

  /** Keeps entries for others, soon, and with what else comes meanwhile. Nobody waits for it; what comes too late is refused by its number. */
  fill(entries: readonly Filling[]): void {
    const { version } = this.#options;
    for (const entry of entries)
      this.#waiting.push({ entry, bytes: packBytes(entry.value, version, entry.lasting) });
    this.#sending ??= setTimeout(() => void this.#send(), TOGETHER_MS);
  }

  async #send(): Promise<void> {
    if (this.#sending !== null) clearTimeout(this.#sending);
    this.#sending = null;
    const entries = this.#waiting;
    this.#waiting = [];
    // What is owed may be a purge of these: nobody need wait for what isn't told.
    if (this.#owed.any) return await this.release(entries.map(({ entry }) => entry.key));
    for (const some of portions(entries)) {
      const args: (string | number | Buffer)[] = [TAG_LIVES];
      const now = steadyNow();
      for (const { entry, bytes } of some) {
        const { number, key, tags, storedAt, lifeMs, until } = entry;
        const age = Math.max(0, Math.round(now - storedAt));
        // A tenth more or less, so that what is written together doesn't end together.
        const life = Math.round(lifeMs * (0.9 + Math.random() * 0.2));
        args.push(`${number} ${age} ${life} ${until ?? ''}`, key, tags.join('\n'), bytes);
      }
      await this.#asker.ask(FILL, args);
    }
  }

  /** Gives back the right to fill keys. */
  async release(keys: readonly string[]): Promise<void> {
    await this.#asker.ask(RELEASE, keys);
  }

  /** Tells Redis of a purge, and of those that it has missed. False: it couldn't be told, and will be. */
  async purge(tags: readonly string[]): Promise<boolean> {
    this.#owed.add(tags);
    return await this.tell();
  }

  /** Tells Redis what it is owed. Resolves to true when it is owed nothing of what it was when this was called. */
  async tell(): Promise<boolean> {
    return await this.#owed.pay(async (tags) => {
      const { name, maxLifeMs } = this.#options;
      const said = await this.#asker.ask(PURGE, [name, this.#highest + 1, maxLifeMs * TAG_LIVES, ...tags]);
      if (said === undefined) return false;
      const number = Number(String(said));
      this.#highest = Math.max(this.#highest, number);
      this.#options.onNumber(tags, number);
      return true;
    });
  }

  /** Has the sequence's last number said on a channel. False if Redis doesn't answer. */
  async beat(channel: string): Promise<boolean> {
    return (await this.#asker.ask(BEAT, [channel])) !== undefined;
  }

  /** A last try to tell what waits and what is owed. */
  async close(): Promise<void> {
    clearInterval(this.#telling);
    if (this.#waiting.length > 0) await this.#send();
    await this.tell();
  }
}

const portions = (entries: readonly Packed[]): Packed[][] => {
  const all: Packed[][] = [];
  let size = 0;
  for (const packed of entries) {
    const last = all.at(-1);
    size += packed.bytes.length;
    if (last === undefined || last.length >= MAX_FILL || size > MAX_FILL_BYTES) {
      all.push([packed]);
      size = packed.bytes.length;
    } else last.push(packed);
  }
  return all;
};
