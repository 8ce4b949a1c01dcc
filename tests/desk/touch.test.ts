import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { idFor } from '../../src/content/global-id.ts';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import type { ArticleRecord, TagRecord } from '../../src/content/records.ts';
import { signedHeaders, webhookKeys } from '../../src/live/webhook-signature.ts';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { openStream } from '../support/event-stream.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, paragraph, sampleStory } from '../support/sample-records.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A CMS that writes to MongoDB itself, and says so afterwards. */
let gateway: TestGateway;
let client: MongoClient;
let db: Db;
let desk: Desk;
let admin: string;

const articles = () => db.collection<ArticleRecord>('articles');
const tags = () => db.collection<TagRecord & { keys: string[] }>('tags');
const eventsOf = (id: string): Promise<NewsroomEvent[]> =>
  db
    .collection<NewsroomEvent>('events')
    .find({ subjectId: id }, { sort: { _id: 1 } })
    .toArray();
const touch = async (...ids: string[]) => {
  const { json } = await gateway.query(
    'mutation ($ids: [ID!]!) { touch(ids: $ids) { touched { id outcome version } announced } }',
    { ids },
    admin,
  );
  if (json.errors) throw new Error(JSON.stringify(json.errors));
  return json.data.touch;
};
const touched = async (id: string): Promise<string> => (await touch(id)).touched[0].outcome;
const headlineOf = async (id: string): Promise<string | undefined> =>
  (await gateway.query('query ($id: ID!) { article(id: $id) { headline } }', { id })).json.data.article
    ?.headline;
const listOf = async (tag: string): Promise<string[]> =>
  (
    await gateway.query(
      'query ($tag: String!) { articles(first: 50, filter: { tag: $tag }) { nodes { headline } } }',
      { tag },
    )
  ).json.data.articles.nodes.map(({ headline }: { headline: string }) => headline);
const foundBy = async (words: string): Promise<string[]> =>
  (
    await gateway.query('query ($words: String!) { search(query: $words) { nodes { headline } } }', { words })
  ).json.data.search.nodes.map(({ headline }: { headline: string }) => headline);

beforeAll(async () => {
  gateway = await startGateway({ DATELINE_HOOKS_SECRET: SECRET });
  client = await MongoClient.connect(gateway.mongodbUrl);
  db = client.db(gateway.database);
  desk = await deskOf(gateway);
  admin = await gateway.token({ roles: ['admin'], seconds: 30 * 86_400 });
}, 60_000);
afterAll(async () => {
  await client?.close();
  await gateway?.close();
});

