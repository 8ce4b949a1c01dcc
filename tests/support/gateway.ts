import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../src/gateway.ts';
import { mintToken } from '../../src/graphql/mint-token.ts';
import type { PageHandler } from '../../src/http/router.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import type { Store } from '../../src/store/store.ts';
import { testClient } from './mongodb.ts';
import { postGraphql, type TestAnswer } from './test-server.ts';

/** Noon of a day on which the sample newsroom stands. */
export const NOW = Date.UTC(2026, 2, 29, 12);
const SECRET = 'a secret for tests, long enough to be one';

export interface TestGateway {
  readonly gateway: Gateway;
  readonly url: string;
  /** Names of the commands that went to MongoDB since the last `clear`. */
  readonly commands: string[];
  /** The same commands whole. */
  readonly asked: Record<string, unknown>[];
  readonly database: string;
  readonly mongodbUrl: string;
  query(query: string, variables?: object, token?: string): Promise<TestAnswer>;
  token(claims: {
    tier?: 'registered' | 'subscriber';
    roles?: readonly ('editor' | 'chief' | 'admin')[];
    subject?: string;
    desks?: readonly string[];
    sections?: readonly string[];
    seconds?: number;
  }): Promise<string>;
  /** Moves the gateway's clock. */
  setNow(now: number): void;
  close(): Promise<void>;
}

/** The publish clock looks for what is due next after each write, in its own time: no request asked for it. */
const isPublishClock = (command: Readonly<Record<string, unknown>>): boolean =>
  (command['aggregate'] === 'articles' &&
    JSON.stringify(command['pipeline']).includes('["$visibleFrom","$listedAt"]')) ||
  (command['find'] === 'articles' && isFirst(command['sort'], 'visibleFrom')) ||
  (command['find'] === 'editions' && isFirst(command['sort'], 'publishedAt'));
/** The repair looks for what a crash left, and forgets what is old, in its own time, too. */
const isRepair = (command: Readonly<Record<string, unknown>>): boolean =>
  isFirst(command['filter'], 'desk.pending.event.at') ||
  ['commands', 'events', 'deliveries'].includes(String(command['delete']));
const isFirst = (fields: unknown, name: string): boolean =>
  (fields instanceof Map ? [...fields.keys()] : Object.keys(Object(fields)))[0] === name;

/** A whole gateway on a database of its own with the sample newsroom in it, or what `seed` writes; with `beside`, one more on the other's. `through` gives it another way to MongoDB. */
export const startGateway = async (
  env: Record<string, string> = {},
  pages: PageHandler | null = null,
  beside: Pick<TestGateway, 'mongodbUrl' | 'database'> | null = null,
  through: (url: string) => string = (url) => url,
  seed: (store: Store, now: number) => Promise<unknown> = seedNewsroom,
  more: Partial<Pick<GatewayOptions, 'remotes' | 'webhooks' | 'peers' | 'log'>> = {},
): Promise<TestGateway> => {
  const own = beside === null ? await testClient() : null;
  const mongodb = own ?? { url: beside?.mongodbUrl ?? '', database: beside?.database ?? '' };
  const commands: string[] = [];
  const asked: Record<string, unknown>[] = [];
  let now = NOW;
  const clock = () => now;
  const gateway = await createGateway({
    config: readConfig({
      PORT: '0',
      DATELINE_DATABASE: mongodb.database,
      DATELINE_JWT_SECRET: SECRET,
      DATELINE_MONGODB_TIMEOUT_MS: '5000',
      // Suites write past the gateway to see that it doesn't know.
      DATELINE_CHANGE_STREAM: 'off',
      ...env,
    }),
    mongodbUrl: through(mongodb.url),
    log: createLog({ level: 'silent' }),
    clock,
    onCommand: (name, command) => {
      if (isPublishClock(command) || isRepair(command)) return;
      commands.push(name);
      asked.push(command);
    },
    ...(pages !== null && { pages }),
    ...more,
  });
  const { url } = await gateway.listen();
  if (own !== null) await seed(gateway.store, NOW);
  commands.length = 0;
  asked.length = 0;
  return {
    gateway,
    url,
    commands,
    asked,
    database: mongodb.database,
    mongodbUrl: mongodb.url,
    query: (query, variables, token) =>
      postGraphql(url, { query, variables }, token === undefined ? {} : { authorization: `Bearer ${token}` }),
    token: (claims) => mintToken({ secret: SECRET, subject: 'somebody', clock, ...claims }),
    setNow: (moment) => {
      now = moment;
    },
    close: async () => {
      await gateway.close();
      await own?.drop();
    },
  };
};
