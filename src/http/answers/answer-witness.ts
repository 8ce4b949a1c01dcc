import type { Seen, Tier, Witness } from '../../cache/cache.ts';
import { steadyNow } from '../../cache/steady-clock.ts';
import { isDetailTag } from '../../content/surrogate-tags.ts';

/** Learns what an answer is made of while it is made: the surrogate tags, how old the oldest part is, and until when all of it stands. */
export class AnswerWitness implements Witness {
  readonly tags = new Set<string>();
  /** The tags that caches outside are told. */
  readonly told = new Set<string>();
  /** The stories, by their ids, that whoever gets the answer has read. */
  readonly stories = new Set<string>();
  readonly #details: boolean;
  #until: number | null = null;
  #madeOf = steadyNow();
  #stale = false;

  /** `details`: whether the answer shows what lists don't, and ends when that changes. */
  constructor(details: boolean) {
    this.#details = details;
  }

  saw(_key: string, _tier: Tier, { tags, told = tags, until, storedAt }: Seen, stale: boolean): void {
    for (const tag of tags) if (this.#details || !isDetailTag(tag)) this.tags.add(tag);
    for (const tag of told) if (this.#details || !isDetailTag(tag)) this.told.add(tag);
    if (until !== null && (this.#until === null || until < this.#until)) this.#until = until;
    if (storedAt < this.#madeOf) this.#madeOf = storedAt;
    if (stale) this.#stale = true;
  }

  /** A moment of the gateway's clock; `null` for none. */
  get until(): number | null {
    return this.#until;
  }

  /** By `steadyNow()`. */
  get madeOf(): number {
    return this.#madeOf;
  }

  /** Whether some of it was served because MongoDB didn't answer. */
  get stale(): boolean {
    return this.#stale;
  }
}
