import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { readWebhooks, WEBHOOK_SETTINGS, type WebhookTarget } from '../../src/live/webhook-config.ts';
import type { Delivery } from '../../src/store/delivery-store.ts';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR } from '../support/sample-records.ts';
import { until } from '../support/until.ts';
import { type Received, startWebhookTarget, type WebhookTargetServer } from '../support/webhook-target.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const DOCS = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');

/** The code that the documentation gives to those who verify. */
const snippet = async (name: string): Promise<Record<string, (...given: unknown[]) => unknown>> => {
  const code = new RegExp(`<!-- ${name}:begin -->\n\`\`\`js\n([\\s\\S]*?)\`\`\``).exec(DOCS)?.[1] ?? '';
  return await import(`data:text/javascript,${encodeURIComponent(code)}`);
};

const targetAt = (name: string, url: string, more: Partial<WebhookTarget> = {}): WebhookTarget => ({
  ...(readWebhooks(`webhooks: { ${name}: { url: "${url}", secret: "${SECRET}" } }`)[0] as WebhookTarget),
  allowPrivate: true,
  retryMs: 20,
  maxRetryMs: 100,
  ...more,
});

let gateway: TestGateway;
let client: MongoClient;
let db: Db;
let desk: Desk;
let site: WebhookTargetServer;
let planning: WebhookTargetServer;
let elsewhere: WebhookTargetServer;

beforeAll(async () => {
  [site, planning, elsewhere] = await Promise.all([
    startWebhookTarget(),
    startWebhookTarget(),
    startWebhookTarget(),
  ]);
  gateway = await startGateway({}, null, null, undefined, undefined, {
    webhooks: [
      targetAt('site', site.url),
      targetAt('planning', planning.url, { desk: true, events: ['DRAFT_SAVED', 'ARTICLE_PUBLISHED'] }),
      targetAt('inside', elsewhere.url, { allowPrivate: false }),
      targetAt('named', elsewhere.url.replace('127.0.0.1', 'localhost'), { allowPrivate: false }),
    ],
  });
  client = await MongoClient.connect(gateway.mongodbUrl);
  db = client.db(gateway.database);
  desk = await deskOf(gateway);
  await until(async () => (await db.collection('webhooks').countDocuments()) === 4);
}, 60_000);
afterEach(() => site.answer(() => 204));
afterAll(async () => {
  await client?.close();
  await gateway?.close();
  await Promise.all([site, planning, elsewhere].map((target) => target?.close()));
});

const waiting = (target: string) =>
  db
    .collection<Delivery>('deliveries')
    .find({ target }, { sort: { _id: 1 } })
    .toArray();
/** Until everything that is in the log has been brought to a target. */
const quiet = (target = 'site') =>
  until(async () => {
    const [last] = await db.collection<{ _id: string }>('events').find().sort({ _id: -1 }).limit(1).toArray();
    const seen = await db.collection<{ _id: string; position: string }>('webhooks').findOne({ _id: target });
    return seen?.position === last?._id && (await waiting(target)).length === 0;
  });
const of = (messages: readonly Received[], id: string) =>
  messages.filter(({ json }) => json.data.id === id).map(({ json }) => json);
const typesOf = (id: string, from = site): string[] => of(from.taken, id).map(({ type }) => type);
const update = async (id: string, version: number, headline: string) =>
  (await desk.give('updateArticle', { id, version, story: { headline } })).article.version;

