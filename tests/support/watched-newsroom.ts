import { type Db, type Document, MongoClient } from 'mongodb';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import { EMBEDDED_ENTRY } from './embedded.ts';
import { NOW, startGateway, type TestGateway } from './gateway.ts';
import { sampleEdition } from './sample-records.ts';
import { until } from './until.ts';

export type Stored = Document & { _id: string };
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

export interface WatchingGateway extends TestGateway {
  readonly lines: readonly LogLine[];
  /** What readiness says of following; `undefined` where it says nothing. */
  followed(): Promise<{ readonly status: number; readonly changes: string | undefined }>;
}

/** A database with change streams of its own, which a CMS writes to past every gateway. */
export interface WatchedNewsroom {
  readonly embedded: Embedded;
  readonly database: string;
  readonly client: MongoClient;
  readonly db: Db;
  /** One more gateway that follows what others write. `through` gives it another way to the database. */
  gateway(env?: Record<string, string>, through?: (url: string) => string): Promise<WatchingGateway>;
  eventsOf(id: string): Promise<NewsroomEvent[]>;
  /** Waits until everything written so far has been looked at, at most so many milliseconds. */
  caughtUp(ms?: number): Promise<void>;
  close(): Promise<void>;
}

let newsrooms = 0;

export const startWatchedNewsroom = async (dataDir: string | null = null): Promise<WatchedNewsroom> => {
  const embedded = await startEmbedded({ dataDir, testCommands: true, entry: EMBEDDED_ENTRY });
  const client = await MongoClient.connect(embedded.url);
  newsrooms += 1;
  const database = `watched${newsrooms}`;
  const db = client.db(database);
  const open: TestGateway[] = [];
  let marks = 0;
  const eventsOf: WatchedNewsroom['eventsOf'] = (id) =>
    db
      .collection<NewsroomEvent>('events')
      .find({ key: { $gte: `${id}@`, $lt: `${id}A` } }, { sort: { _id: 1 } })
      .toArray();
  const mark = async (ms: number): Promise<void> => {
    marks += 1;
    const { _id, ...edition } = sampleEdition('2001-01-01', { title: `Mark ${marks}`, version: marks });
    const before = (await eventsOf(_id)).length;
    await db.collection<Stored>('editions').replaceOne({ _id }, edition, { upsert: true });
    await until(async () => (await eventsOf(_id)).length > before, ms);
  };
  return {
    embedded,
    database,
    client,
    db,
    eventsOf,
    gateway: async (env = {}, through) => {
      const lines: LogLine[] = [];
      const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
      const started = await startGateway(
        { DATELINE_CHANGE_STREAM: 'auto', ...env },
        null,
        { mongodbUrl: embedded.url, database },
        through,
        undefined,
        { log: createLog({ level: 'debug', destination }) },
      );
      open.push(started);
      if ((await db.collection('articles').findOne()) === null)
        await seedNewsroom(started.gateway.store, NOW);
      return {
        ...started,
        lines,
        followed: async () => {
          const response = await fetch(`${started.url}/health/ready`);
          const { parts } = (await response.json()) as { parts: Record<string, string> };
          return { status: response.status, changes: parts.changes };
        },
      };
    },
    // An edition that a CMS changes now is told with, or after, everything that was written before it; one that it changes then is told after all that.
    caughtUp: async (ms = 60_000) => {
      await mark(ms);
      await mark(ms);
    },
    close: async () => {
      for (const gateway of open.reverse()) await gateway.close();
      await client.close();
      await embedded.close();
    },
  };
};
