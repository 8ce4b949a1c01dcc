import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, type Document, MongoServerError, ObjectId } from 'mongodb';
import { testClient } from '../support/mongodb.ts';

/**
 * What the store asks of MongoDB, asked of whichever engine this run is on. The embedded database passes the very assertions that MongoDB's own engine
 * passes; where they differ, MongoDB is right.
 */
interface Story {
  _id: string;
  tags: string[];
  at: Date | null;
  n: number;
  by: { who: string; role: string }[];
  body?: string;
}

let db: Db;
let drop: () => Promise<void>;

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const STORIES: Story[] = Array.from({ length: 250 }, (_, n) => ({
  _id: `s${String(n).padStart(3, '0')}`,
  tags: [`t${n % 5}`, `t${n % 7}`].filter((tag, index, all) => all.indexOf(tag) === index),
  at: n % 50 === 49 ? null : at(n % 24),
  n,
  by: [{ who: `w${n % 3}`, role: 'AUTHOR' }],
  body: 'x'.repeat(100),
}));

const codeOf = async (operation: Promise<unknown>): Promise<number | string | undefined> =>
  await operation.then(
    () => undefined,
    (error: unknown) => (error instanceof MongoServerError ? error.code : String(error)),
  );
const ids = (rows: Document[]) => rows.map(({ _id }) => _id);
const byAt = (left: Story, right: Story) =>
  (right.at?.getTime() ?? -1) - (left.at?.getTime() ?? -1) || (left._id < right._id ? 1 : -1);

beforeAll(async () => {
  const client = await testClient();
  ({ db, drop } = client);
  await db.collection<Story>('stories').insertMany(STORIES);
  await db.collection('stories').createIndexes([
    { key: { tags: 1, at: -1, _id: -1 }, name: 'tags_at' },
    { key: { at: -1, _id: -1 }, name: 'at' },
    { key: { 'by.who': 1, n: 1 }, name: 'by' },
    { key: { n: 1 }, name: 'n', unique: true },
  ]);
});
afterAll(() => drop());

const stories = () => db.collection<Story>('stories');

