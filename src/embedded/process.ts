import { FolderInUse, leave, occupy } from './data-folder.ts';
import { Database } from './database.ts';
import { Journal } from './journal.ts';
import { EmbeddedServer } from './server.ts';

/** What the parent says when it starts this process, as JSON in the first argument. */
export interface ProcessOptions {
  readonly socket: string;
  /** The folder of the data; `null` keeps everything in memory. */
  readonly dataDir: string | null;
  readonly testCommands: boolean;
}

/** More garbage than what is alive, and more than this, is worth writing the journal anew. */
const COMPACT_BYTES = 16 * 1024 * 1024;

const say = (message: string): void => {
  process.stderr.write(`embedded database: ${message}\n`);
};

const restore = (database: Database, dataDir: string): Journal => {
  const journal = Journal.open(
    dataDir,
    (entry) => database.restore(entry),
    (bytes) => say(`dropped ${bytes} bytes of a write that a crash had cut short`),
  );
  database.attach(journal);
  let alive = 0;
  for (const { documents } of database.collections.values())
    for (const bytes of documents.values()) alive += bytes.byteLength;
  if (journal.size - alive > Math.max(alive, COMPACT_BYTES)) {
    journal.rewrite(database.entries());
    say('wrote the journal anew');
  }
  return journal;
};

/** Text indexes take longer to fill than a start may last: they are filled between commands, a third of the time. */
const FILL_MS = 10;
const PAUSE_MS = 20;
const fillTextIndexes = (database: Database): void => {
  const left = [...database.collections.values()];
  const fill = (): void => {
    if (left[0]?.fillText(FILL_MS) === true) left.shift();
    if (left.length > 0) setTimeout(fill, PAUSE_MS).unref();
  };
  fill();
};

const main = async ({ socket, dataDir, testCommands }: ProcessOptions): Promise<void> => {
  if (dataDir !== null) await occupy(dataDir, socket);
  const database = new Database();
  const server = new EmbeddedServer({
    database,
    testCommands,
    onFailure: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  await server.listen({ path: socket });
  // Whoever knocks from now on waits: reading the journal holds the event loop until all is there.
  const journal = dataDir === null ? null : restore(database, dataDir);
  const stop = async (): Promise<void> => {
    await server.close();
    await journal?.close();
    if (dataDir !== null) leave(dataDir);
    process.exit(0);
  };
  // The channel closes with the parent, however it ends.
  process.on('disconnect', () => void stop());
  process.on('message', (message) => {
    if (message === 'stop') void stop();
  });
  // A terminal's Ctrl-C reaches us too; the parent still needs us while it drains.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.send?.({ ready: true });
  fillTextIndexes(database);
};

try {
  await main(JSON.parse(process.argv[2] ?? '{}') as ProcessOptions);
} catch (error) {
  process.send?.({
    failed: error instanceof Error ? error.message : String(error),
    inUse: error instanceof FolderInUse,
  });
  process.exitCode = 1;
  process.disconnect?.();
}
