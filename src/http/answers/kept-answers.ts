import { LRUCache } from 'lru-cache';
import type { Cache, Kept, Reading, Seen, Tier, Witness } from '../../cache/cache.ts';
import { EVERYTHING } from '../../cache/everything.ts';
import { steadyNow } from '../../cache/steady-clock.ts';
import type { Clock } from '../../content/clock.ts';
import { GatewayError } from '../../content/errors.ts';
import type { ViewerTier } from '../../content/viewer.ts';
import type { KeyedRequest } from '../../graphql/answer-keys.ts';
import type { GraphQLAnswer } from '../../graphql/graphql-request.ts';
import type { RequestSignals } from '../request-signal.ts';
import { cacheControl } from './answer-life.ts';
import { AnswerWitness } from './answer-witness.ts';
import { RawRequests } from './raw-requests.ts';
import { type KeptAnswer, ReadyAnswer } from './ready-answer.ts';
import { surrogateHeader } from './surrogate-header.ts';

/** An answer from what is kept. */
export interface Hit {
  readonly ready: ReadyAnswer;
  readonly keyed: KeyedRequest;
  readonly seen: Seen;
  readonly ageSeconds: number;
  /** Where it was; `FILL` for one that was made just now. */
  readonly tier: Tier;
  /** Kept past its time because a new one couldn't be made. */
  readonly stale: boolean;
}

interface Given {
  readonly seen: Seen;
  readonly tier: Tier;
  readonly stale: boolean;
}

/** Makes an answer, reading records as `reading` says, and tells of the stories in it that are read. `signal` ends it. */
export type MakeAnswer = (
  reading: Reading,
  signal: AbortSignal,
  onStory: (articleId: string) => void,
) => Promise<GraphQLAnswer>;
type Abort = (reason: GatewayError) => void;

/** What came of a request for an answer: one that is kept, or one that was made for this request alone. */
export type Outcome =
  | { readonly kind: 'HIT'; readonly hit: Hit }
  | { readonly kind: 'MADE'; readonly answer: GraphQLAnswer; readonly stale: boolean }
  /** Somebody else's making came to nothing that could be shared. */
  | { readonly kind: 'NONE' };

export interface KeptAnswersOptions {
  readonly cache: Cache;
  readonly clock: Clock;
  /** How long what answers are made of counts as new. */
  readonly freshMs: number;
  /** Memory for the bytes of requests. */
  readonly rawBytes: number;
  readonly vary: string;
}

/** What makes an answer no good for others: thrown out of the cache's reading, so that it falls back on what it has. */
class NotShared extends Error {
  override readonly name = 'NotShared';
  readonly answer: GraphQLAnswer;
  readonly stale: boolean;

  constructor(answer: GraphQLAnswer, stale: boolean) {
    super('This answer is for one request alone.');
    this.answer = answer;
    this.stale = stale;
  }
}

/** Not all that an answer takes is in memory. */
class NotAtHand extends Error {
  override readonly name = 'NotAtHand';
}

/** So many answers that were given once are ready for those who waited with the first, who come at once. More would be made ready for nobody, and be old when they are let go of. */
const RECENT = 16;

const hasErrors = ({ body }: GraphQLAnswer): boolean => !body.startsWith('{"data":');

/** Whole responses, kept for each access tier under the surrogate tags of what they were made of. */
export class KeptAnswers {
  readonly #options: KeptAnswersOptions;
  #raw: RawRequests;
  /** What is ready of an answer that was given again lives as long as that does: it weighs several times what the answer does. */
  readonly #ready = new WeakMap<KeptAnswer, ReadyAnswer>();
  readonly #recent = new LRUCache<KeptAnswer, ReadyAnswer>({ max: RECENT });

  constructor(options: KeptAnswersOptions) {
    this.#options = options;
    this.#raw = new RawRequests(options.rawBytes);
  }

  get extent(): RawRequests['extent'] {
    return this.#raw.extent;
  }

  /** Has every request understood anew: the schema that those seen before were understood by is served no more. */
  forgetRequests(): void {
    this.#raw = new RawRequests(this.#options.rawBytes);
  }

  /** The answer to a request whose very bytes were seen before, without a promise. */
  already(raw: string, tier: ViewerTier): Hit | null {
    const keyed = this.#raw.get(raw);
    if (keyed === undefined) return null;
    const seen = this.#options.cache.look<KeptAnswer>(keyed.key, { freshMs: keyed.maxAge * 1_000 });
    return seen?.value == null
      ? null
      : this.#hit(seen.value, { seen, tier: 'MEMORY', stale: false }, keyed, tier);
  }

