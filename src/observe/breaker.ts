/** Stops asking what has failed several times in a row, three unless said otherwise, and lets one try through every `restMs`. */
export class Breaker {
  readonly #restMs: number;
  readonly #most: number;
  #failures = 0;
  #restUntil = 0;

  constructor(restMs: number, most = 3) {
    this.#restMs = restMs;
    this.#most = most;
  }

  get open(): boolean {
    return this.#failures >= this.#most;
  }

  /** Whether one may ask now. While it is open, only the first to come after each rest. */
  allows(): boolean {
    if (!this.open) return true;
    const now = performance.now();
    if (now < this.#restUntil) return false;
    this.#restUntil = now + this.#restMs;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** What was asked doesn't answer: nothing more is needed to know. */
  trip(): void {
    this.#failures = this.#most - 1;
    this.failed();
  }

  failed(): void {
    this.#failures += 1;
    if (this.open) this.#restUntil = performance.now() + this.#restMs;
  }
}
