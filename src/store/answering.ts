import { GatewayError } from '../content/errors.ts';
import { Breaker } from '../observe/breaker.ts';
import { isPoolTimeout } from './store-errors.ts';

/** How long until a MongoDB that hasn't been answering is asked again, to see. */
const REST_MS = 500;

/**
 * Whether MongoDB has been answering. While it hasn't, whoever asks is told so at once rather than wait each for themselves. A question that comes too late says something of its own kind alone, such
 * as those of one collection, or filters that no index serves, as long as MongoDB answers a ping: the others are put all the same.
 */
export class Answering {
  readonly #server = new Breaker(REST_MS);
  readonly #kinds = new Map<string, Breaker>();
  readonly #ping: () => Promise<unknown>;
  #pinging = false;
  #last: GatewayError | null = null;

  /** @param ping rejects, in its time, where there is no answer; what it throws must not come back here. */
  constructor(ping: () => Promise<unknown>) {
    this.#ping = ping;
  }

  #of(kind: string): Breaker {
    let breaker = this.#kinds.get(kind);
    if (breaker === undefined) {
      breaker = new Breaker(REST_MS);
      this.#kinds.set(kind, breaker);
    }
    return breaker;
  }

  /** Throws what the last question met, unless it is time to see whether MongoDB answers again. */
  check(kind: string): void {
    if (!this.#of(kind).allows() || !this.#server.allows())
      throw new GatewayError('STORE_UNAVAILABLE', undefined, { cause: this.#last?.cause });
  }

  answered(kind: string): void {
    this.#of(kind).succeeded();
    this.#server.succeeded();
  }

  /** Takes in how a question ended. What MongoDB itself refused is an answer too; that no connection was free says nothing. */
  failed(kind: string, error: Error): void {
    const code = error instanceof GatewayError ? error.code : null;
    if (code !== 'STORE_UNAVAILABLE' && code !== 'GATEWAY_TIMEOUT') {
      this.answered(kind);
      return;
    }
    this.#last = error as GatewayError;
    if (code === 'GATEWAY_TIMEOUT') {
      this.#of(kind).failed();
      void this.#see();
    } else if (!isPoolTimeout(error.cause)) this.#server.failed();
  }

  /** Whether a question came too late because nothing is answered. */
  async #see(): Promise<void> {
    if (this.#server.open) this.#server.failed();
    if (this.#pinging) return;
    this.#pinging = true;
    try {
      await this.#ping();
      this.#server.succeeded();
    } catch (error) {
      if (!isPoolTimeout(error)) this.#server.trip();
    } finally {
      this.#pinging = false;
    }
  }
}
