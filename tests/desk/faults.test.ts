import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { readConfig } from '../../src/config.ts';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { mintToken } from '../../src/graphql/mint-token.ts';
import { createLog } from '../../src/observe/log.ts';
import { STREAM_SECRET } from '../support/command-stream.ts';
import { type CuttingWire, startCuttingWire } from '../support/cutting-wire.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { listenerOf } from '../support/faulty-wire.ts';
import { testDatabase } from '../support/mongodb.ts';
import { postGraphql } from '../support/test-server.ts';
import { faultsIn } from '../support/whole-newsroom.ts';

/** Faults in the middle of a command. Each answer may be lost, each write may be refused once: in the end there is one revision and one event of each version. */
interface Started {
  readonly gateway: Gateway;
  /** Gives a command, again and again under one key while the database can't be reached. */
  insist(
    command: string,
    input: object,
  ): Promise<{ article: { id: string; version: number }; tries: number }>;
}

const start = async (mongodbUrl: string, database: string): Promise<Started> => {
  const gateway = await createGateway({
    config: readConfig({
      PORT: '0',
      DATELINE_DATABASE: database,
      DATELINE_JWT_SECRET: STREAM_SECRET,
      DATELINE_MONGODB_TIMEOUT_MS: '5000',
      DATELINE_CHANGE_STREAM: 'off',
    }),
    mongodbUrl,
    log: createLog({ level: 'silent' }),
  });
  const { url } = await gateway.listen();
  const token = await mintToken({ secret: STREAM_SECRET, subject: 'somebody', roles: ['chief'] });
  let keys = 0;
  const insist: Started['insist'] = async (command, input) => {
    const type = `${command[0]?.toUpperCase()}${command.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${command}(input: $input) { article { id version } userErrors { code message } } }`;
    keys += 1;
    const idempotencyKey = `key ${keys}`;
    for (let tries = 1; tries < 20; tries += 1) {
      const { json, codes } = await postGraphql(
        url,
        { query, variables: { input: { ...input, idempotencyKey } } },
        { authorization: `Bearer ${token}` },
      );
      if (codes.length > 0) {
        expect(codes).toEqual(['STORE_UNAVAILABLE']);
        continue;
      }
      expect(json.data[command].userErrors).toEqual([]);
      return { article: json.data[command].article, tries };
    }
    throw new Error(`${command} was never done.`);
  };
  return { gateway, insist };
};

const story = (headline: string) => ({
  story: { headline, blocks: [{ id: 'a', paragraph: { content: { text: headline } } }] },
});
/** The kinds of the revisions of a story, from the first on. */
const kindsOf = async (db: Db, id: string): Promise<string[]> =>
  (await db.collection('revisions').find({ articleId: id }).sort({ version: 1 }).toArray()).map(
    ({ kind }) => kind,
  );

