import { type Db, type Document, MongoServerError } from 'mongodb';
import { deriveAgain } from './derive-again.ts';
import { INDEXES, type IndexDeclaration } from './indexes.ts';
import { DERIVED_NAMES } from './stored-article.ts';
import { VALIDATORS } from './validators.ts';

const NAMESPACE_EXISTS = 48;
const COMMAND_NOT_FOUND = 59;

/**
 * Creates what is missing: collections with their validators, and indexes; an index whose declaration changed is dropped and made again.
 * Says what it did. Safe to run at any time and from several instances at once.
 */
export const migrate = async (db: Db): Promise<string[]> => {
  const done: string[] = [];
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const [collection, validator] of Object.entries(VALIDATORS)) {
    if (existing.has(collection)) await updateValidator(db, collection, validator);
    else if (await createCollection(db, collection, validator))
      done.push(`created the collection ${collection}`);
    done.push(...(await updateIndexes(db, collection)));
  }
  return done;
};

const createCollection = async (db: Db, name: string, validator: object): Promise<boolean> => {
  try {
    await db.createCollection(name, { validator });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_EXISTS) return false;
    throw error;
  }
};

const updateValidator = async (db: Db, collection: string, validator: object): Promise<void> => {
  try {
    await db.command({ collMod: collection, validator });
  } catch (error) {
    // Some engines that speak MongoDB's protocol have no `collMod`; there the validator stays as it was made.
    if (!(error instanceof MongoServerError && error.code === COMMAND_NOT_FOUND)) throw error;
  }
};

const updateIndexes = async (db: Db, collection: string): Promise<string[]> => {
  const done: string[] = [];
  const declared = INDEXES.filter((index) => index.collection === collection);
  const present = new Map(
    (await db.collection(collection).listIndexes().toArray()).map((index) => [index.name, index]),
  );
  const text = declared.find(isText);
  for (const [name, index] of present) {
    // There is room for one text index: an older one of ours gives way.
    const changed = /^search_\d+$/.test(name) ? text?.name !== name : isChanged(index.key, name, declared);
    if (!changed) continue;
    await db.collection(collection).dropIndex(name);
    done.push(`dropped the index ${collection}.${name}, whose keys have changed`);
    present.delete(name);
  }
  const missing = declared.filter(({ name }) => !present.has(name));
  // That the index is there says that what it is over was derived by this version.
  if (missing.some(isOverDerived)) {
    const stories = await deriveAgain(db);
    if (stories > 0) done.push(`derived what ${stories} stories are found by`);
  }
  if (missing.length > 0) {
    await db
      .collection(collection)
      .createIndexes(missing.map(({ name, key, options }) => ({ ...options, key, name })));
    done.push(...missing.map(({ name }) => `created the index ${collection}.${name}`));
  }
  return done;
};

const DERIVED: ReadonlySet<string> = new Set(DERIVED_NAMES);
const isOverDerived = ({ collection, key }: IndexDeclaration): boolean =>
  collection === 'articles' && Object.keys(key).some((path) => DERIVED.has(path.split('.')[0] ?? path));

const isText = ({ key }: IndexDeclaration): boolean => Object.values(key).includes('text');

const isChanged = (key: Document, name: string, declared: readonly IndexDeclaration[]): boolean => {
  const now = declared.find((index) => index.name === name && !isText(index));
  return now !== undefined && JSON.stringify(key) !== JSON.stringify(now.key);
};
