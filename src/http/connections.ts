import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The open connections of a server, and what is under way on each. */
export class Connections {
  readonly #responses = new Map<Socket, Set<ServerResponse>>();
  /** Connections on which a request's body is still coming that nobody answers yet. */
  readonly #reading = new Set<Socket>();
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
    const { socket } = response;
    const underWay = socket === null ? undefined : this.#responses.get(socket);
    if (underWay === undefined) return;
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
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
    const { socket } = response;
    const timer = setTimeout(() => socket?.destroy(), this.#writeTimeoutMs).unref();
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
    return [...(this.#responses.get(socket) ?? [])].some((response) => response.headersSent);
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
      for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close');
    }
  }

  cut(): void {
    for (const socket of this.#responses.keys()) socket.destroy();
  }
}
