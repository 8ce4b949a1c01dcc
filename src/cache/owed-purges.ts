import { EVERYTHING } from './everything.ts';

/** Purges that Redis couldn't be told of. Beyond this many tags it is told to forget everything. */
const MAX_TAGS = 10_000;

/** Tags that were purged here and that Redis has yet to be told of. What is purged again while it is being told of stays owed: the first telling may have been done before. */
export class OwedPurges {
  readonly #tags = new Map<string, number>();
  #count = 0;
  #paying: Promise<boolean> | null = null;

  get any(): boolean {
    return this.#tags.size > 0;
  }

  add(tags: readonly string[]): void {
    this.#count += 1;
    for (const tag of tags) this.#tags.set(tag, this.#count);
    if (this.#tags.size <= MAX_TAGS) return;
    this.#tags.clear();
    this.#tags.set(EVERYTHING, this.#count);
  }

  /** Has all of it told, and forgets what was. Those who ask meanwhile wait for that telling, and then for one of what came since. */
  async pay(tell: (tags: readonly string[]) => Promise<boolean>): Promise<boolean> {
    while (this.#paying !== null) await this.#paying;
    if (!this.any) return true;
    const owed = new Map(this.#tags);
    this.#paying = tell([...owed.keys()])
      .then((told) => {
        if (told) for (const [tag, at] of owed) if (this.#tags.get(tag) === at) this.#tags.delete(tag);
        return told;
      })
      .finally(() => {
        this.#paying = null;
      });
    return await this.#paying;
  }
}
