import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The open connections of a server, and what is under way on each. */
export class Connections {
  readonly #responses = new Map<Socket, Set<ServerResponse>>();
  /** Connections on which a request's body is still coming that nobody answers yet. */
  readonly #reading = new Set<Socket>();
  /** Connections that are closed once what is under way on them is answered. */
  readonly #leaving = new WeakSet<Socket>();
  readonly #writeTimeoutMs: number;
  #closing = false;

  constructor(server: Server, writeTimeoutMs: number) {
    this.#writeTimeoutMs = writeTimeoutMs;
    server.on('connection', (socket) => {
      this.#responses.set(socket, new Set());
      socket.once('close', () => {
        this.#responses.delete(socket);
        this.#reading.delete(socket);
      });
    });
  }

  /** Counts a response as under way until its last byte is handed over, or its connection is gone. */
  track(response: ServerResponse): void {
    // The request's: a response that waits for another one before it has none yet.
    const { socket } = response.req;
    const underWay = this.#responses.get(socket);
    if (underWay === undefined) return;
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      const leaves = this.#closing || this.#leaving.has(socket);
      if (leaves && underWay.size === 0 && !this.#reading.has(socket)) socket.destroySoon();
    });
  }

  /** Forgets a line that isn't HTTP any more: somebody else looks after it. */
  release(line: Duplex): void {
    this.#responses.delete(line as Socket);
  }

  /** Says that a request's body is coming on this connection, and `hasRead` that it has come. */
  reads(socket: Socket): void {
    this.#reading.add(socket);
  }

  hasRead(socket: Socket): void {
    this.#reading.delete(socket);
  }

  /** Sees to it that an answer that is handed over is fetched in time, or loses its connection. */
  watch(response: ServerResponse): void {
    this.track(response);
    const timer = setTimeout(() => response.req.socket.destroy(), this.#writeTimeoutMs).unref();
    response.once('close', () => clearTimeout(timer));
  }

  /** Whether clients are being asked to leave. */
  get closing(): boolean {
    return this.#closing;
  }

  get open(): number {
    return this.#responses.size;
  }

  /** Whether a response has begun on this connection: its head is out, so nothing else can be said. */
  hasBegun(socket: Socket): boolean {
    return [...(this.#responses.get(socket) ?? [])].some(
      (response) => response.headersSent && response.socket !== null,
    );
  }

  /** Closes a connection on which nothing more can come, behind the answers to what has come whole. `false` where there is nothing to be answered. */
  closeAfterAnswers(socket: Socket): boolean {
    const underWay = this.#responses.get(socket);
    for (const response of underWay ?? []) if (!response.req.complete) underWay?.delete(response);
    const last = [...(underWay ?? [])].at(-1);
    if (last === undefined) return false;
    this.#leaving.add(socket);
    if (!last.headersSent) last.setHeader('connection', 'close');
    return true;
  }

  /** Closes the connections on which no request is under way, half-sent ones and ones that never said a word included. */
  closeIdle(): void {
    for (const [socket, underWay] of this.#responses)
      if (underWay.size === 0 && !this.#reading.has(socket)) socket.destroy();
  }

  /** Asks each client whose answer is being made to leave after it. */
  announceClose(): void {
    this.#closing = true;
    for (const underWay of this.#responses.values()) {
      // The last one: what was asked before it on the same connection would be its end.
      const last = [...underWay].at(-1);
      if (last?.headersSent === false) last.setHeader('connection', 'close');
    }
  }

  cut(): void {
    for (const socket of this.#responses.keys()) socket.destroy();
  }
}
