import { setTimeout as pause } from 'node:timers/promises';
import { type ChangeStream, type Collection, type Document, MongoError, MongoServerError } from 'mongodb';
import {
  type ChangeBatch,
  type ChangePosition,
  type ChangeToken,
  type ChangeWatch,
  type ContentChange,
  type ContentChanges,
  type RefusalOfWatch,
  WatchRefused,
} from './content-changes.ts';
import { DURABLE } from './durable.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { storeError } from './store-errors.ts';
import { DERIVED_NAMES } from './stored-article.ts';

const COLLECTIONS = ['articles', 'correspondents', 'tags', 'socialPosts', 'editions'];
/** What is stored beside a record, and is no word of it. */
const BESIDE: ReadonlySet<string> = new Set([...DERIVED_NAMES, 'keys', 'desk']);
const POSITION = 'content';

/** The most changes at once. */
const BATCH = 500;
/** How long the server waits for something to happen before it says that nothing did. */
const AWAIT_MS = 1_000;
/** A line on which nothing comes for so long, not even that, is dead. */
const DEAD_LINE_MS = 10_000;
/** How long the server is given to hear that nobody watches any more. */
const CLOSE_MS = 1_000;

/** Of each change only what tells which record it was: a story may be large, and so may be what changed in it. */
const PIPELINE: Document[] = [
  {
    $match: {
      $or: [
        { 'ns.coll': { $in: COLLECTIONS } },
        { 'to.coll': { $in: COLLECTIONS } },
        { operationType: { $in: ['dropDatabase', 'invalidate'] } },
      ],
    },
  },
  {
    $project: {
      operationType: 1,
      ns: 1,
      to: 1,
      documentKey: 1,
      wallTime: 1,
      clusterTime: 1,
      changed: {
        $map: { input: { $objectToArray: '$updateDescription.updatedFields' }, as: 'field', in: '$$field.k' },
      },
      removed: '$updateDescription.removedFields',
      shortened: '$updateDescription.truncatedArrays.field',
    },
  },
];

interface Seen extends Document {
  readonly _id: ChangeToken;
  readonly operationType: string;
  readonly ns?: { readonly coll?: string };
  readonly to?: { readonly coll?: string };
  readonly documentKey?: { readonly _id?: unknown };
  readonly wallTime?: Date;
  readonly clusterTime?: { getHighBitsUnsigned(): number };
  readonly changed?: readonly string[] | null;
  readonly removed?: readonly string[];
  readonly shortened?: readonly string[];
}

const REFUSALS: ReadonlyMap<unknown, RefusalOfWatch> = new Map([
  [40_573, 'UNSUPPORTED'], // The $changeStream stage is only supported on replica sets
  [40_324, 'UNSUPPORTED'], // Unrecognized pipeline stage
  [115, 'UNSUPPORTED'], // CommandNotSupported
  [238, 'UNSUPPORTED'], // NotImplemented
  [13, 'FORBIDDEN'], // Unauthorized
  [136, 'LOST'], // CappedPositionLost
  [260, 'LOST'], // InvalidResumeToken
  [280, 'LOST'], // ChangeStreamFatalError
  [286, 'LOST'], // ChangeStreamHistoryLost
]);

const watchError = (error: unknown): Error => {
  const refusal = error instanceof MongoServerError ? REFUSALS.get(error.code) : undefined;
  if (refusal !== undefined && error instanceof MongoError) return new WatchRefused(refusal, error);
  if (error instanceof MongoError && error.hasErrorLabel('NonResumableChangeStreamError'))
    return new WatchRefused('LOST', error);
  return storeError(error);
};

export class MongodbContentChanges implements ContentChanges {
  readonly #connection: MongodbConnection;
  readonly #questions: Questions;
  readonly #positions: Collection<ChangePosition & { readonly _id: string }>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#questions = connection.about('changes');
    this.#positions = connection.collection('changes');
  }

  /** Over connections of its own: a second one, to say that the first needn't wait any longer. */
  watch(after: ChangeToken | null): ChangeWatch {
    const { db, close } = this.#connection.apart('dateline changes', {
      maxPoolSize: 2,
      socketTimeoutMS: DEAD_LINE_MS,
    });
    const stream = db.watch<Document, Seen>(PIPELINE, {
      batchSize: BATCH,
      maxAwaitTimeMS: AWAIT_MS,
      // `resumeAfter` can't go on after a database that was dropped.
      ...(after !== null && { startAfter: after }),
    });
    return {
      next: async () => {
        try {
          return await nextBatch(stream);
        } catch (error) {
          throw watchError(error);
        }
      },
      close: async () => {
        // Whatever it was, the server forgets it by itself; and while a server is away the driver may wait for it for ever.
        await Promise.race([stream.close().catch(() => {}), pause(CLOSE_MS, undefined, { ref: false })]);
        await close();
      },
    };
  }

  async position(): Promise<ChangePosition | null> {
    const row = await this.#questions.read((deadline) =>
      this.#positions.findOne({ _id: POSITION }, deadline),
    );
    return row && { token: row.token, at: row.at };
  }

  async keep(position: ChangePosition): Promise<void> {
    await this.#questions.run(() =>
      this.#positions.replaceOne({ _id: POSITION }, position, { upsert: true, ...DURABLE }),
    );
  }
}

/** What the driver has, or waits for, up to a whole batch. After a lost line or an election it goes on by itself. */
const nextBatch = async (stream: ChangeStream<Document, Seen>): Promise<ChangeBatch> => {
  const seen: Seen[] = [];
  let event = await stream.tryNext();
  while (event !== null) {
    seen.push(event);
    if (seen.length === BATCH || stream.bufferedCount() === 0) break;
    event = await stream.tryNext();
  }
  const last = seen.at(-1);
  return {
    changes: seen.flatMap(changeOf),
    replaced: seen.flatMap(replacedBy),
    at: last === undefined ? null : momentOf(last),
    token: stream.resumeToken as ChangeToken,
    more: stream.bufferedCount() > 0,
    ended: last?.operationType === 'invalidate',
  };
};

const CHANGES: ReadonlySet<string> = new Set(['insert', 'update', 'replace', 'delete']);

const changeOf = ({ operationType, ns, documentKey, changed, removed, shortened }: Seen): ContentChange[] => {
  if (!CHANGES.has(operationType)) return [];
  const paths = [...(changed ?? []), ...(removed ?? []), ...(shortened ?? [])];
  const isBeside = paths.length > 0 && paths.every((path) => BESIDE.has(path.split('.', 1)[0] ?? ''));
  if (operationType === 'update' && isBeside) return [];
  const id = documentKey?._id;
  return [{ collection: ns?.coll ?? '', id: typeof id === 'string' ? id : null }];
};

const replacedBy = ({ operationType, ns, to }: Seen): string[] => {
  if (operationType === 'dropDatabase') return COLLECTIONS;
  if (operationType !== 'drop' && operationType !== 'rename') return [];
  return [ns?.coll, to?.coll].filter((name) => name !== undefined && COLLECTIONS.includes(name)) as string[];
};

/** MongoDB says the moment itself since 6.0; before that, its second. */
const momentOf = ({ wallTime, clusterTime }: Seen): Date | null =>
  wallTime ?? (clusterTime === undefined ? null : new Date(clusterTime.getHighBitsUnsigned() * 1_000));
