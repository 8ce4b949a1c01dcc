import { type Document, Timestamp } from 'bson';
import { pipelineOf } from './aggregate.ts';
import { type Bytes, decode, encode } from './bson-bytes.ts';
import type { Change, ChangeHistory } from './change-history.ts';
import { CommandError } from './command-error.ts';
import type { Tail, TailBatch } from './cursors.ts';
import type { Database } from './database.ts';
import { valueAt } from './paths.ts';
import { type Place, placeOf, tokenOf } from './resume-token.ts';

/** What is watched: a collection, or a whole database. */
export interface Watched {
  readonly db: string;
  readonly collection: string | null;
}

/** Stages that may follow. */
const FOLLOWING: ReadonlySet<string> = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);
const OPTIONS: ReadonlySet<string> = new Set([
  'fullDocument',
  'fullDocumentBeforeChange',
  'resumeAfter',
  'startAfter',
  'startAtOperationTime',
  'showExpandedEvents',
  'allChangesForCluster',
]);
/** Below what fits into one message, with room for a last large one. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

const timeOf = ({ at, position }: Pick<Change, 'at' | 'position'>): Timestamp =>
  new Timestamp({ t: Math.floor(at / 1_000), i: position % 0xffffffff });

/** When what was last told of happened, for the reply that opens a stream. */
export const operationTime = (history: ChangeHistory): Timestamp =>
  timeOf({ at: history.at(history.revealed)?.at ?? Date.now(), position: history.revealed });

/** Opens a stream of changes by the pipeline that begins with `$changeStream`. */
export const openChangeStream = (
  database: Database,
  watched: Watched,
  pipeline: readonly Document[],
): Tail => {
  const [first, ...stages] = pipeline;
  const options = (first?.$changeStream ?? {}) as Document;
  checkOptions(options);
  for (const stage of stages) {
    const [name = ''] = Object.keys(stage);
    if (!FOLLOWING.has(name))
      throw new CommandError('IllegalOperation', `${name} is not permitted in a $changeStream pipeline`);
  }
  database.watch();
  return new ChangeStream(database, watched, options, stages.length === 0 ? null : pipelineOf(stages));
};

const checkOptions = (options: Document): void => {
  const unknown = Object.keys(options).find((name) => !OPTIONS.has(name));
  if (unknown !== undefined)
    throw new CommandError('Location40415', `BSON field '$changeStream.${unknown}' is an unknown field.`);
  const {
    fullDocument = 'default',
    fullDocumentBeforeChange = 'off',
    showExpandedEvents,
    allChangesForCluster,
  } = options;
  if (
    !['default', 'updateLookup'].includes(fullDocument) ||
    fullDocumentBeforeChange !== 'off' ||
    showExpandedEvents === true ||
    allChangesForCluster === true
  )
    throw new CommandError(
      'NotImplemented',
      'the embedded database keeps no documents as they were, and its change streams watch one collection or one database',
    );
  if (
    ['resumeAfter', 'startAfter', 'startAtOperationTime'].filter((name) => options[name] !== undefined)
      .length > 1
  )
    throw new CommandError(
      'InvalidOptions',
      'Only one type of resume option is allowed, but multiple were found',
    );
};

/** https://www.mongodb.com/docs/manual/changeStreams/ and https://www.mongodb.com/docs/manual/reference/change-events/ say what is told, and when a stream ends. */
class ChangeStream implements Tail {
  readonly #database: Database;
  readonly #history: ChangeHistory;
  readonly #watched: Watched;
  readonly #lookUp: boolean;
  readonly #stages: ((documents: Document[]) => Document[]) | null;
  #place: Place;
  /** The change that was told last ends the stream: that is told next. */
  #ending: Change | null = null;
  #over = false;

