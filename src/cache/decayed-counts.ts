export interface DecayedCount {
  readonly key: string;
  readonly count: number;
}

/** Counts of which each loses its weight with time: after `meanMs` a read counts for 1/e. At a steady rate a count settles at the reads of one `meanMs`. */
export class DecayedCounts {
  readonly #meanMs: number;
  readonly #max: number;
  /** Weights as they were at the landmark: what is added later is worth more, so that nothing has to be touched as time goes by. */
  readonly #weights = new Map<string, number>();
  #landmark: number;

  constructor({ meanMs, max, now }: { readonly meanMs: number; readonly max: number; readonly now: number }) {
    this.#meanMs = meanMs;
    this.#max = max;
    this.#landmark = now;
  }

  add(key: string, count: number, now: number): void {
    if (now - this.#landmark > this.#meanMs * 50) this.#move(now);
    this.#weights.set(key, (this.#weights.get(key) ?? 0) + count / this.#share(now));
    if (this.#weights.size > this.#max * 2) this.#trim();
  }

  /** The greatest, with their counts as of now. */
  top(count: number, now: number): DecayedCount[] {
    const share = this.#share(now);
    return [...this.#weights]
      .sort(([, left], [, right]) => right - left)
      .slice(0, count)
      .map(([key, weight]) => ({ key, count: weight * share }));
  }

  get size(): number {
    return this.#weights.size;
  }

  #share(now: number): number {
    return Math.exp((this.#landmark - now) / this.#meanMs);
  }

  #move(now: number): void {
    const share = this.#share(now);
    for (const [key, weight] of this.#weights) {
      if (weight * share < 1e-6) this.#weights.delete(key);
      else this.#weights.set(key, weight * share);
    }
    this.#landmark = now;
  }

  #trim(): void {
    const kept = [...this.#weights].sort(([, left], [, right]) => right - left).slice(0, this.#max);
    this.#weights.clear();
    for (const [key, weight] of kept) this.#weights.set(key, weight);
  }
}
