import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from './bson-bytes.ts';
import { CommandError } from './command-error.ts';
import { commandNamed } from './command-list.ts';
import { Cursors } from './cursors.ts';
import type { Database } from './database.ts';
import { FailPoint } from './fail-point.ts';
import { MessageReader, parseRequest, type Request, replyTo } from './wire.ts';

export interface EmbeddedServerOptions {
  readonly database: Database;
  /** Serves `configureFailPoint` too, as `mongod --setParameter enableTestCommands=1` does. */
  readonly testCommands?: boolean;
  /** Where failures of our own go; the client hears of them with code 8. */
  readonly onFailure: (error: unknown) => void;
}

const TELL_FULL_MS = 60_000;

/** Speaks MongoDB's wire protocol to the official driver. */
export class EmbeddedServer {
  readonly cursors = new Cursors();
  readonly #database: Database;
  readonly #failPoint: FailPoint | null;
  readonly #onFailure: (error: unknown) => void;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #toldFullAt = 0;

  constructor({ database, testCommands = false, onFailure }: EmbeddedServerOptions) {
    this.#database = database;
    this.#failPoint = testCommands ? new FailPoint() : null;
    this.#onFailure = onFailure;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** Listens on a Unix socket, or on a loopback port (0 for a free one). */
  async listen(where: { readonly path: string } | { readonly port: number }): Promise<number | null> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen('path' in where ? where : { ...where, host: '127.0.0.1' }, resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.#database.flushed();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    const reader = new MessageReader();
    // The driver has one command under way on a connection, so answers can't overtake each other.
    socket.on('data', (chunk) => {
      try {
        for (const message of reader.push(chunk)) void this.#serve(socket, parseRequest(message));
      } catch (error) {
        this.#onFailure(error);
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  async #serve(socket: Socket, request: Request): Promise<void> {
    const [name = ''] = Object.keys(request.command);
    const fault = this.#failPoint?.take(name, request.command) ?? null;
    if (fault !== null && fault.blockMs > 0) await sleep(fault.blockMs);
    if (fault?.closeConnection === true) {
      socket.destroy();
      return;
    }
    const reply =
      fault !== null && fault.errorCode !== null
        ? encode({
            ok: 0,
            code: fault.errorCode,
            errmsg: 'Failing command via failCommand failpoint',
            errorLabels: fault.errorLabels,
          })
        : await this.#run(name, request);
    if (!request.silent && socket.writable) socket.write(replyTo(request, reply));
  }

  /** A full disk is the operator's business: they are told every minute, and MongoDB has a code for it. */
  #namedIfFull(error: unknown): unknown {
    if (!isDiskFull(error)) return error;
    const now = Date.now();
    if (now - this.#toldFullAt > TELL_FULL_MS) {
      this.#toldFullAt = now;
      this.#onFailure('the disk is full: nothing can be written until there is room');
    }
    return new CommandError('OutOfDiskSpace', 'the disk is full');
  }

  async #run(name: string, { command }: Request): Promise<Uint8Array> {
    try {
      const run = this.#failPoint?.commands[name] ?? commandNamed(name);
      return await run({
        command,
        db: String(command.$db ?? 'admin'),
        database: this.#database,
        server: this,
      });
    } catch (raised) {
      const error = this.#namedIfFull(raised);
      if (error instanceof CommandError) {
        return encode({
          ok: 0,
          code: error.code,
          codeName: error.codeName,
          errmsg: error.message,
          ...error.extra,
        });
      }
      this.#onFailure(error);
      return encode({
        ok: 0,
        code: 8,
        codeName: 'UnknownError',
        errmsg: 'the embedded database failed; its log says how',
      });
    }
  }
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