  constructor(
    database: Database,
    watched: Watched,
    options: Document,
    stages: ((documents: Document[]) => Document[]) | null,
  ) {
    this.#database = database;
    this.#history = database.history;
    this.#watched = watched;
    this.#lookUp = options.fullDocument === 'updateLookup';
    this.#stages = stages;
    this.#place = this.#startOf(options);
    const told = this.#place.invalidated ? undefined : this.#history.at(this.#place.position);
    if (options.startAtOperationTime === undefined && told !== undefined && this.#ends(told))
      this.#ending = told;
    // Says at once, not at the first batch, that what follows is lost.
    this.#history.next(this.#place.position);
  }

  #startOf({ resumeAfter, startAfter, startAtOperationTime }: Document): Place {
    const { revealed } = this.#history;
    const era = this.#history.era ?? '';
    if (startAtOperationTime !== undefined) {
      const second =
        startAtOperationTime instanceof Timestamp ? startAtOperationTime.getHighBitsUnsigned() : Number.NaN;
      if (Number.isNaN(second))
        throw new CommandError(
          'TypeMismatch',
          "BSON field '$changeStream.startAtOperationTime' must be a timestamp",
        );
      return { era, position: this.#history.before(second), invalidated: false };
    }
    if (resumeAfter === undefined && startAfter === undefined)
      return { era, position: revealed, invalidated: false };
    const place = placeOf(
      resumeAfter ?? startAfter,
      resumeAfter === undefined ? 'startAfter' : 'resumeAfter',
    );
    if (place.era !== era || place.position > revealed)
      throw new CommandError(
        'ChangeStreamFatalError',
        'cannot resume stream; the resume token was not found',
        { errorLabels: ['NonResumableChangeStreamError'] },
      );
    if (place.invalidated && resumeAfter !== undefined)
      throw new CommandError(
        'InvalidResumeToken',
        "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
      );
    return place;
  }

  batch(size: number): TailBatch {
    const rows: Bytes[] = [];
    let bytes = 0;
    while (rows.length < size && bytes < MAX_BATCH_BYTES && !this.#over) {
      const event = this.#next();
      if (event === null) break;
      for (const shown of this.#stages === null ? [event] : this.#stages([event])) {
        if (shown._id?._data !== event._id._data)
          throw new CommandError(
            'ChangeStreamFatalError',
            'Encountered an event whose _id field, which contains the resume token, was modified by the pipeline.',
            { errorLabels: ['NonResumableChangeStreamError'] },
          );
        const row = encode(shown);
        rows.push(row);
        bytes += row.byteLength;
      }
    }
    return { rows, token: tokenOf(this.#place), over: this.#over };
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#over) await this.#history.wait(this.#place.position, ms, signal);
  }

  #next(): Document | null {
    if (this.#ending !== null) {
      const { at, position } = this.#ending;
      this.#place = { ...this.#place, invalidated: true };
      this.#over = true;
      return {
        _id: tokenOf(this.#place),
        operationType: 'invalidate',
        clusterTime: timeOf({ at, position }),
        wallTime: new Date(at),
      };
    }
    for (;;) {
      const change = this.#history.next(this.#place.position);
      if (change === null) return null;
      this.#place = { ...this.#place, position: change.position, invalidated: false };
      if (!this.#isWatched(change)) continue;
      if (this.#ends(change)) this.#ending = change;
      return this.#eventOf(change);
    }
  }

  #isWatched({ ns, kind }: Change): boolean {
    const { db, collection } = this.#watched;
    if (kind === 'dropDatabase') return collection === null && ns === db;
    return collection === null ? ns.startsWith(`${db}.`) : ns === `${db}.${collection}`;
  }

  /** A collection that is dropped ends its streams; so does a database. */
  #ends(change: Change): boolean {
    const kind = this.#watched.collection === null ? 'dropDatabase' : 'drop';
    return change.kind === kind && this.#isWatched(change);
  }

  #eventOf(change: Change): Document {
    const { kind, ns, id, at, document } = change;
    const [db = ''] = ns.split('.', 1);
    const common = {
      _id: tokenOf(this.#place),
      operationType: kind,
      clusterTime: timeOf(change),
      wallTime: new Date(at),
    };
    if (kind === 'dropDatabase') return { ...common, ns: { db } };
    const where = { ns: { db, coll: ns.slice(db.length + 1) } };
    if (kind === 'drop') return { ...common, ...where };
    const whole = kind === 'insert' || kind === 'replace' ? document : null;
    const lookedUp = kind === 'update' && this.#lookUp ? this.#database.document(ns, id) : undefined;
    return {
      ...common,
      ...(whole !== null && { fullDocument: decode(whole) }),
      ...(lookedUp !== undefined && { fullDocument: lookedUp === null ? null : decode(lookedUp) }),
      ...where,
      documentKey: { _id: id },
      ...(kind === 'update' && { updateDescription: descriptionOf(change) }),
    };
  }
}

const descriptionOf = ({ document, updated = [], removed = [] }: Change): Document => {
  const after = document === null ? {} : decode(document);
  return {
    updatedFields: Object.fromEntries(updated.map((path) => [path, valueAt(after, path)])),
    removedFields: removed,
    truncatedArrays: [],
  };
};
