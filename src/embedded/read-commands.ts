import { type Document, Long } from 'bson';
import { aggregate } from './aggregate.ts';
import { type Bytes, encode } from './bson-bytes.ts';
import { openChangeStream, operationTime, type Watched } from './change-stream.ts';
import { CommandError } from './command-error.ts';
import type { CommandTable } from './commands.ts';
import type { Cursors } from './cursors.ts';
import type { Database } from './database.ts';
import { explainAggregate, explainFind } from './explain.ts';
import { count, cutProjection, decodeAll, type FindRequest, find } from './find.ts';
import { valuesAt } from './paths.ts';
import type { SortSpec } from './planner.ts';
import { valueKey } from './sort-key.ts';

const requestOf = (command: Document): FindRequest => {
  if (command.collation !== undefined)
    throw new CommandError('BadValue', 'collations are not served by the embedded database');
  return {
    filter: command.filter ?? command.query ?? {},
    sort:
      command.sort === undefined || Object.keys(command.sort).length === 0
        ? null
        : (command.sort as SortSpec),
    skip: Number(command.skip ?? 0),
    limit: Math.abs(Number(command.limit ?? 0)),
    hint: command.hint,
  };
};

export const READ_COMMANDS: CommandTable = {
  find: ({ command, database, server, db }) => {
    const namespace = `${db}.${String(command.find)}`;
    const collection = database.collection(namespace);
    const request = requestOf(command);
    const projection = (command.projection ?? {}) as Document;
    const cut = cutProjection(projection);
    // A snapshot, so that writes between two batches neither repeat nor skip a row.
    const rows =
      cut === null
        ? aggregate(
            collection,
            findPipeline(request, projection),
            (name) => database.collection(`${db}.${name}`),
            request.hint,
          )
        : [...find(collection, request)];
    return server.cursors.firstBatch(
      namespace,
      cut === null ? rows : map(rows, cut),
      numberOf(command.batchSize),
      command.singleBatch === true,
    );
  },

  getMore: ({ command, server }) =>
    server.cursors.nextBatch(
      longOf(command.getMore),
      numberOf(command.batchSize),
      numberOf(command.maxTimeMS),
    ),

  killCursors: ({ command, server }) => {
    const asked = (command.cursors as unknown[]).map(longOf);
    const cursorsKilled = server.cursors.kill(asked);
    return encode({
      cursorsKilled,
      cursorsNotFound: asked.filter((id) => !cursorsKilled.includes(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    });
  },

  aggregate: ({ command, database, server, db }) => {
    const [begin] = command.pipeline as Document[];
    if (begin !== undefined && '$changeStream' in begin)
      return watch(command, { db, collection: collectionOf(command) }, database, server.cursors);
    if (typeof command.aggregate !== 'string')
      throw new CommandError(
        'InvalidOptions',
        'aggregations of a whole database are not served by the embedded database',
      );
    const namespace = `${db}.${command.aggregate}`;
    const other = (name: string) => database.collection(`${db}.${name}`);
    const pipeline = command.pipeline as Document[];
    if (command.explain === true)
      return encode({ ...explainAggregate(other(command.aggregate), pipeline, other, command.hint), ok: 1 });
    const rows = aggregate(other(command.aggregate), pipeline, other, command.hint);
    return server.cursors.firstBatch(
      namespace,
      rows,
      numberOf((command.cursor as Document | undefined)?.batchSize),
      false,
    );
  },

  count: ({ command, database, db }) => {
    const { filter, hint, limit, skip } = requestOf(command);
    const found = Math.max(
      0,
      count(database.collection(`${db}.${String(command.count)}`), filter, hint) - skip,
    );
    return encode({ n: limit > 0 ? Math.min(found, limit) : found, ok: 1 });
  },

  distinct: ({ command, database, db }) => {
    const key = String(command.key);
    const rows = decodeAll(
      find(database.collection(`${db}.${String(command.distinct)}`), requestOf(command)),
    );
    const values = new Map(
      rows.flatMap((row) => valuesAt(row, key).values).map((value) => [valueKey(value), value]),
    );
    return encode({
      values: [...values].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value),
      ok: 1,
    });
  },

  explain: ({ command, database, db }) => {
    const inner = command.explain as Document;
    const other = (name: string) => database.collection(`${db}.${name}`);
    if (typeof inner.aggregate === 'string')
      return encode({
        ...explainAggregate(other(inner.aggregate), inner.pipeline as Document[], other, inner.hint),
        ok: 1,
      });
    const name = inner.find ?? inner.count ?? inner.distinct;
    if (typeof name !== 'string')
      throw new CommandError(
        'NotImplemented',
        `explain of ${Object.keys(inner)[0]} is not served by the embedded database`,
      );
    return encode({ queryPlanner: explainFind(other(name), requestOf(inner)), ok: 1 });
  },
};

/** The collection that a stream of changes watches; `null` for all of a database. */
const collectionOf = ({ aggregate: name }: Document): string | null =>
  typeof name === 'string' ? name : null;

const watch = async (
  command: Document,
  watched: Watched,
  database: Database,
  cursors: Cursors,
): Promise<Bytes> => {
  if (command.explain === true)
    throw new CommandError(
      'NotImplemented',
      'explain of $changeStream is not served by the embedded database',
    );
  const tail = openChangeStream(database, watched, command.pipeline as Document[]);
  // Whoever has a token may come back with it after a crash.
  await database.flushed();
  return cursors.firstOfTail(
    `${watched.db}.${watched.collection ?? '$cmd.aggregate'}`,
    tail,
    numberOf((command.cursor as Document | undefined)?.batchSize),
    { operationTime: operationTime(database.history) },
  );
};

const findPipeline = ({ filter, sort, skip, limit }: FindRequest, projection: Document): Document[] => [
  { $match: filter },
  ...(sort === null ? [] : [{ $sort: sort }]),
  ...(skip === 0 ? [] : [{ $skip: skip }]),
  ...(limit === 0 ? [] : [{ $limit: limit }]),
  { $project: projection },
];

/** Small 64-bit numbers come out of BSON as numbers; the driver wants cursor ids back as it knows them. */
const longOf = (id: unknown): Long => Long.fromString(String(id));

const numberOf = (value: unknown): number | undefined => (value === undefined ? undefined : Number(value));

function* map(rows: readonly Bytes[], cut: (bytes: Bytes) => Bytes): Generator<Bytes> {
  for (const row of rows) yield cut(row);
}
