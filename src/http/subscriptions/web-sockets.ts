import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { GatewayError } from '../../content/errors.ts';
import { rawAnswer } from '../client-error.ts';
import type { CorsOrigins } from '../cors.ts';
import { MAX_NESTING, nestingOf } from '../decode-json.ts';
import { withoutSlash } from '../exchange.ts';
import { requestIdOf } from '../request-id.ts';
import { headersFit } from '../router.ts';
import { answerWithoutUpgrade, wantsWebSocket } from './other-upgrades.ts';
import { mayOpenSocket } from './socket-origin.ts';
import { createSocketProtocol, type SocketProtocolOptions, TRY_AGAIN_LATER } from './socket-protocol.ts';

export interface WebSocketsOptions extends SocketProtocolOptions {
  /** How long a client may leave what it was sent in the line. */
  readonly stallMs: number;
  /** The largest message of a client. */
  readonly maxBodyBytes: number;
  readonly corsOrigins: CorsOrigins;
}

/** RFC 6455, 7.4.1. */
const GOING_AWAY = 1001;
/** How often a client is asked whether it is still there; who hasn't answered by the next time isn't. */
const KEEP_ALIVE_MS = 12_000;
/** How long a client may take to say goodbye. */
const LAST_WORDS_MS = 1_000;

/** Subscriptions over WebSocket, at /graphql. */
export class WebSockets {
  readonly #options: WebSocketsOptions;
  readonly #sockets: WebSocketServer;
  readonly #protocol: ReturnType<typeof createSocketProtocol>;
  readonly #answering = new Set<WebSocket>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: WebSocketsOptions) {
    this.#options = options;
    this.#protocol = createSocketProtocol(options);
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: options.maxBodyBytes,
      handleProtocols,
    });
    this.#sockets.on('wsClientError', ({ message }, line: Duplex) => {
      const versions = /-Version/.test(message) ? { 'sec-websocket-version': '13, 8' } : {};
      line.end(rawAnswer(new GatewayError('BAD_REQUEST', `${message}.`), versions), () => line.destroy());
    });
    this.#timer = setInterval(() => this.#keepAlive(), KEEP_ALIVE_MS).unref();
  }

  /** Takes the upgrades of this server. `release` is told of each line that isn't HTTP any more. */
  listen(server: Server, release: (line: Duplex) => void): void {
    server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) => {
      if (!wantsWebSocket(request)) return answerWithoutUpgrade(server, request, line, head);
      line.on('error', () => line.destroy());
      try {
        this.#admit(request);
      } catch (error) {
        const refusal = error instanceof GatewayError ? error : new GatewayError('INTERNAL_SERVER_ERROR');
        line.end(rawAnswer(refusal), () => line.destroy());
        return;
      }
      release(line);
      this.#sockets.handleUpgrade(request, line, head, (socket) => this.#open(socket, request));
    });
  }

  #admit(request: IncomingMessage): void {
    const { open, corsOrigins } = this.#options;
    if (!headersFit(request)) throw new GatewayError('HEADERS_TOO_LARGE');
    if (withoutSlash(request.url?.split('?')[0] ?? '') !== '/graphql') throw new GatewayError('NOT_FOUND');
    if (!mayOpenSocket(request, corsOrigins))
      throw new GatewayError('FORBIDDEN', 'Pages of this origin may not open a WebSocket here.');
    open.checkRoom(this.#sockets.clients.size);
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const id = request.headers['x-request-id'];
    const requestId = requestIdOf(typeof id === 'string' ? id : undefined);
    const close = (code: number, reason: string): void => this.#close(socket, code, reason);
    this.#answering.add(socket);
    socket.on('pong', () => this.#answering.add(socket));
    socket.on('error', () => socket.terminate());
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.#send(socket, text),
        close: (code, reason) => close(code ?? GOING_AWAY, reason ?? STATUS_CODES[500] ?? ''),
        onMessage: (take) =>
          void socket.on('message', (data: Buffer) => {
            if (nestingOf(data) > MAX_NESTING) return close(CloseCode.BadRequest, 'BAD_REQUEST');
            take(String(data)).catch((error: unknown) => {
              this.#options.log.error({ err: error, requestId }, 'A message of a WebSocket failed.');
              close(1011, 'INTERNAL_SERVER_ERROR');
            });
          }),
      },
      {
        request,
        requestId,
        close,
        viewer: null,
        authorization: request.headersDistinct['authorization'] ?? [],
      },
    );
    socket.once('close', (code, reason) => {
      this.#answering.delete(socket);
      void closed(code, String(reason));
    });
  }

  /** Hands a message over, and waits until the client has taken it: the next event is asked for after that. */
  #send(socket: WebSocket, text: string): Promise<void> {
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) return resolve();
      const timer = setTimeout(
        () => this.#close(socket, TRY_AGAIN_LATER, 'SUBSCRIBER_TOO_SLOW'),
        this.#options.stallMs,
      );
      // Where it fails the socket is closed, and says so.
      socket.send(text, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #close(socket: WebSocket, code: number, reason: string): void {
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), LAST_WORDS_MS).unref();
  }

  #keepAlive(): void {
    for (const socket of this.#sockets.clients) {
      if (!this.#answering.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }

  /** Says goodbye to everybody. */
  stop(): void {
    clearInterval(this.#timer);
    for (const socket of this.#sockets.clients) this.#close(socket, GOING_AWAY, 'SHUTTING_DOWN');
  }
}