describe('find', () => {
  it.each<[string, Document, (story: Story) => boolean]>([
    ['equality on an array', { tags: 't3' }, ({ tags }) => tags.includes('t3')],
    ['$in', { tags: { $in: ['t1', 't6'] } }, ({ tags }) => tags.includes('t1') || tags.includes('t6')],
    [
      'two values of one array',
      { $and: [{ tags: 't1' }, { tags: 't2' }] },
      ({ tags }) => tags.includes('t1') && tags.includes('t2'),
    ],
    [
      'a range of dates, which leaves null out',
      { at: { $lte: at(3) } },
      (story) => story.at !== null && story.at <= at(3),
    ],
    [
      'both ends of a range',
      { at: { $gt: at(3), $lt: at(6) } },
      (story) => story.at !== null && story.at > at(3) && story.at < at(6),
    ],
    ['null', { at: null }, (story) => story.at === null],
    ['a path through an array', { 'by.who': 'w1' }, ({ by }) => by[0]?.who === 'w1'],
    [
      '$or of indexed parts',
      { $or: [{ n: 3 }, { tags: 't6' }] },
      ({ n, tags }) => n === 3 || tags.includes('t6'),
    ],
    [
      '$nor',
      { $nor: [{ tags: 't1' }, { n: { $gte: 100 } }] },
      ({ n, tags }) => !tags.includes('t1') && n < 100,
    ],
    ['$exists of a place in an array', { 'tags.1': { $exists: false } }, ({ tags }) => tags.length < 2],
    [
      '$expr',
      { n: { $lt: 50 }, $expr: { $gte: [{ $indexOfBytes: ['$_id', { $literal: '1' }] }, 0] } },
      ({ _id, n }) => n < 50 && _id.includes('1'),
    ],
    [
      '$elemMatch with a range',
      { tags: { $elemMatch: { $gte: 't2', $lt: 't4' } } },
      ({ tags }) => tags.some((tag) => tag >= 't2' && tag < 't4'),
    ],
    [
      '$ne and $nin',
      { n: { $ne: 5, $nin: [6, 7] }, tags: 't0' },
      ({ n, tags }) => ![5, 6, 7].includes(n) && tags.includes('t0'),
    ],
    ['an empty $in', { _id: { $in: [] } }, () => false],
    ['a pattern', { _id: /^s00/ }, ({ _id }) => _id.startsWith('s00')],
  ])('%s', async (_, filter, expected) => {
    const rows = await stories().find(filter).toArray();
    expect(ids(rows).sort()).toEqual(STORIES.filter(expected).map(({ _id }) => _id));
    expect(await stories().countDocuments(filter)).toBe(rows.length);
  });

  it.each<[string, Document]>([
    ['one index prefix', { tags: 't3' }],
    ['several prefixes merged', { tags: { $in: ['t1', 't3', 't6'] } }],
    ['no filter', {}],
  ])('sorts by %s, both ways', async (_, filter) => {
    const expected = ids(await stories().find(filter).toArray())
      .map((id) => STORIES.find((story) => story._id === id))
      .filter((story) => story !== undefined)
      .sort(byAt)
      .map(({ _id }) => _id);
    expect(ids(await stories().find(filter).sort({ at: -1, _id: -1 }).toArray())).toEqual(expected);
    expect(ids(await stories().find(filter).sort({ at: 1, _id: 1 }).toArray())).toEqual(
      [...expected].reverse(),
    );
    expect(ids(await stories().find(filter).sort({ at: -1, _id: -1 }).skip(5).limit(7).toArray())).toEqual(
      expected.slice(5, 12),
    );
  });

  it('walks a list page by page on its keyset', async () => {
    const seen: string[] = [];
    let after: Document = {};
    for (;;) {
      const rows = await stories()
        .find({ $and: [{ tags: 't1', at: { $type: 'date' } }, after] })
        .sort({ at: -1, _id: -1 })
        .limit(9)
        .toArray();
      const last = rows.at(-1);
      if (last === undefined) break;
      seen.push(...ids(rows));
      after = { at: { $lte: last.at }, $or: [{ at: { $lt: last.at } }, { _id: { $lt: last._id } }] };
    }
    const expected = STORIES.filter((story) => story.tags.includes('t1') && story.at !== null).sort(byAt);
    expect(seen).toEqual(expected.map(({ _id }) => _id));
  });

  it('projects whole fields and nested ones', async () => {
    const one = (projection: Document) => stories().findOne({ _id: 's001' }, { projection });
    expect(await one({ body: 0, by: 0, tags: 0 })).toEqual({ _id: 's001', at: at(1), n: 1 });
    expect(await one({ n: 1 })).toEqual({ _id: 's001', n: 1 });
    expect(await one({ n: 1, _id: 0 })).toEqual({ n: 1 });
    expect(await one({ 'by.who': 1, _id: 0 })).toEqual({ by: [{ who: 'w1' }] });
  });

  it('gives a long answer in several batches', async () => {
    expect(ids(await stories().find().sort({ n: 1 }).batchSize(7).toArray())).toEqual(
      STORIES.map(({ _id }) => _id),
    );
  });

  it('keeps exact types', async () => {
    const types = {
      _id: 'types',
      id: new ObjectId(),
      big: 2 ** 40,
      half: 0.5,
      none: null,
      list: [],
      day: at(0),
      text: 'é\u0000ü',
    };
    await db.collection<{ _id: string }>('types').insertOne(types);
    expect(await db.collection<{ _id: string }>('types').findOne({ _id: 'types' })).toEqual(types);
  });
});