describe('webhooks', () => {
  it('bring every event to a target that was down, once each by id, in order for each story, signed', async () => {
    await site.down();
    site.received.length = 0;
    site.taken.length = 0;
    const stories = await Promise.all(
      Array.from({ length: 6 }, (_, n) => desk.published(`While it was down ${n}`)),
    );
    for (const round of [1, 2, 3])
      await Promise.all(stories.map(({ id, version }) => update(id, version + round - 1, `Round ${round}`)));
    await until(async () => (await waiting('site')).filter(({ attempts }) => attempts > 1).length >= 6);
    expect(site.received).toEqual([]);
    await site.up();
    await quiet();
    const ids = new Set(stories.map(({ id }) => id));
    const log = await db
      .collection<NewsroomEvent & { _id: string }>('events')
      .find()
      .sort({ _id: 1 })
      .toArray();
    const wanted = log.filter(({ subjectId, kind }) => ids.has(subjectId) && kind !== 'DRAFT_SAVED');
    expect(wanted).toHaveLength(6 * 4);
    const told = site.received.filter(({ json }) => ids.has(json.data.id));
    expect(told.map(({ json }) => json.id).sort()).toEqual(wanted.map(({ _id }) => _id));
    for (const id of ids) {
      const versions = of(site.received, id).map(({ data }) => data.version);
      expect(versions).toEqual([2, 3, 4, 5]);
    }
    const { isGenuine } = await snippet('verify');
    for (const { headers, body, json } of told) {
      expect(headers['webhook-id']).toBe(json.id);
      expect(isGenuine?.(SECRET, headers, body)).toBe(true);
      expect(isGenuine?.(SECRET, headers, body.replace('Article', 'article'))).toBe(false);
    }
  });

  it('tell which page and which tags, and not a word of the story', async () => {
    const story = await desk.published('Nobody else has this headline', {
      blocks: [words('b1', 'Zymurgy, for subscribers.')],
      access: 'SUBSCRIBER',
      tags: ['climate'],
    });
    await quiet();
    const [told] = of(site.taken, story.id);
    const climate = await db.collection('tags').findOne({ slug: 'climate' });
    expect(told).toEqual({
      id: expect.stringMatching(/^\d{16}$/),
      type: 'ARTICLE_PUBLISHED',
      timestamp: new Date(NOW).toISOString(),
      data: {
        id: story.id,
        kind: 'Article',
        version: 2,
        slug: story.slug,
        url: story.url,
        locale: 'en',
        otherId: null,
        tags: expect.arrayContaining([`article:${story.id}`, `list:tag:${climate?._id}`, 'list:front']),
      },
    });
    expect(site.taken.map(({ body }) => body).join()).not.toMatch(/zymurgy|Nobody else/i);
  });

  it('hold up only the story whose event is not taken, and bring it in order later', async () => {
    const [held, free] = [await desk.published('Held up'), await desk.published('Goes on')];
    await quiet();
    let refuse = true;
    site.answer(({ json }) => (refuse && json.data.id === held.id ? 500 : 204));
    await update(held.id, 2, 'Held up once');
    await update(held.id, 3, 'Held up twice');
    await update(free.id, 2, 'Goes on, further');
    await until(() => typesOf(free.id).length === 2 && of(site.received, held.id).length > 3);
    const tried = of(site.received, held.id).slice(1);
    expect(new Set(tried.map(({ data }) => data.version))).toEqual(new Set([3]));
    refuse = false;
    await quiet();
    expect(of(site.taken, held.id).map(({ data }) => data.version)).toEqual([2, 3, 4]);
  });

  it('say nothing of what readers cannot see, unless the target is one of the desk', async () => {
    const draft = await desk.draft('Secret plan');
    const renamed = await desk.give('saveDraft', {
      id: draft.id,
      version: 1,
      story: { headline: 'Another plan', slug: 'another-plan' },
    });
    await desk.give('embargoArticle', {
      id: draft.id,
      version: renamed.article.version,
      until: new Date(NOW + HOUR),
    });
    await desk.give(
      'addSocialPost',
      { url: 'https://x.com/anybody/status/1790000000000000077' },
      '{ userErrors { code } }',
    );
    const seen = await desk.draft('A working title nobody should see');
    const { article } = await desk.give('saveDraft', {
      id: seen.id,
      version: 1,
      story: { headline: 'x', slug: 'final-title' },
    });
    await desk.give('publishArticle', { id: seen.id, version: article.version });
    await quiet();
    await quiet('planning');
    expect(typesOf(draft.id)).toEqual([]);
    expect(typesOf(seen.id)).toEqual(['ARTICLE_PUBLISHED']);
    const everything = site.received.map(({ body }) => body).join();
    expect(everything).toContain('final-title');
    expect(everything).not.toMatch(/secret-plan|another-plan|working-title|1790000000000000077|actor/);
    const [desks] = of(planning.taken, draft.id);
    expect(desks).toMatchObject({
      type: 'DRAFT_SAVED',
      data: { actor: 'somebody', version: 1, slug: 'secret-plan' },
    });
    expect(new Set(planning.taken.map(({ json }) => json.type))).toEqual(
      new Set(['DRAFT_SAVED', 'ARTICLE_PUBLISHED']),
    );
  });

  it('tell of a story that is taken back where its page was', async () => {
    const { id, slug } = await desk.published('Taken back');
    await desk.give('retractArticle', { id, version: 2, note: { text: 'It was wrong.' } });
    await quiet();
    expect(of(site.taken, id).map(({ type, data }) => [type, data.slug])).toEqual([
      ['ARTICLE_PUBLISHED', slug],
      ['ARTICLE_RETRACTED', slug],
    ]);
  });

  it('go to no private address, named or by a name, that is not allowed', async () => {
    await desk.published('Not to be told inside');
    for (const target of ['inside', 'named'])
      await until(async () =>
        (await waiting(target)).some(({ lastError }) => lastError === 'FORBIDDEN_ADDRESS'),
      );
    expect(elsewhere.received).toEqual([]);
    await db.collection('deliveries').deleteMany({ target: { $in: ['inside', 'named'] } });
  });

  it('follow no redirect, wait for no answer longer than they may, and take in no flood', async () => {
    const story = await desk.published('Led elsewhere');
    await quiet();
    const asked: string[] = [];
    site.answer(({ json }, response) => {
      if (json.data.id !== story.id) return 204;
      asked.push(json.id);
      if (asked.length === 1) {
        response.writeHead(307, { location: elsewhere.url }).end();
        return null;
      }
      response.writeHead(200);
      const flood = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536), flood);
      };
      flood();
      response.once('close', () => asked.push('closed'));
      return null;
    });
    await update(story.id, 2, 'Led elsewhere again');
    await quiet();
    await until(() => asked.includes('closed'));
    expect(asked).toHaveLength(3);
    expect(elsewhere.received).toEqual([]);
  });

  it('give up in the end, and try again when they are told to', async () => {
    const story = await desk.published('Given up');
    await quiet();
    site.answer(() => 410);
    await update(story.id, 2, 'Given up, really');
    await until(async () => (await waiting('site')).some(({ lastError }) => lastError === 'HTTP 410'));
    // As if three days had gone by.
    const at = new Date(Date.now() - 73 * HOUR);
    await db.collection('deliveries').updateMany({ target: 'site' }, { $set: { at } });
    await until(async () => (await waiting('site')).every(({ state }) => state === 'DEAD'));
    await update(story.id, 3, 'And what follows is not held up');
    site.answer(() => 204);
    await until(() => of(site.taken, story.id).length === 2);
    const { deliveries } = gateway.gateway.store;
    expect(await deliveries.counts()).toContainEqual({ target: 'site', state: 'DEAD', count: 1 });
    const [dead] = await deliveries.list('DEAD', 10);
    expect(await deliveries.retry([dead?._id ?? '', 'site/nothing'], new Date())).toBe(1);
    await quiet();
    expect(of(site.taken, story.id).map(({ data }) => data.version)).toEqual([2, 4, 3]);
  });

  it('tell what a CMS wrote itself', async () => {
    const { id } = await desk.published('Before the CMS');
    await db.collection<{ _id: string }>('articles').updateOne({ _id: id }, { $set: { headline: 'After' } });
    await gateway.query(
      'mutation ($ids: [ID!]!) { touch(ids: $ids) { announced } }',
      { ids: [id] },
      await gateway.token({ roles: ['admin'] }),
    );
    await quiet();
    expect(typesOf(id)).toEqual(['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED']);
  });

  it('tell of live entries', async () => {
    const { id, version } = await desk.published('Live');
    await desk.give('startLiveBlog', { id, version });
    const { blockId } = await desk.give('addLiveEntry', {
      id,
      entry: { title: 'First', blocks: [words('e1', 'x')] },
    });
    await quiet();
    expect(of(site.taken, id).at(-1)).toMatchObject({ type: 'LIVE_ENTRY_ADDED', data: { otherId: blockId } });
  });
});