describe('touch', () => {
  it('shows what was changed past the gateway, in its lists, its search and its revisions, and tells it once', async () => {
    const { id, version } = await desk.published('Before the CMS', { tags: ['climate'] });
    expect(await headlineOf(id)).toBe('Before the CMS');
    expect(await listOf('climate')).toContain('Before the CMS');
    const elsewhere = await tags().findOne({ slug: 'sport' });
    await articles().updateOne(
      { _id: id },
      {
        $set: {
          headline: 'After the CMS',
          tagIds: [elsewhere?._id ?? ''],
          blocks: [paragraph('b1', 'Zymurgy comes last.')],
        },
      },
    );
    expect(await headlineOf(id)).toBe('Before the CMS');
    expect(await touch(id)).toEqual({
      touched: [{ id, outcome: 'TOLD', version: version + 1 }],
      announced: true,
    });
    expect(await headlineOf(id)).toBe('After the CMS');
    expect(await listOf('climate')).not.toContain('After the CMS');
    expect(await listOf('sport')).toContain('After the CMS');
    expect(await foundBy('zymurgy')).toEqual(['After the CMS']);
    const told = (await eventsOf(id)).at(-1);
    const climate = await tags().findOne({ slug: 'climate' });
    expect(told).toMatchObject({ kind: 'ARTICLE_UPDATED', version: version + 1, actor: 'somebody' });
    expect(told?.tags).toEqual(
      expect.arrayContaining([`article:${id}`, `list:tag:${climate?._id}`, `list:tag:${elsewhere?._id}`]),
    );
    const { json } = await gateway.query(
      'query ($id: ID!) { article(id: $id) { wordCount revisions(first: 1) { nodes { version kind diff { fields { field } } } } } }',
      { id },
      admin,
    );
    expect(json.data.article).toMatchObject({
      wordCount: 3,
      revisions: { nodes: [{ version: version + 1, kind: 'ARTICLE_UPDATED' }] },
    });
    const many = (await eventsOf(id)).length;
    expect(await touched(id)).toBe('UNCHANGED');
    expect(await eventsOf(id)).toHaveLength(many);
  });

  it('derives what a CMS left out: from when it is seen, and where it stands', async () => {
    const { id } = await desk.draft('Put live by the CMS');
    expect(await headlineOf(id)).toBeUndefined();
    await articles().updateOne(
      { _id: id },
      { $set: { status: 'PUBLISHED', publishedAt: new Date(NOW - HOUR) } },
    );
    expect(await touched(id)).toBe('TOLD');
    expect(await headlineOf(id)).toBe('Put live by the CMS');
    const stored = await articles().findOne({ _id: id });
    expect(stored).toMatchObject({
      visibleFrom: new Date(NOW - HOUR),
      listedAt: new Date(NOW - HOUR),
      firstPublishedAt: new Date(NOW - HOUR),
    });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: 'ARTICLE_PUBLISHED' });
  });

  it('comes before a command of an editor who has not seen what was written, and loses nothing', async () => {
    const { id, version } = await desk.published('As the editor saw it');
    await articles().updateOne({ _id: id }, { $set: { kicker: 'Meanwhile' } });
    const give = (seen: number) =>
      desk.give('updateArticle', { id, version: seen, story: { headline: 'By the editor' } });
    const late = await give(version);
    expect(late.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect(late.conflict).toMatchObject({
      theirs: { version: version + 1, headline: 'As the editor saw it' },
    });
    const done = await give(version + 1);
    expect(done.article).toMatchObject({
      version: version + 2,
      headline: 'By the editor',
      kicker: 'Meanwhile',
    });
    expect((await eventsOf(id)).map(({ kind, actor }) => `${kind} ${actor}`).slice(2)).toEqual([
      'ARTICLE_UPDATED cms',
      'ARTICLE_UPDATED somebody',
    ]);
    expect(await touched(id)).toBe('UNCHANGED');
    // What can't be read is no reason to refuse a command that makes it readable.
    await articles().updateOne({ _id: id }, { $set: { blocks: [{ id: 'b1', type: 'Paragraph' }] as never } });
    const mended = await desk.give('updateArticle', {
      id,
      version: version + 2,
      story: { blocks: [words('b1', 'Whole again.')] },
    });
    expect(mended.userErrors).toEqual([]);
  });

  it('takes in a new story, and one that replaced ours and counts its versions anew', async () => {
    const fresh = sampleStory('from-the-cms', { createdAt: new Date(NOW - 1_000) });
    await gateway.query('{ article(slug: "sample-from-the-cms") { id } }');
    await articles().insertOne(fresh);
    expect((await touch(fresh._id)).touched).toEqual([{ id: fresh._id, outcome: 'TOLD', version: 1 }]);
    expect((await eventsOf(fresh._id))[0]).toMatchObject({ kind: 'ARTICLE_PUBLISHED', version: 1 });
    expect((await eventsOf(fresh._id))[0]?.tags).not.toContain('everything');
    const { json } = await gateway.query('{ article(slug: "sample-from-the-cms") { headline } }');
    expect(json.data.article.headline).toBe('Sample from-the-cms');
    for (const version of [2, 3]) {
      await articles().replaceOne({ _id: fresh._id }, { ...fresh, headline: `Once more, ${version}` });
      expect((await touch(fresh._id)).touched).toEqual([{ id: fresh._id, outcome: 'TOLD', version }]);
      expect(await headlineOf(fresh._id)).toBe(`Once more, ${version}`);
    }
    expect((await eventsOf(fresh._id)).map(({ kind }) => kind)).toEqual([
      'ARTICLE_PUBLISHED',
      'ARTICLE_UPDATED',
      'ARTICLE_UPDATED',
    ]);
  });

  const lastTagsOf = async (id: string): Promise<readonly string[]> =>
    (await eventsOf(id)).at(-1)?.tags ?? [];
  const imported = (key: string, more: Partial<ArticleRecord> = {}): ArticleRecord =>
    sampleStory(key, { createdAt: new Date(NOW - 30 * 86_400_000), ...more });

  it('ends for an imported story the lists that it was in, as the import has noted them beside it', async () => {
    const [tag] = await tags().find({ slug: 'energy' }).toArray();
    const story = imported('noted', { tagIds: [tag?._id ?? ''], slugHistory: ['noted-before'] });
    await gateway.gateway.store.articles.put([story]);
    await gateway.gateway.purge(['everything']);
    const listed = async (): Promise<string[]> =>
      (
        await gateway.query('{ articles(filter: { tag: "energy" }, first: 100) { nodes { id } totalCount } }')
      ).json.data.articles.nodes.map(({ id }: { id: string }) => id);
    expect(await listed()).toContain(story._id);
    await articles().updateOne(
      { _id: story._id },
      { $set: { tagIds: [], slug: 'noted-now', slugHistory: [] } },
    );
    expect(await touched(story._id)).toBe('TOLD');
    const told = await lastTagsOf(story._id);
    expect(told).not.toContain('everything');
    expect(told).toEqual(
      expect.arrayContaining([
        ...[`list:tag:${tag?._id}`, `list:tag:${tag?._id}:updated`, 'list:front'],
        ...[story.slug, 'noted-before', 'noted-now'].map((slug) => `miss:slug:${slug}`),
      ]),
    );
    expect(await listed()).not.toContain(story._id);
    // From now on its revision says where it was.
    await articles().updateOne({ _id: story._id }, { $set: { kicker: 'Once more' } });
    await touch(story._id);
    expect(await lastTagsOf(story._id)).not.toContain(`list:tag:${tag?._id}`);
  });

  it('ends everything once for a story of which nobody knows in which lists it was', async () => {
    const [bare, spoilt, copied] = ['bare', 'spoilt', 'copied'].map((key) => imported(key));
    const source = imported('copied-from');
    await gateway.gateway.store.articles.put([source]);
    const noted = (await articles().findOne<{ desk: object }>({ _id: source._id }))?.desk;
    expect(noted).toMatchObject({ stood: { id: source._id, tags: expect.arrayContaining(['list:front']) } });
    await articles().insertMany([
      { ...bare },
      { ...spoilt, desk: { stood: { id: spoilt?._id, tags: [{ $ne: 1 }] } } },
      { ...copied, desk: noted },
    ] as never);
    for (const story of [bare, spoilt, copied]) {
      const id = story?._id ?? '';
      await touch(id);
      expect(await lastTagsOf(id)).toContain('everything');
      await articles().updateOne({ _id: id }, { $set: { kicker: 'Once more' } });
      await touch(id);
      expect(await lastTagsOf(id)).not.toContain('everything');
    }
  });

  it('tells a story that was deleted as taken back, once', async () => {
    const { id } = await desk.published('Deleted by the CMS', { tags: ['climate'] });
    expect(await listOf('climate')).toContain('Deleted by the CMS');
    await articles().deleteOne({ _id: id });
    expect(await touched(id)).toBe('GONE');
    expect(await touched(id)).toBe('GONE');
    expect(await headlineOf(id)).toBeUndefined();
    expect(await listOf('climate')).not.toContain('Deleted by the CMS');
    expect((await eventsOf(id)).filter(({ kind }) => kind === 'ARTICLE_RETRACTED')).toHaveLength(1);
  });

  it('takes in tags, with what is below them, and people, posts and editions', async () => {
    const give = (slug: string, parent: string | null) =>
      desk.give(
        'createTag',
        { kind: 'TOPIC', slug, name: [{ locale: 'en', text: slug }], ...(parent && { parent }) },
        '{ tag { id } userErrors { code } }',
      );
    const top = (await give('touch-top', null)).tag.id;
    const below = (await give('touch-below', null)).tag.id;
    const deep = (await give('touch-deep', 'touch-below')).tag.id;
    await tags().updateOne({ _id: below }, { $set: { parentId: top, name: { en: 'Élan' } } });
    const [correspondent, post, edition] = await Promise.all(
      ['correspondents', 'socialPosts', 'editions'].map((name) =>
        db.collection<{ _id: string }>(name).findOne(),
      ),
    );
    const ids = [below, correspondent?._id ?? '', post?._id ?? '', edition?._id ?? ''];
    const { touched: all } = await touch(...ids);
    expect(all.map(({ outcome }: { outcome: string }) => outcome)).toEqual(ids.map(() => 'TOLD'));
    expect(await tags().findOne({ _id: below })).toMatchObject({ ancestorIds: [top], nameKeys: ['elan'] });
    expect(await tags().findOne({ _id: deep })).toMatchObject({ ancestorIds: [top, below] });
    const kinds = await Promise.all(ids.map(async (id) => (await eventsOf(id)).at(-1)?.kind));
    expect(kinds).toEqual(['TAG_CHANGED', 'CORRESPONDENT_CHANGED', 'POST_CHANGED', 'EDITION_CHANGED']);
    // One that doesn't count its versions is told all the same.
    await tags().updateOne({ _id: below }, { $set: { version: 1 } });
    gateway.setNow(NOW + 1_000);
    await touch(below);
    gateway.setNow(NOW);
    expect((await eventsOf(below)).filter(({ kind }) => kind === 'TAG_CHANGED')).toHaveLength(2);
    expect((await touch(...ids)).touched.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      ids.map(() => 'UNCHANGED'),
    );
    await tags().deleteOne({ _id: deep });
    for (const _ of [1, 2]) expect(await touched(deep)).toBe('GONE');
    const deleted = (await eventsOf(deep)).filter(({ kind }) => kind === 'TAG_DELETED');
    expect(deleted).toMatchObject([{ version: 2, tags: [`tag:${deep}`, 'list:tags'] }]);
  });

  it('tells subscribers', async () => {
    const story = await desk.published('Told to subscribers');
    const tag = await tags().findOne({ slug: 'sport' });
    const readers = await openStream(gateway.url, {
      query: 'subscription ($ids: [ID!]) { storyChanges(ids: $ids) { kind article { headline } } }',
      variables: { ids: [story.id] },
    });
    const staff = await openStream(gateway.url, {
      query: 'subscription { deskActivity(kinds: [TAG_CHANGED]) { kind nodeId actor } }',
      token: admin,
    });
    await articles().updateOne({ _id: story.id }, { $set: { headline: 'By a CMS' } });
    await touch(story.id, tag?._id ?? '');
    const [change] = await readers.atLeast(1);
    expect(change?.data.data.storyChanges).toEqual({ kind: 'UPDATED', article: { headline: 'By a CMS' } });
    const [event] = await staff.atLeast(1);
    expect(event?.data.data.deskActivity).toMatchObject({ kind: 'TAG_CHANGED', nodeId: tag?._id });
    readers.cut();
    staff.cut();
  });

  it('does what it can with what is no record, and nothing with what is no id', async () => {
    const { id } = await desk.published('Spoilt');
    await articles().updateOne({ _id: id }, { $set: { blocks: [{ id: 'b1', type: 'Paragraph' }] as never } });
    expect((await touch(id, idFor('rev', 'any'), idFor('art', 'nobody'))).touched).toEqual([
      { id, outcome: 'UNREADABLE', version: expect.any(Number) },
      { id: idFor('rev', 'any'), outcome: 'NOT_AN_ID', version: null },
      { id: idFor('art', 'nobody'), outcome: 'GONE', version: null },
    ]);
    await articles().deleteOne({ _id: id });
  });

  it('takes as many ids as a message of the CMS may have, and says what came of each', async () => {
    const { id } = await desk.published('One of many');
    const strangers = Array.from({ length: 498 }, (_, n) => `stranger-${n}`);
    const { touched } = await touch(id, 'zzz', ...strangers);
    expect(touched).toHaveLength(500);
    expect(touched.slice(0, 2)).toEqual([
      { id, outcome: 'UNCHANGED', version: expect.any(Number) },
      { id: 'zzz', outcome: 'NOT_AN_ID', version: null },
    ]);
    const tooMany = await gateway.query(
      'mutation ($ids: [ID!]!) { touch(ids: $ids) { announced } }',
      { ids: [id, 'zzz', ...strangers, 'one-more'] },
      admin,
    );
    expect(tooMany.json.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('POST /hooks/content', () => {
  const post = async (
    body: string,
    {
      id = `msg ${Math.random()}`,
      at = NOW,
      secret = SECRET,
      headers = {},
      method = 'POST',
    }: { id?: string; at?: number; secret?: string; headers?: Record<string, string>; method?: string } = {},
  ) => {
    const response = await fetch(`${gateway.url}/hooks/content`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(webhookKeys(secret), id, body, at),
        ...headers,
      },
      ...(method === 'POST' && { body }),
    });
    const answer = (await response.json()) as {
      touched?: { id: string; outcome: string }[];
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, code: answer.errors?.[0]?.extensions.code, answer };
  };
  /** How often it was asked whether a message had been there before: the first thing that is asked of one that is let in. */
  const lookUps = (): number => gateway.asked.filter(({ find }) => find === 'commands').length;
  const bodyOf = (...ids: string[]) => JSON.stringify({ ids });

  it('takes in what a CMS says, once for each message', async () => {
    const { id } = await desk.published('Said by the CMS');
    expect(await headlineOf(id)).toBe('Said by the CMS');
    await articles().updateOne({ _id: id }, { $set: { headline: 'Heard' } });
    const first = await post(bodyOf(id), { id: 'message 1' });
    expect(first).toMatchObject({
      status: 200,
      answer: { touched: [{ id, outcome: 'TOLD' }], announced: true },
    });
    expect(await headlineOf(id)).toBe('Heard');
    expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: 'ARTICLE_UPDATED', actor: 'cms' });
    gateway.asked.length = 0;
    expect(await post(bodyOf(id), { id: 'message 1' })).toEqual(first);
    expect(lookUps()).toBe(1);
    expect(gateway.asked.filter(({ find }) => find === 'revisions')).toEqual([]);
    expect(await post(bodyOf(id, id), { id: 'message 1' })).toMatchObject({ status: 409, code: 'CONFLICT' });
  });

  it.each<[string, Parameters<typeof post>, number, string]>([
    ['another secret', [bodyOf('x'), { secret: 'another secret, long enough' }], 401, 'SIGNATURE_REFUSED'],
    ['a moment long ago', [bodyOf('x'), { at: NOW - 301_000 }], 401, 'SIGNATURE_REFUSED'],
    ['a moment to come', [bodyOf('x'), { at: NOW + 301_000 }], 401, 'SIGNATURE_REFUSED'],
    [
      'another id than was signed',
      [bodyOf('x'), { headers: { 'webhook-id': 'other' } }],
      401,
      'SIGNATURE_REFUSED',
    ],
    ['no signature', [bodyOf('x'), { headers: { 'webhook-signature': '' } }], 401, 'SIGNATURE_REFUSED'],
    [
      'another kind of body',
      [bodyOf('x'), { headers: { 'content-type': 'text/plain' } }],
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['no JSON', ['ids', {}], 400, 'BAD_REQUEST'],
    ['nothing', [bodyOf(), {}], 400, 'BAD_USER_INPUT'],
    ['too many ids', [bodyOf(...Array.from({ length: 501 }, (_, n) => `${n}`)), {}], 400, 'BAD_USER_INPUT'],
    ['operators', ['{"ids":[{"$ne":null}]}', {}], 400, 'BAD_USER_INPUT'],
    ['too much', [bodyOf('x'.repeat(70_000)), {}], 413, 'PAYLOAD_TOO_LARGE'],
    ['another method', ['', { method: 'PUT' }], 405, 'METHOD_NOT_ALLOWED'],
  ])('refuses %s, and asks MongoDB nothing', async (_, given, status, code) => {
    gateway.asked.length = 0;
    expect(await post(...given)).toMatchObject({ status, code });
    expect(lookUps()).toBe(0);
  });

  it('refuses a body that was changed after it was signed', async () => {
    const signed = signedHeaders(webhookKeys(SECRET), 'm', bodyOf('x'), NOW);
    expect(await post(bodyOf('y'), { headers: { ...signed } })).toMatchObject({ status: 401 });
  });

  it('is not there without a secret', async () => {
    const without = await startGateway({}, null, gateway);
    try {
      const { status } = await fetch(`${without.url}/hooks/content`, { method: 'POST', body: '{}' });
      expect(status).toBe(404);
    } finally {
      await without.close();
    }
  });
});

describe('signatures', () => {
  it('are those of Standard Webhooks', () => {
    const body = '{"test": 2432232314}';
    const headers = signedHeaders(
      webhookKeys(SECRET),
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body,
      1_614_265_330_000,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});