describe('an answer that is lost', () => {
  const { url, database } = testDatabase();
  let wire: CuttingWire;
  let client: MongoClient;
  let started: Started;
  beforeAll(async () => {
    client = await MongoClient.connect(url);
    wire = await startCuttingWire(listenerOf(url));
    started = await start(`mongodb://127.0.0.1:${wire.port}/?directConnection=true`, database);
  }, 30_000);
  afterAll(async () => {
    await started.gateway.close();
    await wire.close();
    await client.db(database).dropDatabase();
    await client.close();
  });

  // A publish writes in this order: the story, its revision, its event, its key, that all is done.
  it.each([
    [1, ['update']],
    [2, ['update']],
    [3, ['update']],
    [1, ['insert']],
    [2, ['insert']],
  ])(
    'of the %d. %j of a command does it neither twice nor by half',
    async (nth, names) => {
      const db = client.db(database);
      const name = `R${nth} ${names.join()}`;
      const { article } = await started.insist('saveDraft', story(name));
      wire.cut(names, nth);
      const published = await started.insist('publishArticle', { id: article.id, version: 1 });
      expect(wire.wasCut).toBe(true);
      expect(published.article.version).toBe(2);
      wire.cut([], 0);
      const updated = await started.insist('updateArticle', {
        id: article.id,
        version: 2,
        story: { kicker: 'Seen' },
      });
      expect(updated.article.version).toBe(3);
      expect(await kindsOf(db, article.id)).toEqual(['DRAFT_SAVED', 'ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
      expect(await faultsIn(db, [])).toEqual([]);
    },
    60_000,
  );

  it.each([1, 2, 3])(
    'of the %d. insert makes a new story once',
    async (nth) => {
      wire.cut(['insert'], nth);
      const { article } = await started.insist('saveDraft', story(`R${nth} new`));
      expect(wire.wasCut).toBe(true);
      wire.cut([], 0);
      await started.insist('submitArticle', { id: article.id, version: 1 });
      const db = client.db(database);
      expect(await db.collection('articles').countDocuments({ headline: `R${nth} new` })).toBe(1);
      expect(await kindsOf(db, article.id)).toEqual(['DRAFT_SAVED', 'ARTICLE_SUBMITTED']);
      expect(await faultsIn(db, [])).toEqual([]);
    },
    60_000,
  );
});

describe('a write that is refused once with a label that it may be tried again', () => {
  let embedded: Embedded;
  let client: MongoClient;
  let started: Started;
  beforeAll(async () => {
    embedded = await startEmbedded({ dataDir: null, testCommands: true, entry: EMBEDDED_ENTRY });
    client = await MongoClient.connect(embedded.url);
    started = await start(embedded.url, 'faults');
  }, 30_000);
  afterAll(async () => {
    await started.gateway.close();
    await client.close();
    await embedded.close();
  });
  const fail = (data: object) =>
    client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times: 1 }, data });

  it.each([
    ['update', 91],
    ['update', 189],
    ['update', 10_107],
    ['insert', 91],
    ['find', 91],
    ['find', 10_107],
  ])(
    '%s, by the code %d, is done once',
    async (name, errorCode) => {
      const { article } = await started.insist('saveDraft', story(`R1 ${name} ${errorCode}`));
      await fail({
        failCommands: [name],
        errorCode,
        errorLabels: name === 'find' ? [] : ['RetryableWriteError'],
      });
      const { article: published } = await started.insist('publishArticle', { id: article.id, version: 1 });
      expect(published.version).toBe(2);
      await started.insist('updateArticle', { id: article.id, version: 2, story: { kicker: 'Seen' } });
      const db = client.db('faults');
      expect(await kindsOf(db, article.id)).toEqual(['DRAFT_SAVED', 'ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
      expect(await faultsIn(db, [])).toEqual([]);
    },
    60_000,
  );
});

describe('the look for faults, shown to find them', () => {
  it('misses neither a revision nor an event nor a word', async () => {
    const { url, database } = testDatabase();
    const client = await MongoClient.connect(url);
    const { gateway, insist } = await start(url, database);
    try {
      const db = client.db(database);
      const { article } = await insist('saveDraft', story('R1 to be spoilt'));
      expect(await faultsIn(db, [])).toEqual([]);
      const lost = { command: 'saveDraft', id: article.id, version: 2, headline: 'R1 never there' };
      expect(await faultsIn(db, [lost])).toHaveLength(1);
      await db
        .collection('articles')
        .updateOne({ slug: 'r1-to-be-spoilt' }, { $set: { headline: 'R1 changed' } });
      await db.collection('events').deleteMany({});
      expect(await faultsIn(db, [])).toEqual([
        expect.stringContaining('is not as its last revision'),
        expect.stringContaining('has no event of version 1'),
      ]);
      await db.collection('revisions').deleteMany({});
      expect((await faultsIn(db, [])).join()).toContain('has no revision 1');
    } finally {
      await gateway.close();
      await client.db(database).dropDatabase();
      await client.close();
    }
  }, 60_000);
});
