/** The share that one more outcome has in what is expected. */
const WEIGHT = 1 / 8;
/** Where it doesn't pay, one in so many is tried all the same: things change. */
const SAMPLE = 16;

/** Whether an attempt that may come to nothing is worth its while, by how the last ones went. */
export class Odds {
  #share = 1;
  #left = 0;

  get worthTrying(): boolean {
    if (this.#share >= 0.5) return true;
    this.#left = (this.#left + 1) % SAMPLE;
    return this.#left === 0;
  }

  count(succeeded: boolean): void {
    this.#share += ((succeeded ? 1 : 0) - this.#share) * WEIGHT;
  }
}
