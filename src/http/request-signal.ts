import type { ServerResponse } from 'node:http';
import { GatewayError } from '../content/errors.ts';

/** Why work stopped when there is nobody left to tell. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** The life of a request as a signal: aborted when time is up, when its client goes away, and when the process has to stop. */
export class RequestSignals {
  readonly #timeoutMs: number;
  readonly #controllers = new Set<AbortController>();
  /** Of work that is done for whoever wants it. */
  readonly #shared = new Set<AbortController>();

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** A signal for the request that `response` answers, and a way to say that it is answered. */
  begin(response: ServerResponse): { readonly signal: AbortSignal; readonly end: () => void } {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort(new GatewayError('GATEWAY_TIMEOUT', `It took longer than ${this.#timeoutMs} ms.`));
    }, this.#timeoutMs);
    const onClose = () => {
      if (!response.writableEnded) controller.abort(new ClientGone('The client went away.'));
    };
    response.once('close', onClose);
    this.#controllers.add(controller);
    const end = () => {
      clearTimeout(timer);
      response.off('close', onClose);
      this.#controllers.delete(controller);
    };
    return { signal: controller.signal, end };
  }

  /** A signal for work that several requests may wait for: no client's going away ends it. */
  beginShared(): {
    readonly signal: AbortSignal;
    readonly abort: (reason: GatewayError) => void;
    readonly end: () => void;
  } {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort(new GatewayError('GATEWAY_TIMEOUT', `It took longer than ${this.#timeoutMs} ms.`));
    }, this.#timeoutMs);
    this.#shared.add(controller);
    const end = () => {
      clearTimeout(timer);
      this.#shared.delete(controller);
    };
    return { signal: controller.signal, abort: (reason) => controller.abort(reason), end };
  }

  /** Requests that are being worked on. */
  get underWay(): number {
    return this.#controllers.size;
  }

  abortAll(reason: GatewayError): void {
    for (const controller of [...this.#controllers, ...this.#shared]) controller.abort(reason);
  }
}
