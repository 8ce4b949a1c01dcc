import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { sampleStory } from '../support/sample-records.ts';
import { until } from '../support/until.ts';
import { type Stored, startWatchedNewsroom, type WatchedNewsroom } from '../support/watched-newsroom.ts';

/** Following what a CMS writes through crashes, gaps and floods. More by hand: `DATELINE_TEST_ROUNDS=50`, `DATELINE_TEST_STORIES=5000`. */
const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 3);
const STORIES = Number(process.env.DATELINE_TEST_STORIES ?? 250);
const WRITES = 5_000;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of open.splice(0).reverse()) await close();
});
const startNewsroom = async (dataDir: string | null = null): Promise<WatchedNewsroom> => {
  const newsroom = await startWatchedNewsroom(dataDir);
  open.push(newsroom);
  return newsroom;
};
const startShared = async (): Promise<TestRedis | null> => {
  if (!redisIsThere) return null;
  const redis = await startRedis();
  open.push({ close: () => redis.stop() });
  return redis;
};
const articlesOf = ({ db }: WatchedNewsroom) => db.collection<Stored>('articles');
const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** What isn't as it must be where each of these stories was written once more by the CMS. */
const faultsOf = async (
  newsroom: WatchedNewsroom,
  ids: readonly string[],
  events: number,
): Promise<string[]> => {
  const faults: string[] = [];
  for (const id of ids) {
    const story = await articlesOf(newsroom).findOne({ _id: id });
    const told = await newsroom.eventsOf(id);
    const versions = told.map(({ version }) => version);
    if (told.length !== events)
      faults.push(`${id} was told ${told.length} times, and written ${events} times`);
    if (
      new Set(versions).size !== versions.length ||
      versions.some((version, at) => version < (versions[at - 1] ?? 0))
    )
      faults.push(`${id} was told out of order: ${versions}`);
    if (story?.['desk']?.pending !== undefined) faults.push(`${id} has something pending`);
    const revision = await newsroom.db
      .collection('revisions')
      .findOne({ articleId: id, version: story?.['version'] });
    if (revision?.['article'].headline !== story?.['headline'])
      faults.push(`${id} is not as its last revision`);
  }
  return faults;
};

