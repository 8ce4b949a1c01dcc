import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { FolderInUse, leave, occupy } from './data-folder.ts';
import { Database } from './database.ts';
import { FolderSnapshot } from './folder-snapshot.ts';
import { FolderUnusable, folderTrouble } from './folder-trouble.ts';
import { Journal } from './journal.ts';
import { EmbeddedServer } from './server.ts';

/** What the parent says when it starts this process, as JSON in the first argument. */
export interface ProcessOptions {
  /** In a folder of its own, which goes with the process. */
  readonly socket: string;
  /** The folder of the data; `null` keeps everything in memory. */
  readonly dataDir: string | null;
  readonly testCommands: boolean;
}

const say = (message: string): void => {
  process.stderr.write(`embedded database: ${message}\n`);
};

/** Text indexes take longer to fill than a start may last: they are filled between commands, a third of the time. */
const FILL_MS = 10;
const PAUSE_MS = 20;
const fillTextIndexes = (database: Database): void => {
  const left = [...database.collections.values()];
  const fill = (): void => {
    if (left[0]?.text.fill(FILL_MS) === true) left.shift();
    if (left.length > 0) setTimeout(fill, PAUSE_MS).unref();
  };
  fill();
};

const main = async ({ socket, dataDir, testCommands }: ProcessOptions): Promise<void> => {
  let stop: (() => Promise<void>) | null = null;
  // The channel closes with the parent, however it ends, and maybe before all is there.
  process.on('disconnect', () => void stop?.());
  process.on('message', (message) => {
    if (message === 'stop') void stop?.();
  });
  // A terminal's Ctrl-C reaches us too; the parent still needs us while it drains.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  if (dataDir !== null) await occupy(dataDir, socket);
  const journal = dataDir === null ? null : new Journal(dataDir);
  const database = new Database(journal);
  const snapshot =
    dataDir === null || journal === null ? null : new FolderSnapshot(dataDir, database, journal, say);
  const server = new EmbeddedServer({
    database,
    testCommands,
    onFailure: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  await server.listen({ path: socket });
  // Whoever knocks from now on waits: reading the journal holds the event loop until all is there.
  snapshot?.restore();
  stop = async () => {
    // What isn't on the disk by now was acknowledged to nobody.
    await database.flushed().catch((error: unknown) => say(`not all could be written: ${String(error)}`));
    // Whoever begins meanwhile finds the socket there, and waits.
    snapshot?.keep();
    await server.close().catch(() => {});
    await journal?.close().catch(() => {});
    if (dataDir !== null) leave(dataDir);
    rmSync(dirname(socket), { recursive: true, force: true });
    process.exit(0);
  };
  if (!process.connected) return await stop();
  // If it goes at this very moment, the channel tells us so, too.
  process.send?.({ ready: true }, undefined, {}, () => {});
  fillTextIndexes(database);
};

const options = JSON.parse(process.argv[2] ?? '{}') as ProcessOptions;
try {
  await main(options);
} catch (error) {
  const told = options.dataDir === null ? error : folderTrouble(options.dataDir, error);
  const failed = told instanceof Error ? told.message : String(told);
  // It may listen already; nothing of it may be left.
  if (options.dataDir !== null) leave(options.dataDir);
  rmSync(dirname(options.socket), { recursive: true, force: true });
  const reason = { inUse: error instanceof FolderInUse, unusable: told instanceof FolderUnusable };
  process.send?.({ failed, ...reason }, undefined, {}, () => process.exit(1));
}
