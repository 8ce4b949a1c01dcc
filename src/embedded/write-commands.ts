import { type Document, ObjectId } from 'bson';
import { decode, encode } from './bson-bytes.ts';
import { CommandError } from './command-error.ts';
import type { CommandContext, CommandTable } from './commands.ts';
import { find } from './find.ts';
import { createMatcher } from './matcher.ts';
import type { SortSpec } from './planner.ts';
import { isReplacement, updated, upsertSeed } from './update.ts';

interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
}

/** Runs each write of a command. After an error an ordered command stops, an unordered one goes on. */
const runAll = (
  writes: readonly Document[],
  ordered: boolean,
  run: (write: Document, index: number) => void,
): WriteError[] => {
  const errors: WriteError[] = [];
  for (const [index, write] of writes.entries()) {
    try {
      run(write, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
};

const acknowledged = async (
  { database }: CommandContext,
  reply: Document,
  writeErrors: readonly WriteError[],
): Promise<Uint8Array> => {
  await database.flushed();
  return encode({ ...reply, ...(writeErrors.length === 0 ? {} : { writeErrors }), ok: 1 });
};

/** Ids first, as MongoDB stores them; `__proto__` and the like are only names here. */
const withId = (document: Document): Document => {
  const { _id = new ObjectId(), ...rest } = document;
  if (Array.isArray(_id) || _id instanceof RegExp)
    throw new CommandError('BadValue', "The '_id' value cannot be an array or a regular expression");
  return { _id, ...rest };
};

const matching = (
  { database, db }: CommandContext,
  name: string,
  filter: Document,
  limit: number,
  hint: unknown,
  sort: SortSpec | null = null,
): Document[] => {
  createMatcher(filter);
  return [...find(database.collection(`${db}.${name}`), { filter, sort, skip: 0, limit, hint })].map(decode);
};

const refusePipeline = (change: unknown): Document => {
  if (Array.isArray(change))
    throw new CommandError('FailedToParse', 'updates by pipeline are not served by the embedded database');
  return change as Document;
};

const upsert = (
  { database }: CommandContext,
  namespace: string,
  filter: Document,
  change: Document,
): Document => {
  const seed = upsertSeed(filter);
  const document = withId(
    updated(
      seed,
      isReplacement(change) ? { ...(seed._id === undefined ? {} : { _id: seed._id }), ...change } : change,
      true,
    ),
  );
  database.insert(namespace, document);
  return document;
};

const differs = (left: Document, right: Document): boolean =>
  Buffer.compare(encode(left), encode(right)) !== 0;

export const WRITE_COMMANDS: CommandTable = {
  insert: async (context) => {
    const { command, database, db } = context;
    let n = 0;
    const errors = runAll(command.documents as Document[], command.ordered !== false, (document) => {
      database.insert(`${db}.${String(command.insert)}`, withId(document));
      n += 1;
    });
    return await acknowledged(context, { n }, errors);
  },

  update: async (context) => {
    const { command, database, db } = context;
    const name = String(command.update);
    let n = 0;
    let nModified = 0;
    const upserted: Document[] = [];
    const errors = runAll(
      command.updates as Document[],
      command.ordered !== false,
      ({ q, u, multi, upsert: orInsert, hint }, index) => {
        const change = refusePipeline(u);
        if (multi === true && isReplacement(change))
          throw new CommandError(
            'FailedToParse',
            'multi update is not supported for replacement-style update',
          );
        const found = matching(context, name, q, multi === true ? 0 : 1, hint);
        for (const before of found) {
          const after = updated(before, change, false);
          n += 1;
          if (!differs(before, after)) continue;
          database.replace(`${db}.${name}`, after, isReplacement(change) ? null : { before, change });
          nModified += 1;
        }
        if (found.length === 0 && orInsert === true) {
          upserted.push({ index, _id: upsert(context, `${db}.${name}`, q, change)._id });
          n += 1;
        }
      },
    );
    return await acknowledged(
      context,
      { n, nModified, ...(upserted.length === 0 ? {} : { upserted }) },
      errors,
    );
  },

  delete: async (context) => {
    const { command, database, db } = context;
    const name = String(command.delete);
    let n = 0;
    const errors = runAll(command.deletes as Document[], command.ordered !== false, ({ q, limit, hint }) => {
      for (const { _id } of matching(context, name, q, Number(limit), hint)) {
        database.remove(`${db}.${name}`, _id);
        n += 1;
      }
    });
    return await acknowledged(context, { n }, errors);
  },

  findAndModify: async (context) => {
    const { command, database, db } = context;
    const name = String(command.findAndModify);
    const namespace = `${db}.${name}`;
    if (command.fields !== undefined && Object.keys(command.fields).length > 0)
      throw new CommandError(
        'BadValue',
        'findAndModify with a projection is not served by the embedded database',
      );
    const filter = (command.query ?? {}) as Document;
    const [before] = matching(
      context,
      name,
      filter,
      1,
      command.hint,
      (command.sort as SortSpec | undefined) ?? null,
    );
    if (command.remove === true) {
      if (before !== undefined) database.remove(namespace, before._id);
      return await acknowledged(
        context,
        { lastErrorObject: { n: before === undefined ? 0 : 1 }, value: before ?? null },
        [],
      );
    }
    const change = refusePipeline(command.update);
    if (before === undefined) {
      if (command.upsert !== true)
        return await acknowledged(
          context,
          { lastErrorObject: { n: 0, updatedExisting: false }, value: null },
          [],
        );
      const inserted = upsert(context, namespace, filter, change);
      return await acknowledged(
        context,
        {
          lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted._id },
          value: command.new === true ? inserted : null,
        },
        [],
      );
    }
    const after = updated(before, change, false);
    if (differs(before, after))
      database.replace(namespace, after, isReplacement(change) ? null : { before, change });
    return await acknowledged(
      context,
      { lastErrorObject: { n: 1, updatedExisting: true }, value: command.new === true ? after : before },
      [],
    );
  },
};
