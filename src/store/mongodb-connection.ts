import {
  type Collection,
  type CommandStartedEvent,
  type Db,
  type Document,
  MongoClient,
  type MongoClientOptions,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { GatewayError } from '../content/errors.ts';
import type { FindWatcher } from '../observe/watching.ts';
import { Answering } from './answering.ts';
import { storeError } from './store-errors.ts';
import { watchCommands } from './watch-commands.ts';

export interface ConnectionOptions {
  /** A MongoDB connection string. Read preference, read and write concern are taken from it. */
  readonly url: string;
  /** The database, where the URL names none. */
  readonly database: string;
  /** The most connections. */
  readonly pool: number;
  /** The longest that a read may take, in milliseconds, connecting and waiting for a connection included. */
  readonly timeoutMs: number;
  /** The longest that looking for a server may take; `timeoutMs` by default. */
  readonly connectMs?: number | undefined;
  /** Called for each command sent; costs a little, so only when somebody wants to see them. */
  readonly onCommand?: ((name: string, command: Document) => void) | undefined;
  /** Who watches the request that a command is sent for. */
  readonly watcher?: FindWatcher | undefined;
}

/** Options of every read: the server stops working when nobody waits any more, and so does the driver. What is found comes in one go: keys and pages bound it, and 101 rows, MongoDB's own first helping, would leave a second command. */
export interface Deadline {
  readonly batchSize: number;
  readonly maxTimeMS: number;
  readonly signal: AbortSignal;
}

const ROWS_AT_ONCE = 10_000;

/** Puts questions of one kind, which are left alone for a while when they come too late: those of other kinds are put all the same. */
export interface Questions {
  /** Runs a read with the options that bound it. */
  read<T>(operation: (deadline: Deadline) => Promise<T>): Promise<T>;
  /** Runs an operation, and turns the driver's errors into the gateway's. Throws at once while MongoDB isn't answering. */
  run<T>(operation: () => Promise<T>): Promise<T>;
}

/** Commands of the driver's own that are nobody's question. */
const HOUSEKEEPING = new Set([
  'hello',
  'ismaster',
  'isMaster',
  'ping',
  'endSessions',
  'saslStart',
  'saslContinue',
]);

/**
 * The only place that knows the driver's client. Every time-out is set on purpose: the driver's defaults wait 30 s for a server that isn't
 * there and for ever for a connection of the pool, and its `timeoutMS` has no effect in 7.9. The last word has `Deadline`.
 */
export class MongodbConnection {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #timeoutMs: number;
  readonly #connectMs: number;
  readonly #url: string;
  #connecting: Promise<void> | null = null;
  /** Why the last try to connect failed: of a driver that is closed since, operations say no more than that it is. */
  #whyClosed: unknown = null;
  #closed = false;
  readonly #answering = new Answering(() => this.#pinged());

  constructor({
    url,
    database,
    pool,
    timeoutMs,
    connectMs = timeoutMs,
    onCommand,
    watcher,
  }: ConnectionOptions) {
    this.#timeoutMs = timeoutMs;
    this.#connectMs = connectMs;
    this.#url = url;
    this.#client = new MongoClient(url, {
      appName: 'dateline',
      maxPoolSize: pool,
      minPoolSize: 0,
      serverSelectionTimeoutMS: connectMs,
      connectTimeoutMS: connectMs,
      // Who has waited this long for a connection would have no time left for an answer.
      waitQueueTimeoutMS: Math.ceil(timeoutMs * 0.75),
      // Writes may take longer than reads; a read's own deadline is shorter than this.
      socketTimeoutMS: Math.max(timeoutMs * 4, 10_000),
      // How soon a server that went away is looked for again, and one that came back is found.
      heartbeatFrequencyMS: 2_000,
      retryReads: true,
      retryWrites: true,
      ignoreUndefined: false,
      // A text with broken bytes is shown with marks for them, rather than taken from its readers; and looking at each character of each text takes time.
      enableUtf8Validation: false,
      monitorCommands: onCommand !== undefined || watcher !== undefined,
    });
    if (onCommand !== undefined) {
      this.#client.on('commandStarted', (event: CommandStartedEvent) => {
        if (!HOUSEKEEPING.has(event.commandName)) onCommand(event.commandName, event.command);
      });
    }
    if (watcher !== undefined) watchCommands(this.#client, watcher);
    const named = this.#client.options.dbName;
    this.#db = this.#client.db(named === 'test' && !/\/test(\?|$)/.test(url) ? database : named);
  }

  get db(): Db {
    return this.#db;
  }

  collection<T extends Document>(name: string): Collection<T> {
    return this.#db.collection<T>(name);
  }

  /** Questions of this kind: the name of a collection, and what it is asked where some of its questions take longer than others. */
  about(kind: string): Questions {
    const run = async <T>(operation: () => Promise<T>): Promise<T> => {
      this.#answering.check(kind);
      return await this.#put(kind, operation);
    };
    return { run, read: (operation) => run(() => this.#inTime(operation)) };
  }

  /** The timer ends with the answer: one that ran on would hold the answer in memory until it was up. */
  async #inTime<T>(operation: (deadline: Deadline) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort(new DOMException('It took too long.', 'TimeoutError'));
    }, this.#timeoutMs);
    try {
      return await operation({
        batchSize: ROWS_AT_ONCE,
        maxTimeMS: this.#timeoutMs,
        signal: controller.signal,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  async #put<T>(kind: string, operation: () => Promise<T>): Promise<T> {
    try {
      const answer = await operation();
      this.#answering.answered(kind);
      this.#whyClosed = null;
      return answer;
    } catch (error) {
      if (error instanceof MongoServerSelectionError) this.#whyClosed = error;
      const closed = error instanceof MongoTopologyClosedError;
      if (closed) this.#connectAgain();
      const told = closed
        ? new GatewayError('STORE_UNAVAILABLE', undefined, { cause: this.#whyClosed ?? error })
        : storeError(error);
      this.#answering.failed(kind, told);
      throw told;
    }
  }

  /** A driver that found no server at its first try stays closed for ever unless it is told to connect. */
  #connectAgain(): void {
    if (this.#closed || this.#connecting !== null) return;
    this.#connecting = this.#client
      .connect()
      .then(
        () => {},
        // The next operation says so.
        (error: unknown) => {
          this.#whyClosed = error;
        },
      )
      .finally(() => {
        this.#connecting = null;
      });
  }

  /**
   * Runs what may take as long as it takes, such as making an index over an archive, on a connection of its own: the others give up on an answer that is late, while the
   * server goes on with the work.
   */
  async unhurried<T>(operation: (db: Db) => Promise<T>): Promise<T> {
    return await this.about('migration').run(async () => {
      const { db, close } = this.apart('dateline migration', { maxPoolSize: 1, socketTimeoutMS: 0 });
      try {
        return await operation(db);
      } finally {
        await close();
      }
    });
  }

  /** Connections for what waits at the server, so that no reader waits behind it; whoever opens them closes them. Nothing is connected until the first operation. */
  apart(
    appName: string,
    options: Pick<MongoClientOptions, 'maxPoolSize' | 'socketTimeoutMS'>,
  ): { readonly db: Db; close(): Promise<void> } {
    const client = new MongoClient(this.#url, {
      appName,
      serverSelectionTimeoutMS: this.#connectMs,
      connectTimeoutMS: this.#connectMs,
      ...options,
    });
    return { db: client.db(this.#db.databaseName), close: () => client.close() };
  }

  async ping(): Promise<void> {
    // Put whether MongoDB has been answering or not: this is how it is found to be back.
    await this.#put('ping', () => this.#pinged());
  }

  async #pinged(): Promise<void> {
    await this.#inTime(({ signal }) => this.#db.command({ ping: 1 }, { signal }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.close();
  }
}
