import type { ServerResponse } from 'node:http';
import { GatewayError } from '../content/errors.ts';

/** Why work stopped when there is nobody left to tell. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/**
 * How long a request has, as a signal that is made when somebody asks for it: hardly any is ever aborted, and what many share has one of its own. It ends by `end`, and lets go of everything
 * then: `Set`s that much comes to and goes from leave tables behind, which hold what was in them until V8 collects its old generation.
 */
class Life {
  #controller: AbortController | null = null;
  #reason: Error | null = null;
  #timer: NodeJS.Timeout | null;
  #onEnd: (() => void) | null;

  constructor(timeoutMs: number, onEnd: () => void) {
    this.#timer = setTimeout(() => {
      this.abort(new GatewayError('GATEWAY_TIMEOUT', `It took longer than ${timeoutMs} ms.`));
    }, timeoutMs);
    this.#onEnd = onEnd;
  }

  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#reason !== null) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }

  /** To be called when the work is done. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#onEnd?.();
    this.#timer = null;
    this.#onEnd = null;
    this.#controller = null;
  }
}

/** The lives of requests: over when time is up, when the client goes away, and when the process has to stop. */
export class RequestSignals {
  readonly #timeoutMs: number;
  readonly #lives = new Set<Life>();
  /** Of work that is done for whoever wants it. */
  readonly #shared = new Set<Life>();

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** The life of the request that `response` answers. */
  begin(response: ServerResponse): Pick<Life, 'signal' | 'end'> {
    const life = new Life(this.#timeoutMs, () => {
      response.off('close', onClose);
      this.#lives.delete(life);
    });
    const onClose = (): void => {
      if (!response.writableEnded) life.abort(new ClientGone('The client went away.'));
    };
    response.once('close', onClose);
    this.#lives.add(life);
    return life;
  }

  /** The life of work that several requests may wait for: no client's going away ends it. */
  beginShared(): Pick<Life, 'signal' | 'abort' | 'end'> {
    const life = new Life(this.#timeoutMs, () => void this.#shared.delete(life));
    this.#shared.add(life);
    return life;
  }

  /** Requests that are being worked on. */
  get underWay(): number {
    return this.#lives.size;
  }

  abortAll(reason: GatewayError): void {
    for (const life of [...this.#lives, ...this.#shared]) life.abort(reason);
  }
}
