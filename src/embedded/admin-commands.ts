import type { Document } from 'bson';
import { encode } from './bson-bytes.ts';
import type { Collection } from './collection.ts';
import { CommandError } from './command-error.ts';
import type { CommandTable } from './commands.ts';
import type { IndexSpec } from './ordered-index.ts';
import type { TextIndexSpec } from './text-index.ts';

const MAX_DOCUMENT = 16 * 1024 * 1024;
const ok = (fields: Document = {}): Uint8Array => encode({ ...fields, ok: 1 });

const hello = (legacy: boolean) => () =>
  ok({
    ...(legacy ? { ismaster: true } : { isWritablePrimary: true }),
    helloOk: true,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    minWireVersion: 0,
    // MongoDB 6.0's: what the store needs is all there by then.
    maxWireVersion: 17,
    readOnly: false,
  });

export const ADMIN_COMMANDS: CommandTable = {
  hello: hello(false),
  ismaster: hello(true),
  isMaster: hello(true),
  ping: () => ok(),
  endSessions: () => ok(),
  // Nobody has a name here: who may open the socket may do everything.
  saslStart: () => {
    throw new CommandError('AuthenticationFailed', 'Authentication failed.');
  },
  buildInfo: () =>
    ok({
      version: '6.0.0',
      versionArray: [6, 0, 0, 0],
      gitVersion: 'dateline-embedded',
      modules: [],
      bits: 64,
      maxBsonObjectSize: MAX_DOCUMENT,
    }),

  create: async ({ command, database, db }) => {
    const namespace = `${db}.${String(command.create)}`;
    if (database.collections.has(namespace))
      throw new CommandError('NamespaceExists', `Collection ${namespace} already exists.`);
    database.create(namespace, (command.validator as Document | undefined) ?? null);
    await database.flushed();
    return ok();
  },

  collMod: async ({ command, database, db }) => {
    const namespace = `${db}.${String(command.collMod)}`;
    if (!database.collections.has(namespace))
      throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`);
    if (command.validator !== undefined) database.setValidator(namespace, command.validator as Document);
    await database.flushed();
    return ok();
  },

  drop: async ({ command, database, db }) => {
    database.drop(`${db}.${String(command.drop)}`);
    await database.flushed();
    return ok();
  },

  dropDatabase: async ({ database, db }) => {
    database.dropDatabase(db);
    await database.flushed();
    return ok({ dropped: db });
  },

  listDatabases: ({ database }) => {
    const names = new Set(
      [...database.collections.keys()].map((namespace) => namespace.slice(0, namespace.indexOf('.'))),
    );
    return ok({ databases: [...names].map((name) => ({ name, empty: false })), totalSize: 0 });
  },

  listCollections: ({ command, database, server, db }) => {
    const named = (command.filter as Document | undefined)?.name;
    const rows = [...database.collections.values()]
      .filter(({ namespace }) => namespace.startsWith(`${db}.`))
      .map(({ namespace, validatorDocument }) => ({
        name: namespace.slice(db.length + 1),
        type: 'collection',
        options: validatorDocument === null ? {} : { validator: validatorDocument },
        info: { readOnly: false },
      }))
      .filter(({ name }) => named === undefined || name === named);
    return server.cursors.firstBatch(`${db}.$cmd.listCollections`, rows.map(encode), 10_000, true);
  },

  createIndexes: async ({ command, database, db }) => {
    const namespace = `${db}.${String(command.createIndexes)}`;
    const before = countIndexes(database.collections.get(namespace));
    for (const index of command.indexes as Document[]) database.createIndex(namespace, specOf(index));
    await database.flushed();
    return ok({
      numIndexesBefore: before,
      numIndexesAfter: countIndexes(database.collection(namespace)),
      createdCollectionAutomatically: false,
    });
  },

  listIndexes: ({ command, database, server, db }) => {
    const namespace = `${db}.${String(command.listIndexes)}`;
    const collection = database.collections.get(namespace);
    if (collection === undefined)
      throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespace}`);
    const rows = [...collection.indexes.values()].map(({ spec }) =>
      encode({
        v: 2,
        key: spec.key,
        name: spec.name,
        ...(spec.unique && spec.name !== '_id_' ? { unique: true } : {}),
        ...(spec.partialFilterExpression === null
          ? {}
          : { partialFilterExpression: spec.partialFilterExpression }),
      }),
    );
    if (collection.text.spec !== null) rows.push(encode(textIndexRow(collection.text.spec)));
    return server.cursors.firstBatch(namespace, rows, 10_000, true);
  },

  dropIndexes: async ({ command, database, db }) => {
    const namespace = `${db}.${String(command.dropIndexes)}`;
    const names =
      command.index === '*'
        ? namesOf(database.collection(namespace)).filter((name) => name !== '_id_')
        : [command.index].flat().map(String);
    for (const name of names) {
      if (!database.dropIndex(namespace, name))
        throw new CommandError('IndexNotFound', `index not found with name [${name}]`);
    }
    await database.flushed();
    return ok();
  },
};

const OPTIONS = new Set(['key', 'name', 'unique', 'partialFilterExpression', 'v', 'background']);

const TEXT_OPTIONS = new Set([
  'key',
  'name',
  'weights',
  'default_language',
  'textIndexVersion',
  'v',
  'background',
]);

const namesOf = ({ indexes, text }: Collection): string[] => [
  ...indexes.keys(),
  ...(text.spec === null ? [] : [text.spec.name]),
];
const countIndexes = (collection: Collection | undefined): number =>
  collection === undefined ? 1 : namesOf(collection).length;

const textIndexRow = ({ name, weights }: TextIndexSpec): Document => ({
  v: 2,
  key: { _fts: 'text', _ftsx: 1 },
  name,
  weights,
  default_language: 'none',
  language_override: 'language',
  textIndexVersion: 3,
});

/** A text index over all its fields and nothing else, with no language: stems are the business of whoever writes the field. */
const textSpecOf = (index: Document): TextIndexSpec => {
  const strange = Object.keys(index).find((option) => !TEXT_OPTIONS.has(option));
  const paths = Object.entries(index.key as Document);
  if (strange !== undefined || paths.some(([, kind]) => kind !== 'text'))
    throw new CommandError(
      'InvalidOptions',
      `${strange ?? 'a text index beside other keys'} is not served by the embedded database`,
    );
  if (index.default_language !== 'none')
    throw new CommandError(
      'CannotCreateIndex',
      "the embedded database's text indexes need default_language: 'none'",
    );
  const weights = (index.weights ?? {}) as Record<string, number>;
  return {
    name: String(index.name),
    weights: Object.fromEntries(paths.map(([path]) => [path, weights[path] ?? 1])),
  };
};

const specOf = (index: Document): IndexSpec | TextIndexSpec => {
  if (Object.values(index.key as Document).includes('text')) return textSpecOf(index);
  const strange = Object.keys(index).find((option) => !OPTIONS.has(option));
  if (strange !== undefined)
    throw new CommandError(
      'InvalidOptions',
      `the index option '${strange}' is not served by the embedded database`,
    );
  const key = Object.fromEntries(
    Object.entries(index.key as Document).map(([path, direction]) => {
      if (direction !== 1 && direction !== -1)
        throw new CommandError(
          'BadValue',
          `an index of type ${String(direction)} is not served by the embedded database`,
        );
      return [path, direction as 1 | -1];
    }),
  );
  return {
    name: String(index.name),
    key,
    unique: index.unique === true,
    partialFilterExpression: (index.partialFilterExpression as Document | undefined) ?? null,
  };
};