describe('the file of webhooks', () => {
  const read = (text: string, variables = {}) => readWebhooks(text, variables);

  it('takes secrets from the environment', () => {
    const [target] = read('webhooks: { site: { url: "https://site.example", secret: "${S}" } }', {
      S: SECRET,
    });
    expect(target).toMatchObject({ name: 'site', secret: SECRET, desk: false, allowPrivate: false });
  });

  it.each([
    ['{', /not YAML/],
    ['webhooks: { site: { url: "ftp://x", secret: "x" } }', /webhooks\.site\.url/],
    ['webhooks: { site: { url: "https://x", secret: "${S}" } }', /\$\{S\} is not set/],
    ['webhooks: { site: { url: "https://x", secret: "too short" } }', /shorter than 24/],
    [`webhooks: { site: { url: "https://x", secret: "${SECRET}", events: [NOTHING] } }`, /events/],
    [`webhooks: { site: { url: "https://x", secret: "${SECRET}", retries: 3 } }`, /site/],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).not.toThrow(new RegExp(SECRET));
  });

  it('is documented, setting by setting', () => {
    const table = /<!-- settings:begin -->([\s\S]*)<!-- settings:end -->/.exec(DOCS)?.[1] ?? '';
    const documented = [...table.matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)].map(([, ...cells]) => cells);
    const declared = Object.entries(WEBHOOK_SETTINGS).map(([name, type]) => {
      const parsed = type.safeParse(undefined);
      const value = parsed.success
        ? parsed.data === undefined
          ? ''
          : `\`${String(parsed.data)}\``
        : 'required';
      return [name, value, type.description ?? ''];
    });
    expect(documented).toEqual(declared);
  });

  it('is documented with code that signs as we take it', async () => {
    const { sign } = await snippet('sign');
    expect(sign?.(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });
});
