/** Failures in a row after which a subgraph is left alone. */
const FAILURES = 5;

/**
 * Leaves a service alone that has failed several times in a row: calls are refused at once for `restMs`, then one is let through to see. A success closes it again.
 */
export class Circuit {
  readonly #restMs: number;
  #failures = 0;
  #restUntil = 0;

  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /** Whether a call may be made now. */
  allows(): boolean {
    if (this.#failures < FAILURES) return true;
    const now = performance.now();
    if (now < this.#restUntil) return false;
    this.#restUntil = now + this.#restMs;
    return true;
  }

  record(succeeded: boolean): void {
    this.#failures = succeeded ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES) this.#restUntil = performance.now() + this.#restMs;
  }
}