  /**
   * The answer under a key: kept, or made once for all who ask meanwhile, here and on other instances. Past its time one reader has it made anew and the others get the old one;
   * while it can't be made anew, the old one is given as stale.
   */
  async answer(
    raw: string,
    keyed: KeyedRequest,
    tier: ViewerTier,
    signals: RequestSignals,
    make: MakeAnswer,
  ): Promise<Outcome> {
    const own: { given: Given | null; refusal: NotShared | null } = {
      given: null,
      refusal: null,
    };
    // Those that are known now: what is understood by a schema that is replaced meanwhile isn't among the next ones.
    const known = this.#raw;
    const witness: Witness = {
      saw: (_key, tier, seen, stale) => {
        own.given = { seen, tier, stale };
      },
    };
    const making = async (
      renew: boolean,
      onMissing?: (abort: Abort) => void,
    ): Promise<ReadonlyMap<string, Kept>> => {
      try {
        return await this.#made(keyed, signals, make, renew, onMissing);
      } catch (error) {
        if (error instanceof NotShared && !renew) own.refusal = error;
        throw error;
      }
    };
    const atHand = async (): Promise<ReadonlyMap<string, Kept> | null> => {
      let missed = false;
      const onMissing = (abort: Abort): never => {
        missed = true;
        // What is being made is no good any more: its errors are nobody's.
        abort(new GatewayError('GATEWAY_TIMEOUT'));
        throw new NotAtHand();
      };
      try {
        const made = await making(false, onMissing);
        return missed ? null : made;
      } catch (error) {
        if (!missed) throw error;
        return null;
      }
    };
    try {
      const read = await this.#options.cache.read<KeptAnswer>(
        [keyed.key],
        (_, renewing) => making(renewing),
        { witness, freshMs: keyed.maxAge * 1_000, atHand },
      );
      const value = read.get(keyed.key);
      const { given } = own;
      if (value == null || given === null) return { kind: 'NONE' };
      // The bytes of most requests never come again: they are worth remembering once an answer is given again.
      if (given.tier !== 'FILL') known.set(raw, keyed);
      return { kind: 'HIT', hit: this.#hit(value, given, keyed, tier) };
    } catch (error) {
      if (!(error instanceof NotShared)) throw error;
      return error === own.refusal
        ? { kind: 'MADE', answer: error.answer, stale: error.stale }
        : { kind: 'NONE' };
    }
  }

  /** Makes an answer for all who want it. Throws `NotShared` with one that is no good for others. */
  async #made(
    { key, details, maxAge }: KeyedRequest,
    signals: RequestSignals,
    make: MakeAnswer,
    renew: boolean,
    onMissing?: (abort: Abort) => void,
  ): Promise<ReadonlyMap<string, Kept>> {
    const witness = new AnswerWitness(details);
    const life = signals.beginShared();
    try {
      const reading = {
        witness,
        renew,
        ...(onMissing !== undefined && { onMissing: () => onMissing((reason) => life.abort(reason)) }),
      };
      const answer = await make(reading, life.signal, (id) => void witness.stories.add(id));
      if (hasErrors(answer) || witness.stale) throw new NotShared(answer, witness.stale);
      const headers = [...answer.headers].filter(([name]) => !/^content-(type|length)$/.test(name));
      const { tags, told, until } = witness;
      // An answer is no younger than what it is made of. But where that counts as new for longer than the answer, it is older by no more than the difference: else what is just made were old.
      const longer = Math.max(0, this.#options.freshMs - maxAge * 1_000);
      const madeOf = Math.min(steadyNow(), witness.madeOf + longer);
      const value: KeptAnswer = {
        status: answer.status,
        headers,
        body: Buffer.from(answer.body),
        stories: [...witness.stories],
        told: tags.size === told.size && [...told].every((tag) => tags.has(tag)) ? null : [...told],
      };
      tags.delete(EVERYTHING);
      return new Map([[key, { value, tags: [...tags], until, madeOf }]]);
    } finally {
      life.end();
    }
  }

  #hit(value: KeptAnswer, { seen, tier: from, stale }: Given, keyed: KeyedRequest, tier: ViewerTier): Hit {
    const ageMs = Math.max(0, steadyNow() - seen.storedAt);
    const ready = this.#ready.get(value) ?? this.#makeReady(value, seen, keyed, tier, ageMs);
    return { ready, keyed, seen, ageSeconds: Math.floor(ageMs / 1_000), tier: from, stale };
  }

  #makeReady(
    value: KeptAnswer,
    seen: Seen,
    keyed: KeyedRequest,
    tier: ViewerTier,
    ageMs: number,
  ): ReadyAnswer {
    const recent = this.#recent.get(value);
    if (recent !== undefined) {
      this.#ready.set(value, recent);
      this.#recent.delete(value);
      return recent;
    }
    const { clock, vary } = this.#options;
    const { keys, whole } = surrogateHeader(value.told ?? seen.tags);
    const untilMs = seen.until === null ? null : seen.until - clock() + ageMs;
    const life = { tier, status: value.status, maxAge: keyed.maxAge, untilMs, tagged: whole };
    const ready = new ReadyAnswer(value, { cacheControl: cacheControl(life), keys, vary });
    this.#recent.set(value, ready);
    return ready;
  }
}