describe('aggregate', () => {
  it('unites several walks in one command', async () => {
    const arm = (tag: string, list: number) => [
      { $match: { tags: tag } },
      { $sort: { at: -1, _id: -1 } },
      { $limit: 3 },
      { $project: { body: 0 } },
      { $project: { _id: 0, list: { $literal: list }, head: '$$ROOT' } },
    ];
    const rows = await stories()
      .aggregate([
        ...arm('t0', 0),
        { $unionWith: { coll: 'stories', pipeline: arm('t4', 1) } },
        { $unionWith: { coll: 'stories', pipeline: arm('none', 2) } },
      ])
      .toArray();
    for (const [list, tag] of ['t0', 't4'].entries()) {
      const expected = STORIES.filter(({ tags }) => tags.includes(tag))
        .sort(byAt)
        .slice(0, 3);
      expect(rows.filter((row) => row.list === list).map(({ head }) => head)).toEqual(
        expected.map(({ body, ...head }) => head),
      );
    }
    expect(rows).toHaveLength(6);
  });

  it('joins what another collection has, seen from each document', async () => {
    const lookup = {
      from: 'stories',
      localField: 'tag',
      foreignField: 'tags',
      let: { tag: '$tag' },
      pipeline: [
        { $project: { tags: 1, n: 1 } },
        { $group: { _id: { $indexOfArray: ['$tags', '$$tag'] }, least: { $min: '$n' } } },
        { $sort: { _id: 1 } },
      ],
      as: 'stories',
    };
    await db
      .collection<{ _id: string; tag?: string | string[]; said?: string }>('names')
      .insertMany([
        { _id: 'a', tag: 't0', said: '$$tag' },
        { _id: 'b', tag: 't6' },
        { _id: 'c', tag: 'none' },
        { _id: 'd', tag: ['t5', 't6'] },
        { _id: 'e' },
      ]);
    const least = (tag: string, place: number): number | undefined =>
      STORIES.find(({ tags }) => tags.indexOf(tag) === place)?.n;
    const rows = await db
      .collection('names')
      .aggregate([{ $match: {} }, { $lookup: lookup }, { $sort: { _id: 1 } }])
      .toArray();
    const places = (tag: string) =>
      [0, 1].flatMap((place) => {
        const found = least(tag, place);
        return found === undefined ? [] : [{ _id: place, least: found }];
      });
    expect(rows.slice(0, 3)).toEqual([
      { _id: 'a', tag: 't0', said: '$$tag', stories: places('t0') },
      { _id: 'b', tag: 't6', stories: places('t6') },
      { _id: 'c', tag: 'none', stories: [] },
    ]);
    // An array joins by each of its elements, and what is missing by what is missing.
    expect(rows.map(({ stories }) => stories.length > 0)).toEqual([true, true, false, true, false]);
  });

  it('counts, groups, unwinds and sorts', async () => {
    expect(
      await stories()
        .aggregate([{ $match: { tags: 't3' } }, { $count: 'n' }])
        .toArray(),
    ).toEqual([{ n: STORIES.filter(({ tags }) => tags.includes('t3')).length }]);
    expect(
      await stories()
        .aggregate([{ $match: { tags: 'none' } }, { $count: 'n' }])
        .toArray(),
    ).toEqual([]);
    const groups = await stories()
      .aggregate([
        { $unwind: '$tags' },
        { $group: { _id: '$tags', n: { $sum: 1 } } },
        { $sort: { n: -1, _id: 1 } },
      ])
      .toArray();
    const counted = new Map<string, number>();
    for (const { tags } of STORIES) for (const tag of tags) counted.set(tag, (counted.get(tag) ?? 0) + 1);
    const expected = [...counted].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
    expect(groups.map(({ _id, n }) => [_id, n])).toEqual(expected);
    const [facets] = await stories()
      .aggregate([
        { $match: { n: { $lt: 10 } } },
        { $facet: { low: [{ $match: { n: { $lt: 3 } } }, { $count: 'n' }] } },
      ])
      .toArray();
    expect(facets?.low).toEqual([{ n: 3 }]);
  });
});

describe('writes', () => {
  const things = () => db.collection<Document & { _id: string }>('things');

  it('replaces and inserts by upsert, atomically on a condition', async () => {
    const put = (n: number) => things().replaceOne({ _id: 'a', n: { $lte: n } }, { n }, { upsert: true });
    expect(await put(5)).toMatchObject({ upsertedCount: 1 });
    expect(await put(7)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    expect(await codeOf(put(6))).toBe(11_000);
    expect(await things().findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 7 });
  });

  it('updates with operators', async () => {
    await things().insertOne({ _id: 'b', n: 1, list: ['x'], deep: { k: 1 }, text: 't' });
    await things().updateOne({ _id: 'b' }, {
      $set: { 'deep.l': 2 },
      $inc: { n: 2 },
      $push: { list: 'y' },
      $unset: { text: '' },
    } as Document);
    expect(await things().findOne({ _id: 'b' })).toEqual({
      _id: 'b',
      n: 3,
      list: ['x', 'y'],
      deep: { k: 1, l: 2 },
    });
    await things().updateOne({ _id: 'b' }, { $pull: { list: 'x' } } as Document);
    await things().updateOne({ _id: 'b' }, { $addToSet: { list: 'y' } } as Document);
    expect(await things().findOne({ _id: 'b' })).toMatchObject({ list: ['y'] });
    const made = await things().updateOne(
      { _id: 'c' },
      { $set: { n: 1 }, $setOnInsert: { made: true } },
      { upsert: true },
    );
    expect(made.upsertedId).toBe('c');
    expect(await things().findOne({ _id: 'c' })).toEqual({ _id: 'c', n: 1, made: true });
    expect(
      await things().findOneAndUpdate({ _id: 'c' }, { $inc: { n: 1 } }, { returnDocument: 'after' }),
    ).toEqual({ _id: 'c', n: 2, made: true });
    expect(await things().deleteMany({ _id: { $in: ['b', 'c', 'none'] } })).toMatchObject({
      deletedCount: 2,
    });
  });

  it('keeps indexes in step with updates and deletes', async () => {
    await things().createIndex({ tags: 1 });
    await things().insertOne({ _id: 'd', tags: ['one', 'two'] });
    await things().updateOne({ _id: 'd' }, { $set: { tags: ['two', 'three'] } });
    expect(await things().countDocuments({ tags: 'one' })).toBe(0);
    expect(await things().countDocuments({ tags: 'three' })).toBe(1);
    await things().deleteOne({ _id: 'd' });
    expect(await things().countDocuments({ tags: 'two' })).toBe(0);
  });

  it('goes on after an error when unordered, and stops when ordered', async () => {
    const documents = () => [{ _id: 'e' }, { _id: 'e' }, { _id: 'f' }];
    expect(await codeOf(things().insertMany(documents(), { ordered: false }))).toBe(11_000);
    expect(await things().countDocuments({ _id: { $in: ['e', 'f'] } })).toBe(2);
    await things().deleteMany({ _id: { $in: ['e', 'f'] } });
    expect(await codeOf(things().insertMany(documents()))).toBe(11_000);
    expect(await things().countDocuments({ _id: { $in: ['e', 'f'] } })).toBe(1);
  });

  it('validates by $jsonSchema', async () => {
    const schema = {
      bsonType: 'object',
      required: ['_id', 'kind', 'at'],
      properties: {
        kind: { enum: ['A', 'B'] },
        at: { bsonType: ['date', 'null'] },
        n: { bsonType: 'int', minimum: 0 },
        list: { bsonType: 'array', items: { bsonType: 'string', pattern: '^x' } },
      },
    };
    const checked = await db.createCollection<Document & { _id: string }>('checked', {
      validator: { $jsonSchema: schema },
    });
    await checked.insertOne({ _id: 'ok', kind: 'A', at: null, n: 0, list: ['x1'] });
    const wrong: Document[] = [
      { kind: 'A' },
      { kind: 'C', at: null },
      { kind: 'A', at: 'now' },
      { kind: 'A', at: null, n: -1 },
      { kind: 'A', at: null, n: 0.5 },
      { kind: 'A', at: null, list: ['y'] },
    ];
    for (const [index, document] of wrong.entries()) {
      expect([index, await codeOf(checked.insertOne({ _id: `w${index}`, ...document }))]).toEqual([
        index,
        121,
      ]);
    }
    expect(await codeOf(checked.updateOne({ _id: 'ok' }, { $set: { kind: 'C' } }))).toBe(121);
    expect(await checked.countDocuments()).toBe(1);
  });
});

