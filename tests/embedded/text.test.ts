import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, type Document, MongoServerError } from 'mongodb';
import { testClient } from '../support/mongodb.ts';

/** Text search as MongoDB does it, on whichever engine this run is on. Where they differ, MongoDB is right. */
let db: Db;
let drop: () => Promise<void>;

interface Text {
  _id: string;
  n: number;
  lead: string;
  text: string[] | string;
}
const TEXTS: Text[] = [
  { _id: 'a', n: 1, lead: 'harbour', text: 'the ferry left the harbour at dawn' },
  { _id: 'b', n: 2, lead: 'ferry strike', text: ['ferry crews', 'harbour pilots'] },
  { _id: 'c', n: 3, lead: 'École rénovée', text: "l'école de Bâle" },
  { _id: 'd', n: 4, lead: 'ميناء', text: 'سفينة في ميناء' },
  { _id: 'e', n: 5, lead: '', text: 'strike strike strike over pay' },
  { _id: 'f', n: 6, lead: 'pay', text: 'x-ray, 42 times' },
];
const texts = () => db.collection<Text>('texts');
const score = { $meta: 'textScore' } as const;
const found = async (search: string, filter: Document = {}): Promise<string[]> =>
  (
    await texts()
      .find({ $text: { $search: search }, ...filter })
      .toArray()
  )
    .map(({ _id }) => _id)
    .sort();
const codeOf = async (operation: Promise<unknown>): Promise<unknown> =>
  await operation.then(
    () => undefined,
    (error: unknown) => (error instanceof MongoServerError ? error.code : error),
  );

beforeAll(async () => {
  ({ db, drop } = await testClient());
  await texts().insertMany(TEXTS.slice(0, 4));
  await texts().createIndex(
    { lead: 'text', text: 'text' },
    { name: 'words', weights: { lead: 8, text: 1 }, default_language: 'none' },
  );
  await texts().insertMany(TEXTS.slice(4));
});
afterAll(() => drop());

describe('$text', () => {
  it.each<[string, string, string[]]>([
    ['any of the words', 'ferry pay', ['a', 'b', 'e', 'f']],
    ['whatever the case and the diacritics', 'ECOLE', ['c']],
    ['words behind an apostrophe', 'bale', ['c']],
    ['words that are written from right to left', 'ميناء', ['d']],
    ['no stems', 'strikes', []],
    ['digits, and words joined by a hyphen', '42', ['f']],
    ['a phrase', '"ferry strike"', ['b']],
    ['a phrase that nothing has', '"strike ferry"', []],
    ['words that must not be there', 'ferry -dawn', ['b']],
    ['nothing but punctuation', '...', []],
  ])('finds %s', async (_, search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('goes together with other conditions', async () => {
    expect(await found('ferry', { n: { $gt: 1 } })).toEqual(['b']);
    expect(await texts().countDocuments({ $and: [{ $text: { $search: 'strike' } }, { n: 5 }] })).toBe(1);
  });

  it('scores as MongoDB does', async () => {
    const rows = await texts()
      .find({ $text: { $search: 'strike harbour pay' } })
      .project<{ _id: string; score: number }>({ score })
      .sort({ score })
      .toArray();
    const scores = Object.fromEntries(rows.map((row) => [row._id, row.score]));
    expect(rows.map(({ _id }) => _id)).toEqual(['a', 'f', 'b', 'e']);
    expect(scores.f).toBeCloseTo(8.8, 6);
    expect(scores.a).toBeCloseTo(8.8 + 0.5 + 0.5 / 7, 5);
    expect(scores.e).toBeCloseTo(1.75 * (0.5 + (0.5 * 3) / 5) + 0.5 + 0.5 / 5, 5);
  });

  it('gives its score to the stages of a pipeline', async () => {
    const rows = await texts()
      .aggregate([
        { $match: { $text: { $search: 'pay' }, n: { $gt: 0 } } },
        { $project: { n: 1, score } },
        { $addFields: { rank: { $multiply: ['$score', 2] } } },
        { $sort: { rank: -1, _id: 1 } },
        { $facet: { rows: [{ $limit: 1 }], all: [{ $count: 'n' }] } },
      ])
      .toArray();
    expect(rows).toEqual([{ rows: [{ _id: 'f', n: 6, score: 8.8, rank: 17.6 }], all: [{ n: 2 }] }]);
  });

  it('hears of what is written, changed and deleted', async () => {
    await texts().insertOne({ _id: 'g', n: 7, lead: 'lighthouse', text: '' });
    expect(await found('lighthouse')).toEqual(['g']);
    await texts().updateOne({ _id: 'g' }, { $set: { lead: 'beacon' } });
    expect(await found('lighthouse')).toEqual([]);
    expect(await found('beacon')).toEqual(['g']);
    await texts().deleteOne({ _id: 'g' });
    expect(await found('beacon')).toEqual([]);
  });

  it('says what it used', async () => {
    const plan = await texts()
      .find({ $text: { $search: 'pay' } })
      .explain();
    expect(JSON.stringify(plan)).toContain('TEXT_MATCH');
  });

  it('lists its index', async () => {
    const [, index] = await texts().listIndexes().toArray();
    expect(index).toMatchObject({
      name: 'words',
      key: { _fts: 'text', _ftsx: 1 },
      weights: { lead: 8, text: 1 },
      default_language: 'none',
    });
  });

  it("refuses with MongoDB's codes", async () => {
    const other = db.collection('others');
    await other.insertOne({ a: 1 });
    expect(await codeOf(other.find({ $text: { $search: 'x' } }).toArray())).toBe(27);
    expect(
      await codeOf(
        texts()
          .find({ $text: { $search: 3 } } as Document)
          .toArray(),
      ),
    ).toBe(14);
    expect(await codeOf(other.createIndex({ a: 'text' }, { default_language: 'elvish' }))).toBe(67);
    expect(await codeOf(texts().createIndex({ text: 'text' }, { default_language: 'none' }))).toBe(85);
    expect(
      await codeOf(
        texts()
          .find({ $nor: [{ $text: { $search: 'x' } }] })
          .toArray(),
      ),
    ).toBe(2);
  });
});
