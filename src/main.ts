import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Environment } from './config.ts';
import type { Embedded } from './embedded/start.ts';
import type { PeerConfig } from './federation/peer-config.ts';
import type { Remotes } from './graphql/open-remotes.ts';
import { openSandbox } from './http/sandbox/open-sandbox.ts';
import { seedIfEmpty } from './ingest/seed-newsroom.ts';
import type { WebhookTarget } from './live/webhook-config.ts';
import { createLog } from './observe/log.ts';
import { openDatabase } from './open-database.ts';
import { VERSION } from './version.ts';

/** Something outside that is loaded, and how to hear that it has changed. */
interface Changing<T> {
  load(): Promise<T>;
  watch(onChange: () => void): void;
}

export interface RunOptions {
  readonly config: Environment;
  /** Keeps the embedded database in memory. */
  readonly memory: boolean;
  /** Other services. */
  readonly remotes?: Changing<Remotes>;
  /** Other newsrooms, whose stories stand beside ours. */
  readonly peers?: Changing<readonly PeerConfig[]>;
  /** Where events go. */
  readonly webhooks: readonly WebhookTarget[];
  /** Told the address once the gateway answers. */
  readonly onListening: (address: {
    readonly url: string;
    readonly embedded: Embedded | null;
    readonly sandbox: boolean;
    readonly seeded: number;
  }) => void;
}

/**
 * How far the heap may grow past what was alive after the last collection. V8 would let it grow to four times that in a process that has the machine to itself; measured on
 * 30,000 documents that nobody asked before, 278 MB with this and 296 with 50, for the same CPU time; 25 saves nothing more there and costs a third more on cold pages.
 */
const HEAP_GROWTH_PERCENT = 35;

/** How much longer a stop may take than requests are waited for. */
const LAST_MS = 1_000;

/** Opens what the gateway stands on, runs it until a signal comes, and closes it in order. */
export const run = async ({
  config,
  memory,
  remotes,
  peers,
  webhooks,
  onListening,
}: RunOptions): Promise<void> => {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const log = createLog({ level: config.DATELINE_LOG_LEVEL });
  const first = await peers?.load();
  // The gateway's code takes a second to load: meanwhile the embedded database starts in its own process.
  const opening = openDatabase(config, { memory });
  const [database, { createGateway }] = await Promise.all([opening, import('./gateway.ts')]);
  const { embedded } = database;
  const sandbox = (config.DATELINE_SANDBOX ?? config.NODE_ENV !== 'production') ? openSandbox() : null;
  const gateway = await createGateway({
    config,
    mongodbUrl: database.url,
    log,
    webhooks,
    ...(first !== undefined && { peers: first }),
    ...(sandbox !== null && { pages: sandbox }),
    ...(remotes !== undefined && { remotes: () => remotes.load() }),
  }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const signal = firstSignal();
  // A fault that nobody awaited is ours, not the readers': it is logged, and they are served on.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise failed unheard.'));
  const close = async (): Promise<void> => {
    await gateway.close();
    await database.close();
  };
  /** What stands still outside would otherwise hold the end up: the driver waits for its server, and an embedded database may be stopped itself. */
  const closeInTime = async (): Promise<void> => {
    const late = pause(config.DATELINE_DRAIN_MS + LAST_MS, 'LATE', { ref: false });
    if ((await Promise.race([close(), late])) !== 'LATE') return;
    log.warn('Something outside stands still, and is not waited for.');
    process.exit(0);
  };
  let seeded = 0;
  const listening = gateway.listen(async (store) => {
    if (embedded !== null) seeded = await seedIfEmpty(store, Date.now());
  });
  try {
    const address = await Promise.race([listening, signal]);
    if (address !== null) {
      const { url } = address;
      log.info({ version: VERSION, url, database: embedded === null ? 'mongodb' : 'embedded' }, 'Listening.');
      const takeUp = (what: string, taking: Promise<void>): void =>
        void taking.then(
          () => log.info(`Another ${what} was taken up.`),
          (error: unknown) => log.error({ err: error }, `The new ${what} is none: the old one serves on.`),
        );
      remotes?.watch(() => takeUp('supergraph', gateway.reloadRemotes()));
      peers?.watch(() => takeUp('list of newsrooms', peers.load().then(gateway.replacePeers)));
      onListening({ url, embedded, sandbox: sandbox !== null, seeded });
    }
  } catch (error) {
    await close();
    throw error;
  }
  await signal;
  // Told to stop before it began to listen, it doesn't any more.
  listening.catch(() => {});
  await closeInTime();
};

/** Resolves at the first SIGTERM or SIGINT. The second one ends the process at once. */
const firstSignal = (): Promise<null> =>
  new Promise((resolve) => {
    let told = false;
    const hear = (): void => {
      if (told) process.exit(1);
      told = true;
      resolve(null);
    };
    process.on('SIGTERM', hear);
    process.on('SIGINT', hear);
  });
