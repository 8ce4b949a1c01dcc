import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Document, ObjectId } from 'mongodb';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { type Desk, deskOf } from '../support/desk.ts';
import { openStream } from '../support/event-stream.ts';
import { startFaultyWire } from '../support/faulty-wire.ts';
import { NOW, startGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import {
  HOUR,
  paragraph,
  sampleCorrespondent,
  sampleEdition,
  samplePost,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { until } from '../support/until.ts';
import {
  type Stored,
  startWatchedNewsroom,
  type WatchedNewsroom,
  type WatchingGateway,
} from '../support/watched-newsroom.ts';

/**
 * A CMS that writes to a database with change streams, and tells nobody. The database is the embedded one whatever this run is on: there was no replica set to try it on. What happens
 * without change streams is tried on the engine of the run, at the end.
 */
let redis: TestRedis | null = null;
let newsroom: WatchedNewsroom;
let one: WatchingGateway;
let two: WatchingGateway;
let desk: Desk;

const articles = () => newsroom.db.collection<Stored>('articles');
const tags = () => newsroom.db.collection<Stored>('tags');
const kindsOf = async (id: string): Promise<string[]> =>
  (await newsroom.eventsOf(id)).map(({ kind }) => kind);
const allEvents = (): Promise<NewsroomEvent[]> =>
  newsroom.db
    .collection<NewsroomEvent>('events')
    .find({}, { sort: { _id: 1 } })
    .toArray();
const headlineOn = async (gateway: WatchingGateway, id: string): Promise<string | undefined> =>
  (await gateway.query('query ($id: ID!) { article(id: $id) { headline } }', { id })).json.data.article
    ?.headline;
const listOn = async (gateway: WatchingGateway, tag: string): Promise<string[]> =>
  (
    await gateway.query(
      'query ($tag: String!) { articles(first: 50, filter: { tag: $tag }) { nodes { headline } } }',
      { tag },
    )
  ).json.data.articles.nodes.map(({ headline }: { headline: string }) => headline);

beforeAll(async () => {
  redis = redisIsThere ? await startRedis() : null;
  newsroom = await startWatchedNewsroom();
  const env: Record<string, string> =
    redis === null ? {} : { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
  one = await newsroom.gateway(env);
  two = await newsroom.gateway(env);
  desk = await deskOf(two, 'admin');
  await until(async () => (await one.followed()).changes === 'UP');
}, 60_000);
afterAll(async () => {
  await newsroom?.close();
  await redis?.stop();
});

describe('what a CMS writes', () => {
  it('ends what two gateways kept, is derived, recorded and told to subscribers, once', async () => {
    const { id, version } = await desk.published('Before the CMS', { tags: ['climate'] });
    const [climate, sport] = await Promise.all(['climate', 'sport'].map((slug) => tags().findOne({ slug })));
    const readers = await openStream(two.url, {
      query: 'subscription ($ids: [ID!]) { storyChanges(ids: $ids) { kind article { headline } } }',
      variables: { ids: [id] },
    });
    for (const gateway of [one, two]) {
      expect(await headlineOn(gateway, id)).toBe('Before the CMS');
      expect(await listOn(gateway, 'climate')).toContain('Before the CMS');
    }
    await articles().updateOne(
      { _id: id },
      {
        $set: {
          headline: 'After the CMS',
          tagIds: [sport?._id],
          blocks: [paragraph('b1', 'Three new words.')],
        },
      },
    );
    const [change] = await readers.atLeast(1);
    expect(change?.data.data.storyChanges).toEqual({
      kind: 'UPDATED',
      article: { headline: 'After the CMS' },
    });
    readers.cut();
    for (const gateway of redis === null ? [one] : [one, two]) {
      await until(async () => (await headlineOn(gateway, id)) === 'After the CMS');
      expect(await listOn(gateway, 'climate')).not.toContain('After the CMS');
      expect(await listOn(gateway, 'sport')).toContain('After the CMS');
    }
    await newsroom.caughtUp();
    expect(await kindsOf(id)).toEqual(['DRAFT_SAVED', 'ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
    const told = (await newsroom.eventsOf(id)).at(-1);
    expect(told).toMatchObject({ actor: 'cms', version: version + 1 });
    expect(told?.tags).toEqual(
      expect.arrayContaining([`list:tag:${climate?._id}`, `list:tag:${sport?._id}`]),
    );
    const { desk: bookkeeping, ...stored } = (await articles().findOne({ _id: id })) as Stored;
    expect(stored).toMatchObject({ version: version + 1, wordCount: 3 });
    expect(bookkeeping).toEqual({ recorded: version + 1, seal: expect.any(String) });
    expect(await newsroom.db.collection('revisions').countDocuments({ articleId: id })).toBe(version + 1);
  });

  it('is told as the desk would call it, in its order, and as touch tells it', async () => {
    const fresh = sampleStory('new-from-the-cms', { createdAt: new Date(NOW - 1_000) });
    await articles().insertOne(fresh as unknown as Stored);
    await newsroom.caughtUp();
    await articles().replaceOne({ _id: fresh._id }, { ...fresh, headline: 'Once more' } as Document);
    await newsroom.caughtUp();
    await articles().updateOne({ _id: fresh._id }, { $set: { status: 'DRAFT', publishedAt: null } });
    await newsroom.caughtUp();
    expect(await newsroom.eventsOf(fresh._id)).toMatchObject([
      { kind: 'ARTICLE_PUBLISHED', version: 1 },
      { kind: 'ARTICLE_UPDATED', version: 2 },
      { kind: 'ARTICLE_RETRACTED', version: 3 },
    ]);
    const admin = await one.token({ roles: ['admin'], seconds: 30 * 86_400 });
    const { json } = await one.query(
      'mutation ($ids: [ID!]!) { touch(ids: $ids) { touched { outcome } } }',
      { ids: [fresh._id] },
      admin,
    );
    expect(json.data.touch.touched).toEqual([{ outcome: 'UNCHANGED' }]);
  });

  it('is told of tags, people, posts and editions, too, with what is below a tag', async () => {
    const [top, below, deep] = [sampleTag('top'), sampleTag('below'), sampleTag('deep')];
    await tags().insertMany(
      [top, { ...below, parentId: top._id }, { ...deep, parentId: below._id }].map((tag) => ({
        ...tag,
        keys: [tag.slug],
      })) as unknown as Stored[],
    );
    const others: [string, Stored][] = [
      ['correspondents', sampleCorrespondent('cms') as unknown as Stored],
      ['socialPosts', samplePost('cms') as unknown as Stored],
      ['editions', sampleEdition('2002-02-02') as unknown as Stored],
    ];
    for (const [name, record] of others) await newsroom.db.collection<Stored>(name).insertOne(record);
    await newsroom.caughtUp();
    expect(await tags().findOne({ _id: deep._id })).toMatchObject({ ancestorIds: [top._id, below._id] });
    for (const { _id } of [top, below, deep])
      expect(new Set(await kindsOf(_id))).toEqual(new Set(['TAG_CHANGED']));
    expect(await Promise.all(others.map(([, { _id }]) => kindsOf(_id)))).toEqual([
      ['CORRESPONDENT_CHANGED'],
      ['POST_CHANGED'],
      ['EDITION_CHANGED'],
    ]);
    await newsroom.db
      .collection<Stored>('correspondents')
      .updateOne({ _id: others[0]?.[1]._id ?? '' }, { $set: { bio: { en: 'New.' } } });
    await newsroom.caughtUp();
    expect(await kindsOf(others[0]?.[1]._id ?? '')).toEqual([
      'CORRESPONDENT_CHANGED',
      'CORRESPONDENT_CHANGED',
    ]);
  });

  it('is told when it deletes: a story as taken back, anything else as deleted, once', async () => {
    const { id } = await desk.published('To be deleted', { tags: ['music'] });
    const tag = sampleTag('to-delete');
    const records: [string, Stored, string][] = [
      ['tags', { ...tag, keys: [tag.slug] } as unknown as Stored, 'TAG'],
      ['correspondents', sampleCorrespondent('to-delete') as unknown as Stored, 'CORRESPONDENT'],
      ['socialPosts', samplePost('to-delete') as unknown as Stored, 'POST'],
      ['editions', sampleEdition('2003-03-03') as unknown as Stored, 'EDITION'],
    ];
    for (const [name, record] of records) await newsroom.db.collection<Stored>(name).insertOne(record);
    await newsroom.caughtUp();
    const NAME = 'query ($id: ID!) { tag(id: $id) { slug } }';
    expect((await one.query(NAME, { id: tag._id })).json.data.tag).toEqual({ slug: tag.slug });
    expect(await listOn(one, 'music')).toContain('To be deleted');
    await articles().deleteOne({ _id: id });
    for (const [name, { _id }] of records) await newsroom.db.collection<Stored>(name).deleteOne({ _id });
    await newsroom.caughtUp();
    expect((await kindsOf(id)).at(-1)).toBe('ARTICLE_RETRACTED');
    for (const [, { _id }, kind] of records) {
      const events = await newsroom.eventsOf(_id);
      expect(events.map((event) => event.kind)).toEqual([`${kind}_CHANGED`, `${kind}_DELETED`]);
      expect(events[1]?.version).toBeGreaterThan(events[0]?.version ?? 0);
    }
    expect((await one.query(NAME, { id: tag._id })).json.data.tag).toBeNull();
    expect(await listOn(one, 'music')).not.toContain('To be deleted');
    // Said once more by hand, it is not told once more.
    const admin = await one.token({ roles: ['admin'], seconds: 30 * 86_400 });
    const ids = [id, ...records.map(([, { _id }]) => _id)];
    const many = (await allEvents()).length;
    const { json } = await one.query(
      'mutation ($ids: [ID!]!) { touch(ids: $ids) { touched { outcome } } }',
      { ids },
      admin,
    );
    expect(new Set(json.data.touch.touched.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['GONE']),
    );
    expect(await allEvents()).toHaveLength(many);
  });

  it('is seen where it writes back what it read, our bookkeeping and all', async () => {
    const { id } = await desk.published('Read whole');
    const read = (await articles().findOne({ _id: id })) as Stored;
    await desk.give('updateArticle', { id, version: 2, story: { headline: 'By the desk' } });
    await articles().replaceOne({ _id: id }, { ...read, headline: 'Written whole' });
    await newsroom.caughtUp();
    await articles().updateOne({ _id: id }, { $set: { ...read, headline: 'Set whole' } });
    await newsroom.caughtUp();
    const events = await newsroom.eventsOf(id);
    expect(events.map(({ kind, actor, version }) => `${kind} ${actor} ${version}`).slice(2)).toEqual([
      'ARTICLE_UPDATED somebody 3',
      'ARTICLE_UPDATED cms 4',
      'ARTICLE_UPDATED cms 5',
    ]);
    await until(async () => (await headlineOn(one, id)) === 'Set whole');
  });

  it('that is no record, or has no id of ours, is logged with its id, and holds nothing up', async () => {
    const { id } = await desk.published('To be spoilt');
    await articles().updateOne({ _id: id }, { $set: { blocks: [{ id: 'b1', type: 'Paragraph' }] } });
    await newsroom.db.command({ collMod: 'tags', validator: {} });
    const strange = new ObjectId();
    await newsroom.db.collection('tags').insertOne({ _id: strange, keys: ['strange'], slug: 'strange' });
    await tags().insertOne({ _id: id, keys: ['a story among the tags'] } as Stored);
    await newsroom.caughtUp();
    const lines = [...one.lines, ...two.lines];
    expect(lines.find((line) => line['id'] === id)).toMatchObject({
      level: 'warn',
      reason: expect.any(String),
    });
    expect(lines.flatMap(({ records }) => (records as unknown[]) ?? [])).toEqual(
      expect.arrayContaining([
        { collection: 'tags', id: null },
        { collection: 'tags', id },
      ]),
    );
    expect((await kindsOf(id)).at(-1)).toBe('ARTICLE_PUBLISHED');
    await newsroom.db.collection('tags').deleteMany({ _id: { $in: [strange, id] } } as Document);
    await articles().deleteOne({ _id: id });
    await newsroom.caughtUp();
    await one.gateway.store.migrate();
  });
});

describe('what Dateline writes itself', () => {
  it('is told once, as the commands tell it, and what is imported is told to nobody', async () => {
    await newsroom.caughtUp();
    const before = (await allEvents()).length;
    const tag = async (slug: string, parent?: string): Promise<string> =>
      (
        await desk.give(
          'createTag',
          { kind: 'TOPIC', slug, name: [{ locale: 'en', text: slug }], ...(parent && { parent }) },
          '{ tag { id } userErrors { code } }',
        )
      ).tag.id;
    const [top, other] = [await tag('own-top'), await tag('own-other')];
    const [below, deep] = [await tag('own-below', 'own-top'), await tag('own-deep', 'own-below')];
    await desk.give('moveTag', { id: below, parent: other }, '{ userErrors { code } }');
    await desk.give('mergeTags', { id: top, into: other }, '{ userErrors { code } }');
    const story = await desk.published('Our own', { tags: ['own-deep'] });
    await desk.give('correctArticle', {
      id: story.id,
      version: 2,
      type: 'CORRECTION',
      note: { text: 'Wrong.' },
    });
    await desk.give('retractArticle', { id: story.id, version: 3, note: { text: 'No.' } });
    await desk.give('restoreArticle', { id: story.id, version: 4 });
    const { store } = two.gateway;
    await store.articles.put([sampleStory('imported', { createdAt: new Date(NOW - 400 * 24 * HOUR) })]);
    await store.tags.put([sampleTag('imported')]);
    await store.correspondents.put([sampleCorrespondent('imported')]);
    await store.socialPosts.put([samplePost('imported')]);
    await store.editions.put([sampleEdition('2004-04-04')]);
    await newsroom.caughtUp();
    const events = (await allEvents())
      .slice(before)
      .filter(({ subjectId }) => subjectId !== sampleEdition('2001-01-01')._id);
    expect(events.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['TAG_CREATED', top],
      ['TAG_CREATED', other],
      ['TAG_CREATED', below],
      ['TAG_CREATED', deep],
      ['TAG_MOVED', below],
      ['TAG_MERGED', top],
      ['DRAFT_SAVED', story.id],
      ['ARTICLE_PUBLISHED', story.id],
      ['ARTICLE_CORRECTED', story.id],
      ['ARTICLE_RETRACTED', story.id],
      ['ARTICLE_RESTORED', story.id],
    ]);
    expect(events.filter(({ actor }) => actor === 'cms')).toEqual([]);
    expect(await tags().findOne({ _id: deep })).toMatchObject({ ancestorIds: [other, below] });
    // What was imported is told when it is written past the gateway afterwards.
    const { _id } = sampleStory('imported');
    await articles().updateOne({ _id }, { $set: { headline: 'No longer as imported' } });
    await newsroom.caughtUp();
    expect(await kindsOf(_id)).toEqual(['ARTICLE_UPDATED']);
  });
});

describe('a line to the database that', () => {
  it('is cut, lies dead, or leads to one who steps down loses nothing', async () => {
    const other = await startWatchedNewsroom();
    const wire = await startFaultyWire(other.embedded.url);
    const gateway = await other.gateway({}, () => wire.url);
    try {
      await until(async () => (await gateway.followed()).changes === 'UP');
      const { id } = await (await deskOf(gateway)).published('On a bad line');
      let n = 0;
      const write = async (): Promise<void> => {
        n += 1;
        await other.db
          .collection<Stored>('articles')
          .updateOne({ _id: id }, { $set: { headline: `As of ${n}` } });
      };
      const isTold = () => until(async () => (await other.eventsOf(id)).length === n + 2, 40_000);
      const stepsDown = (data: Document, times = 1) =>
        other.client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times }, data });
      await write();
      await isTold();
      wire.reset();
      await write();
      await isTold();
      await stepsDown({
        failCommands: ['getMore'],
        errorCode: 189,
        errorLabels: ['ResumableChangeStreamError'],
      });
      await write();
      await isTold();
      await stepsDown(
        {
          failCommands: ['getMore', 'aggregate'],
          errorCode: 91,
          errorLabels: ['ResumableChangeStreamError'],
        },
        3,
      );
      await write();
      await isTold();
      wire.set({ refuse: true });
      wire.reset();
      await write();
      await until(
        async () =>
          (await gateway.followed()).changes === 'DEGRADED' ||
          gateway.lines.some(({ level, msg }) => level === 'warn' && msg.includes('followed')),
      );
      wire.set({});
      await isTold();
      // A line that is dead without a word: the driver gives it up by itself.
      wire.set({ blackHole: true });
      await write();
      await new Promise((resolve) => setTimeout(resolve, 200));
      wire.set({});
      await isTold();
      expect((await other.eventsOf(id)).map(({ version }) => version)).toEqual(
        Array.from({ length: n + 2 }, (_, at) => at + 1),
      );
    } finally {
      wire.set({});
      await other.close();
      await wire.close();
    }
  }, 120_000);
});

describe('how far following has come', () => {
  interface Figures {
    readonly takenInUntil: string;
    readonly behindMs: number;
  }
  const figuresOf = async ({ url }: WatchingGateway): Promise<Figures | undefined> => {
    const body = (await (await fetch(`${url}/health/ready`)).json()) as { figures?: { changes?: Figures } };
    return body.figures?.changes;
  };
  const momentOf = async (gateway: WatchingGateway): Promise<number> =>
    Date.parse((await figuresOf(gateway))?.takenInUntil ?? '');

  it('is said by the one who follows: it stands still while that can’t, and goes on after', async () => {
    const other = await startWatchedNewsroom();
    const wire = await startFaultyWire(other.embedded.url);
    const gateway = await other.gateway({}, () => wire.url);
    try {
      await until(async () => (await gateway.followed()).changes === 'UP');
      expect(await figuresOf(gateway)).toEqual({
        takenInUntil: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        behindMs: expect.any(Number),
      });
      const first = await momentOf(gateway);
      await until(async () => (await momentOf(gateway)) > first);
      wire.set({ refuse: true });
      wire.reset();
      // Longer than it ever is where all is well.
      await until(async () => ((await figuresOf(gateway))?.behindMs ?? 0) > 4_000, 30_000);
      // Who watches over it is told so while MongoDB can't be reached, beside what is down.
      expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toMatchObject({
        status: 'unready',
        parts: { mongodb: 'DOWN' },
      });
      const stood = await momentOf(gateway);
      await until(async () => ((await figuresOf(gateway))?.behindMs ?? 0) > 5_000, 30_000);
      expect(await momentOf(gateway)).toBe(stood);
      wire.set({});
      await until(async () => (await momentOf(gateway)) > stood, 30_000);
    } finally {
      wire.set({});
      await other.close();
      await wire.close();
    }
  }, 60_000);

  it('is not said by one who doesn’t', async () => {
    if (redis === null) return;
    const said = await Promise.all([one, two].map(figuresOf));
    expect(said.filter((figures) => figures === undefined)).toHaveLength(1);
  });
});

describe('whole collections', () => {
  it('that are dropped end everything that was kept, and following goes on', async () => {
    const other = await startWatchedNewsroom();
    const gateway = await other.gateway();
    try {
      await until(async () => (await gateway.followed()).changes === 'UP');
      const story = await other.db.collection<Stored>('articles').findOne({ status: 'PUBLISHED' });
      const id = story?._id ?? '';
      expect(await headlineOn(gateway, id)).toBe(story?.['headline']);
      await other.db.collection('articles').drop();
      await until(async () => (await headlineOn(gateway, id)) === undefined);
      expect(gateway.lines.find(({ collections }) => collections !== undefined)).toMatchObject({
        level: 'warn',
        collections: ['articles'],
      });
      await other.caughtUp();
      await other.db.dropDatabase();
      await until(() => gateway.lines.filter(({ collections }) => collections !== undefined).length > 1);
      await gateway.gateway.store.migrate();
      await other.caughtUp();
    } finally {
      await other.close();
    }
  }, 60_000);
});

describe('who may follow', () => {
  const suite = redisIsThere ? it : it.skip;
  suite('is one of two gateways, and the other when that one stops', async () => {
    const other = await startWatchedNewsroom();
    const shared = await startRedis();
    try {
      const env = { REDIS_URL: shared.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
      const [first, second] = [await other.gateway(env), await other.gateway(env)];
      await until(async () => (await first.followed()).changes === 'UP');
      expect(await second.followed()).toEqual({ status: 200, changes: undefined });
      await first.gateway.close();
      const { id } = await (await deskOf(second)).published('While nobody follows');
      await other.db
        .collection<Stored>('articles')
        .updateOne({ _id: id }, { $set: { headline: 'And still told' } });
      await until(async () => (await other.eventsOf(id)).length === 3);
      expect((await second.followed()).changes).toBe('UP');
    } finally {
      await other.close();
      await shared.stop();
    }
  }, 60_000);

  it('are several gateways without a Redis, which tell everything once', async () => {
    const other = await startWatchedNewsroom();
    const gateways = [await other.gateway(), await other.gateway()];
    try {
      for (const { followed } of gateways) await until(async () => (await followed()).changes === 'UP');
      const all = await other.db.collection<Stored>('tags').find().toArray();
      for (const { _id } of all)
        await other.db.collection<Stored>('tags').updateOne({ _id }, { $set: { 'description.en': 'New.' } });
      const stories = await other.db.collection<Stored>('articles').find().toArray();
      await other.db
        .collection('articles')
        .updateMany({}, { $set: { standfirst: null, kicker: 'By the CMS' } });
      await other.caughtUp();
      const told = await Promise.all([...all, ...stories].map(({ _id }) => other.eventsOf(_id)));
      expect(told.map((events) => events.length)).toEqual(told.map(() => 1));
    } finally {
      await other.close();
    }
  }, 60_000);
});

describe('a MongoDB without change streams', () => {
  const refusing = async (env: Record<string, string>) => {
    const other = await startWatchedNewsroom();
    // What a standalone answers, on every asking.
    await other.client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode: 'alwaysOn',
      data: { failCommands: ['aggregate'], errorCode: 40_573 },
    });
    const gateway = await other.gateway(env);
    return { other, gateway };
  };

  it('is noticed, said once, and no fault', async () => {
    const { other, gateway } = await refusing({});
    try {
      await until(() => gateway.lines.some(({ msg }) => msg.includes('dateline touch')));
      expect(gateway.lines.filter(({ msg }) => msg.includes('dateline touch'))).toMatchObject([
        { level: 'info' },
      ]);
      expect(await gateway.followed()).toEqual({ status: 200, changes: undefined });
    } finally {
      await other.close();
    }
  });

  it('is not ready where following is required', async () => {
    const { other, gateway } = await refusing({ DATELINE_CHANGE_STREAM: 'required' });
    try {
      await until(() =>
        gateway.lines.some(({ msg, level }) => level === 'error' && msg.includes('POST /hooks/content')),
      );
      expect(await gateway.followed()).toEqual({ status: 503, changes: 'DOWN' });
    } finally {
      await other.close();
    }
  });

  it('tells what was written when it is said, on the engine of this run', async () => {
    const gateway = await startGateway();
    try {
      const admin = await gateway.token({ roles: ['admin'], seconds: 30 * 86_400 });
      const { id, version } = await (await deskOf(gateway)).published('Said');
      const { store } = gateway.gateway;
      const standalone = (process.env.MONGODB_URL ?? '') !== '';
      const watch = store.changes.watch(null);
      const said = await watch.next().then(
        () => 'FOLLOWED',
        (error: { refusal?: string }) => error.refusal,
      );
      await watch.close();
      expect(said).toBe(standalone ? 'UNSUPPORTED' : 'FOLLOWED');
      const { json } = await gateway.query(
        'mutation ($ids: [ID!]!) { touch(ids: $ids) { touched { outcome version } } }',
        { ids: [id] },
        admin,
      );
      expect(json.data.touch.touched).toEqual([{ outcome: 'UNCHANGED', version }]);
    } finally {
      await gateway.close();
    }
  });
});
