import type { OnBatch, WatchedBatch } from '../../../loaders/watched-reads.ts';
import type { Reading, Seen, Tier, Witness } from '../../cache/cache.ts';
import { steadyNow } from '../../cache/steady-clock.ts';
import type { WatchedCommand, Watcher } from '../../observe/watching.ts';
import type { Hit } from '../answers/kept-answers.ts';

/** Entries that are told one by one, of each kind; more are only counted. */
const MAX_TOLD = 500;

const READ_FROM = { MEMORY: 'MEMORY', REDIS: 'REDIS', FILL: 'MONGODB' } as const satisfies Record<
  Tier,
  string
>;
const MADE_FROM = { MEMORY: 'MEMORY', REDIS: 'REDIS', FILL: 'MADE' } as const satisfies Record<Tier, string>;

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

interface Read {
  readonly key: string;
  readonly tier: Tier;
  readonly seen: Seen;
  readonly stale: boolean;
}

export interface InsideOptions {
  readonly requestId: string;
  /** The gateway's clock, by which entries end that are kept until a moment. */
  readonly clock: () => number;
  /** How long what is kept counts as new. */
  readonly freshMs: number;
}

/** What went on inside for one request, for a developer who asked to see it. */
export class Inside implements Witness, Watcher {
  readonly #options: InsideOptions;
  readonly #began = performance.now();
  #reads: Read[] = [];
  #batches: WatchedBatch[] = [];
  readonly #commands: WatchedCommand[] = [];
  #hit: Hit | null = null;

  constructor(options: InsideOptions) {
    this.#options = options;
  }

  saw(key: string, tier: Tier, seen: Seen, stale: boolean): void {
    this.#reads.push({ key, tier, seen, stale });
  }

  command(told: WatchedCommand): void {
    this.#commands.push(told);
  }

  readonly onBatch: OnBatch = (batch) => void this.#batches.push(batch);

  /** The same reading, seen from here. An answer that has to be begun again is told of from its last beginning on. */
  reading(reading: Reading): Reading {
    this.#reads = [];
    this.#batches = [];
    const { witness } = reading;
    if (witness === undefined) return { ...reading, witness: this };
    const both: Witness = {
      saw: (...seen) => {
        witness.saw(...seen);
        this.saw(...seen);
      },
    };
    return { ...reading, witness: both };
  }

  /** The answer came from what is kept, or is kept from now on. */
  answeredBy(hit: Hit): void {
    this.#hit = hit;
  }

  /** All of it, as `extensions.dateline` says it. */
  report(): Readonly<Record<string, unknown>> {
    const from = this.#began;
    const since = (startedAt: number): number => rounded(startedAt - from);
    return {
      requestId: this.#options.requestId,
      ms: rounded(performance.now() - from),
      answer: this.#answer(),
      reads: {
        memory: this.#reads.filter(({ tier }) => tier === 'MEMORY').length,
        redis: this.#reads.filter(({ tier }) => tier === 'REDIS').length,
        mongodb: this.#reads.filter(({ tier }) => tier === 'FILL').length,
        entries: this.#reads.slice(0, MAX_TOLD).map(({ key, tier, seen, stale }) => ({
          key,
          from: READ_FROM[tier],
          ...this.#lifeOf(seen),
          stale,
          tags: seen.tags,
        })),
      },
      batches: this.#batches.slice(0, MAX_TOLD).map(({ read, size, startedAt, ms }) => ({
        read,
        size,
        atMs: since(startedAt),
        ms: rounded(ms),
      })),
      commands: this.#commands.slice(0, MAX_TOLD).map(({ startedAt, ms, ...told }) => ({
        ...told,
        atMs: since(startedAt),
        ms: rounded(ms),
      })),
    };
  }

  #answer(): Readonly<Record<string, unknown>> {
    if (this.#hit === null) return { from: 'MADE', kept: false };
    const { seen, keyed, tier, stale } = this.#hit;
    const life = this.#lifeOf(seen, keyed.maxAge * 1_000);
    return { from: MADE_FROM[tier], kept: true, key: keyed.key, ...life, stale, tags: seen.tags };
  }

  /** How old an entry is, and how long it is as good as new, unless one of its tags is purged. */
  #lifeOf({ storedAt, until }: Seen, maxMs = Number.POSITIVE_INFINITY): { ageMs: number; goodForMs: number } {
    const { clock, freshMs } = this.#options;
    const age = Math.max(0, steadyNow() - storedAt);
    const left = Math.min(freshMs, maxMs) - age;
    const untilMoment = until === null ? Number.POSITIVE_INFINITY : until - clock();
    return { ageMs: Math.round(age), goodForMs: Math.max(0, Math.round(Math.min(left, untilMoment))) };
  }
}
