import { GatewayError } from '../content/errors.ts';
import { Breaker } from '../observe/breaker.ts';

/** How long until a MongoDB that hasn't been answering is asked again, to see. */
const REST_MS = 500;

/** Whether MongoDB has been answering. While it hasn't, whoever asks is told so at once rather than wait each for themselves. */
export class Answering {
  readonly #breaker = new Breaker(REST_MS);
  #last: GatewayError | null = null;

  /** Throws what the last question met, unless it is time to see whether MongoDB is back. */
  check(): void {
    if (!this.#breaker.allows())
      throw new GatewayError('STORE_UNAVAILABLE', undefined, { cause: this.#last?.cause });
  }

  answered(): void {
    this.#breaker.succeeded();
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
    this.#breaker.failed();
  }
}
