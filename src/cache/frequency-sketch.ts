const ROWS = 4;
/** Wide enough, and counting far enough, that a crawler which walks 100,000 stories over and over doesn't drown what readers ask for: `tests/cache/crawler.test.ts`. */
const WIDTH = 1 << 18;
const MAX_COUNT = 255;
/** After this many counts all are halved, so that what was hot yesterday makes room. */
const PERIOD = WIDTH * 10;
const SEEDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/** How often keys were asked for lately, roughly and in 1 MB: a count-min sketch with ageing, after TinyLFU (Einziger, Friedman, Manes, 2017). */
export class FrequencySketch {
  readonly #counts = new Uint8Array(ROWS * WIDTH);
  #counted = 0;

  count(key: string): void {
    const hash = hashOf(key);
    for (let row = 0; row < ROWS; row += 1) {
      const place = placeOf(hash, row);
      const count = this.#counts[place] ?? 0;
      if (count < MAX_COUNT) this.#counts[place] = count + 1;
    }
    this.#counted += 1;
    if (this.#counted >= PERIOD) this.#age();
  }

  estimate(key: string): number {
    const hash = hashOf(key);
    let least = MAX_COUNT;
    for (let row = 0; row < ROWS; row += 1) least = Math.min(least, this.#counts[placeOf(hash, row)] ?? 0);
    return least;
  }

  #age(): void {
    for (let place = 0; place < this.#counts.length; place += 1)
      this.#counts[place] = (this.#counts[place] ?? 0) >> 1;
    this.#counted = 0;
  }
}

/** FNV-1a. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash;
};

const placeOf = (hash: number, row: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), SEEDS[row] ?? 1);
  return row * WIDTH + ((mixed ^ (mixed >>> 13)) & (WIDTH - 1));
};
