import { GatewayError } from '../content/errors.ts';

/** So many questions in a row without an answer, and the next are not put. */
const FAILURES = 3;
/** How long until one is put again, to see. */
const REST_MS = 500;

/** Whether MongoDB has been answering. While it hasn't, whoever asks is told so at once rather than wait each for themselves. */
export class Answering {
  #failures = 0;
  #restUntil = 0;
  #last: GatewayError | null = null;

  /** Throws what the last question met, unless it is time to see whether MongoDB is back. */
  check(): void {
    if (this.#failures < FAILURES || this.#last === null) return;
    const now = performance.now();
    if (now < this.#restUntil)
      throw new GatewayError('STORE_UNAVAILABLE', undefined, { cause: this.#last.cause });
    this.#restUntil = now + REST_MS;
  }

  answered(): void {
    this.#failures = 0;
  }

  /** Takes in how a question ended. What MongoDB itself refused is an answer too. */
  failed(error: Error): void {
    const silent =
      error instanceof GatewayError &&
      (error.code === 'STORE_UNAVAILABLE' || error.code === 'GATEWAY_TIMEOUT');
    if (!silent) {
      this.answered();
      return;
    }
    this.#last = error;
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.#restUntil = performance.now() + REST_MS;
  }
}