describe('refusals, by MongoDB’s own codes', () => {
  const wild = (filter: Document) =>
    stories()
      .find(filter as never)
      .toArray();
  const change = (update: Document) => stories().updateOne({ _id: 's000' }, update as never);

  it.each<[string, () => Promise<unknown>, number]>([
    ['an unknown command', () => db.command({ cook: 1 }), 59],
    [
      'an unknown stage',
      () =>
        stories()
          .aggregate([{ $cook: {} }])
          .toArray(),
      40_324,
    ],
    ['an unknown operator', () => wild({ n: { $cook: 1 } }), 2],
    ['an unknown top-level operator', () => wild({ $cook: 1 }), 2],
    ['an empty $or', () => wild({ $or: [] }), 2],
    ['$in without a list', () => wild({ n: { $in: 3 } }), 2],
    ['an unknown modifier', () => change({ $cook: { n: 1 } }), 9],
    ['$inc of a text', () => change({ $inc: { body: 1 } }), 14],
    ['$push to a number', () => change({ $push: { n: 1 } }), 2],
    ['another _id', () => change({ $set: { _id: 'other' } }), 66],
    [
      'a second value of a unique key',
      () => stories().insertOne({ ...(STORIES[0] as Story), _id: 'twin' }),
      11_000,
    ],
    ['a hint of no index', () => stories().find({ n: 1 }).hint('none').toArray(), 2],
    ['arrays in parallel', () => db.collection('parallel').insertOne({ a: [1], b: [2] }), 171],
  ])('%s', async (_, operation, code) => {
    await db.collection('parallel').createIndex({ a: 1, b: 1 });
    expect(await codeOf(operation())).toBe(code);
  });
});

describe('explain', () => {
  const stagesOf = (plan: unknown): string[] =>
    [...JSON.stringify(plan).matchAll(/"stage":"([A-Z_]+)"/g)].map(([, stage = '']) => stage);
  const explained = async (filter: Document, sort: Record<string, 1 | -1>) =>
    stagesOf((await stories().find(filter).sort(sort).limit(5).explain()).queryPlanner.winningPlan);

  it('tells an index walk in order from a sort, and from a look at everything', async () => {
    const walk = await explained({ tags: 't1' }, { at: -1, _id: -1 });
    expect(walk).toContain('IXSCAN');
    expect(walk).not.toContain('SORT');
    expect(await explained({ tags: { $in: ['t1', 't2'] } }, { at: -1, _id: -1 })).not.toContain('SORT');
    expect(await explained({ tags: 't1' }, { body: 1 })).toContain('SORT');
    expect(await explained({ body: 'x' }, { body: 1 })).toContain('COLLSCAN');
  });
});