describe('a gateway that is killed', () => {
  it(`while it follows leaves nothing out and tells nothing twice (${ROUNDS} rounds)`, async () => {
    const newsroom = await startNewsroom();
    const redis = await startShared();
    const seeding = await newsroom.gateway({ DATELINE_CHANGE_STREAM: 'off' });
    const stories = range(40).map((n) => sampleStory(`killed-${n}`));
    await seeding.gateway.store.articles.put(stories);
    const ids = stories.map(({ _id }) => _id);
    const env = {
      MONGODB_URL: newsroom.embedded.url,
      DATELINE_DATABASE: newsroom.database,
      DATELINE_CHANGE_STREAM: 'auto',
      ...(redis === null ? {} : { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '2000' }),
    };
    const follows = async ({ url }: GatewayProcess): Promise<boolean> =>
      (await (await fetch(`${url}/health/ready`)).text()).includes('"changes":"UP"');
    // Two where they can be elected, so that the other one goes on; one that begins again otherwise.
    const gateways = await Promise.all(range(redis === null ? 1 : 2).map(() => startProcess(env)));
    open.push({ close: async () => void (await Promise.all(gateways.map(({ kill }) => kill()))) });
    for (let round = 1; round <= ROUNDS; round += 1) {
      await until(async () => (await Promise.all(gateways.map(follows))).includes(true), 30_000);
      const following = (await Promise.all(gateways.map(follows))).indexOf(true);
      const cms = (async () => {
        for (const _id of ids) {
          await articlesOf(newsroom).updateOne({ _id }, { $set: { headline: `Round ${round} of ${_id}` } });
          await pause(Math.random() * 8);
        }
      })();
      const told = async () => newsroom.db.collection('events').countDocuments({ subjectId: { $in: ids } });
      const some = (round - 1) * ids.length + Math.floor(Math.random() * 25);
      await until(async () => (await told()) >= some, 30_000);
      await gateways[following]?.kill();
      await cms;
      gateways[following] = await startProcess(env);
      await until(async () => (await told()) >= round * ids.length, 60_000);
    }
    await newsroom.caughtUp();
    expect(await faultsOf(newsroom, ids, ROUNDS)).toEqual([]);
  }, 3_600_000);

  it('together with the embedded database goes on where it was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-cms-'));
    try {
      const first = await startWatchedNewsroom(folder);
      const gateway = await first.gateway();
      const story = await articlesOf(first).findOne({ status: 'PUBLISHED' });
      await until(async () => (await gateway.followed()).changes === 'UP');
      await first.caughtUp();
      const cms = articlesOf(first).updateOne(
        { _id: story?._id ?? '' },
        { $set: { headline: 'Acknowledged' } },
      );
      await cms;
      process.kill(first.embedded.pid, 'SIGKILL');
      await first.close();
      const second = await startNewsroom(folder);
      // The same database under its name: newsrooms of one process are numbered.
      const db = second.client.db(first.database);
      const again = await startProcess({
        MONGODB_URL: second.embedded.url,
        DATELINE_DATABASE: first.database,
        DATELINE_CHANGE_STREAM: 'required',
      });
      open.push({ close: again.kill });
      const told = () => db.collection('events').find({ subjectId: story?._id }).toArray();
      await until(async () => (await told()).length > 0);
      expect(await told()).toMatchObject([{ kind: 'ARTICLE_UPDATED', actor: 'cms' }]);
    } finally {
      for (const { close } of open.splice(0).reverse()) await close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('a history that no longer goes back to where following ended', () => {
  it('ends everything kept, and all records are looked through for what was written meanwhile', async () => {
    const newsroom = await startNewsroom();
    const redis = await startShared();
    const env: Record<string, string> =
      redis === null ? {} : { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
    const first = await newsroom.gateway(env);
    await until(async () => (await first.followed()).changes === 'UP');
    await newsroom.caughtUp();
    const reader = await newsroom.gateway({ ...env, DATELINE_CHANGE_STREAM: 'off' });
    await first.gateway.close();

    const [one, two, deleted] = await articlesOf(newsroom).find({ status: 'PUBLISHED' }).limit(3).toArray();
    const tags = newsroom.db.collection<Stored>('tags');
    const tag = await tags.findOne({ slug: 'climate' });
    const headline = async (): Promise<string | undefined> =>
      (await reader.query('query ($id: ID!) { article(id: $id) { headline } }', { id: one?._id })).json.data
        .article?.headline;
    expect(await headline()).toBe(one?.['headline']);
    // This CMS says nowhere that it wrote: neither a version nor a moment changes.
    await articlesOf(newsroom).updateOne({ _id: one?._id ?? '' }, { $set: { headline: 'In the gap' } });
    await articlesOf(newsroom).updateOne({ _id: two?._id ?? '' }, { $set: { kicker: 'In the gap' } });
    await tags.updateOne({ _id: tag?._id ?? '' }, { $set: { 'name.en': 'In the gap' } });
    const fresh = sampleStory('in-the-gap', { updatedAt: new Date(), createdAt: new Date() });
    await articlesOf(newsroom).insertOne(fresh as unknown as Stored);
    await articlesOf(newsroom).deleteOne({ _id: deleted?._id ?? '' });
    const before = await newsroom.db.collection('events').countDocuments();
    for (const round of range(22))
      await newsroom.db
        .collection<Stored>('noise')
        .insertMany(range(1_000).map((n) => ({ _id: `${round} ${n}` })));

    const second = await newsroom.gateway(env);
    await until(() => second.lines.some(({ looked }) => looked !== undefined), 40_000);
    expect(second.lines.find(({ looked }) => looked !== undefined)).toMatchObject({
      level: 'warn',
      outcomes: { TOLD: 4 },
    });
    const told = await newsroom.db.collection('events').find().sort({ _id: 1 }).skip(before).toArray();
    expect(told.map(({ subjectId, kind, actor }) => [subjectId, kind, actor]).sort()).toEqual(
      [
        [one?._id, 'ARTICLE_UPDATED', 'cms'],
        [two?._id, 'ARTICLE_UPDATED', 'cms'],
        [fresh._id, 'ARTICLE_PUBLISHED', 'cms'],
        [tag?._id, 'TAG_CHANGED', 'cms'],
      ].sort(),
    );
    if (redis !== null) await until(async () => (await headline()) === 'In the gap');
    await newsroom.caughtUp();
    await second.gateway.close();
    const third = await newsroom.gateway(env);
    await until(async () => (await third.followed()).changes === 'UP');
    await newsroom.caughtUp();
    expect(third.lines.filter(({ looked }) => looked !== undefined)).toEqual([]);
  }, 90_000);
});

describe(`${WRITES} writes at once`, () => {
  it(`to ${STORIES} stories are taken in: each story whole, in its order, with what it says last`, async () => {
    const newsroom = await startNewsroom();
    const gateway = await newsroom.gateway();
    const stories = range(STORIES).map((n) => sampleStory(`burst-${n}`));
    await gateway.gateway.store.articles.put(stories);
    await until(async () => (await gateway.followed()).changes === 'UP');
    await newsroom.caughtUp();
    const ids = stories.map(({ _id }) => _id);
    const from = performance.now();
    const cpu = process.cpuUsage();
    for (let start = 0; start < WRITES; start += 1_000)
      await articlesOf(newsroom).bulkWrite(
        range(1_000).map((n) => ({
          updateOne: {
            filter: { _id: ids[(start + n) % ids.length] ?? '' },
            update: { $set: { headline: `Write ${start + n}` } },
          },
        })),
        { ordered: false },
      );
    const written = performance.now() - from;
    await newsroom.caughtUp(500_000);
    if (STORIES > 250)
      process.stderr.write(
        `${WRITES} writes in ${Math.round(written)} ms, taken in after ${Math.round(performance.now() - from)} ms; CPU of the gateway ${Math.round(process.cpuUsage(cpu).user / 1_000)} ms\n`,
      );
    const faults: string[] = [];
    for (const [n, id] of ids.entries()) {
      const events = await newsroom.eventsOf(id);
      if (events.length === 0) faults.push(`${id} was not told`);
      faults.push(...(await faultsOf(newsroom, [id], events.length)));
      const story = await articlesOf(newsroom).findOne({ _id: id });
      const last = WRITES - STORIES + ((((n - WRITES) % STORIES) + STORIES) % STORIES);
      if (story?.['headline'] !== `Write ${last}`)
        faults.push(`${id} says ${story?.['headline']}, not ${last}`);
    }
    expect(faults).toEqual([]);
    expect(gateway.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }, 900_000);

  it('do not hold up a stop, after which they are taken in from where that came', async () => {
    const newsroom = await startNewsroom();
    const first = await newsroom.gateway();
    const stories = range(400).map((n) => sampleStory(`stopped-${n}`));
    const ids = stories.map(({ _id }) => _id);
    await first.gateway.store.articles.put(stories);
    await until(async () => (await first.followed()).changes === 'UP');
    await newsroom.caughtUp();
    await articlesOf(newsroom).updateMany({ _id: { $in: ids } }, { $set: { kicker: 'Flooded' } });
    const told = () => newsroom.db.collection('events').countDocuments({ subjectId: { $in: ids } });
    await until(async () => (await told()) > 10);
    await first.gateway.close();
    expect(await told()).toBeLessThan(ids.length);
    await newsroom.gateway();
    await newsroom.caughtUp();
    expect(await faultsOf(newsroom, ids, 1)).toEqual([]);
  }, 120_000);
});
