import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { postGraphql, type TestAnswer } from '../support/test-server.ts';

/** What a developer sees of an answer who asks for it by a header. */
const STORY =
  '{ article(slug: "ninetieth-minute") { headline tags { name } body { ... on FullBody { text } } } }';
const FRONT = '{ articles(first: 20) { nodes { headline tags { name } correspondents { name } } } }';
const LOOK = { 'x-dateline-debug': '1' };

interface Told {
  readonly answer: {
    readonly from: string;
    readonly kept: boolean;
    readonly key?: string;
    readonly tags?: readonly string[];
    readonly goodForMs?: number;
  };
  readonly reads: {
    readonly memory: number;
    readonly redis: number;
    readonly mongodb: number;
    readonly entries: readonly {
      readonly key: string;
      readonly from: string;
      readonly tags: readonly string[];
      readonly goodForMs: number;
    }[];
  };
  readonly batches: readonly { readonly read: string; readonly size: number }[];
  readonly commands: readonly {
    readonly to: string;
    readonly name: string;
    readonly on: string | null;
    readonly ms: number;
    readonly outcome: string;
  }[];
}
const toldIn = ({ json }: TestAnswer): Told => json.extensions.dateline;
const commandsTo = (told: Told, to: string): string[] =>
  told.commands
    .filter((command) => command.to === to)
    .map(({ name, on }) => (on === null ? name : `${name} ${on}`));

const suite = redisIsThere ? describe : describe.skip;
suite('looking inside', () => {
  let redis: TestRedis;
  let gateway: TestGateway;
  let other: TestGateway;
  beforeAll(async () => {
    redis = await startRedis();
    // A busy machine's Redis has time to answer: what is shown of one that doesn't is another question.
    const patient = { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
    gateway = await startGateway({ ...patient, DATELINE_MAX_BATCH: '2' });
    other = await startGateway(patient, null, gateway);
  });
  afterAll(async () => {
    await other.close();
    await gateway.close();
    await redis.stop();
  });
  beforeEach(async () => {
    await gateway.gateway.purge(['everything']);
    gateway.commands.length = 0;
  });
  const look = (
    query: string,
    headers: Record<string, string> = {},
    { url } = gateway,
  ): Promise<TestAnswer> => postGraphql(url, { query }, { ...LOOK, ...headers });

  it('shows of a cold answer what was read where, in which batches, and by which commands', async () => {
    const told = toldIn(await look(STORY));
    expect(told.answer).toMatchObject({ from: 'MADE', kept: true, key: expect.stringMatching(/^answer:A:/) });
    expect(told.answer.tags).toContain('miss:slug:ninetieth-minute');
    // With its text, which needs no batch of its own.
    expect(told.batches).toContainEqual(expect.objectContaining({ read: 'articles.byAnyKey', size: 1 }));
    expect(told.batches.map(({ read }) => read)).not.toContain('articles.bodies');
    expect(told.reads.memory + told.reads.redis).toBe(0);
    expect(told.reads.entries).toContainEqual(
      expect.objectContaining({
        key: expect.stringMatching(/^head:art_/),
        from: 'MONGODB',
        tags: expect.arrayContaining([expect.stringMatching(/^article:art_/)]),
      }),
    );
    expect(commandsTo(told, 'MONGODB').sort()).toEqual([
      ...['find articles', 'find socialPosts', 'find tags'],
    ]);
    expect(gateway.commands).toHaveLength(told.commands.filter(({ to }) => to === 'MONGODB').length);
    expect(commandsTo(told, 'REDIS')).toContain('READ');
    for (const { ms, outcome } of told.commands) expect([ms > 0, outcome]).toEqual([true, 'ANSWERED']);
  });

  it('shows a hit in memory, what the same records are in another answer, and a hit in Redis', async () => {
    await look(FRONT);
    const again = toldIn(await look(FRONT));
    expect(again.answer).toMatchObject({ from: 'MEMORY', kept: true });
    expect([again.reads.entries, again.batches, again.commands]).toEqual([[], [], []]);
    const left = again.answer.goodForMs ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(15_000);

    const another = toldIn(await look(FRONT.replace('headline', 'slug')));
    expect(another.answer.from).toBe('MADE');
    expect([another.reads.memory > 20, another.reads.redis, another.reads.mongodb]).toEqual([true, 0, 0]);
    expect(commandsTo(another, 'MONGODB')).toEqual([]);

    // What was asked for once is nobody else's; asked for again and made anew, it is.
    await look(FRONT, {}, other);
    await gateway.gateway.purge(['everything']);
    await pause(300);
    const place = `{dateline}:e:${again.answer.key}`;
    await redis.look.del(place);
    await look(FRONT);
    for (let tries = 0; tries < 100 && (await redis.look.exists(place)) === 0; tries += 1) await pause(20);
    const there = toldIn(await look(FRONT, {}, other));
    expect(there.answer).toMatchObject({ from: 'REDIS', kept: true, key: again.answer.key });
    expect([commandsTo(there, 'MONGODB'), commandsTo(there, 'REDIS')]).toEqual([[], ['READ']]);
  });

  it('shows a batch with its size, each level once', async () => {
    const { batches } = toldIn(await look(FRONT));
    const reads = batches.map(({ read }) => read);
    expect(new Set(reads).size).toBe(reads.length);
    expect(batches.find(({ read }) => read === 'tags.byAnyKey')?.size).toBeGreaterThan(5);
    expect(batches.find(({ read }) => read === 'articles.pages')?.size).toBe(1);
  });

  it('tells two requests at once of their own commands alone', async () => {
    const queries = Array.from(
      { length: 12 },
      (_, at) => `{ article(slug: "nobody-${at}") { headline } tag(slug: "none-${at}") { name } }`,
    );
    const answers = await Promise.all(queries.map((query) => look(query)));
    for (const answer of answers)
      expect(commandsTo(toldIn(answer), 'MONGODB').sort()).toEqual(['find articles', 'find tags']);
  });

  it('shows editors, who read the source, its batches and commands', async () => {
    const token = await gateway.token({ roles: ['editor'] });
    const told = toldIn(await look(STORY, { authorization: `Bearer ${token}` }));
    expect(told.answer).toEqual({ from: 'MADE', kept: false });
    expect(told.reads.entries).toEqual([]);
    expect(told.batches.map(({ read }) => read)).toContain('articles.byAnyKey');
    expect(commandsTo(told, 'MONGODB')).toContain('find tags');
  });

  it('is beside the answer, errors too, and is kept by nobody', async () => {
    const plain = await gateway.query(STORY);
    const seen = await look(STORY);
    expect(seen.json.data).toEqual(plain.json.data);
    expect(seen.headers.get('cache-control')).toMatch(/no-store/);
    expect(seen.headers.get('etag')).toBeNull();
    expect(seen.headers.get('cache-status')).toMatch(/; hit/);
    expect((await gateway.query(STORY)).text).toBe(plain.text);
    const token = await gateway.token({ tier: 'subscriber' });
    for (const asked of ['made', 'kept'])
      expect([
        asked,
        (await look(STORY, { authorization: `Bearer ${token}` })).headers.get('cache-control'),
      ]).toEqual([asked, 'private, no-store']);
    const wrong = await look('{ article(slug: "a", id: "art_0000000000000001") { headline } }');
    expect([wrong.codes, toldIn(wrong).answer.kept]).toEqual([['BAD_USER_INPUT'], false]);
  });

  it('costs nothing that can be counted where nobody asks', async () => {
    for (const headers of [{}, { 'x-dateline-debug': '0' }, { 'x-dateline-debug': '' }]) {
      const { json } = await postGraphql(gateway.url, { query: FRONT }, headers);
      expect(json.extensions).toBeUndefined();
    }
  });
});

describe('who may look inside', () => {
  const told = async (
    env: Record<string, string>,
    roles: readonly ('editor' | 'admin')[],
  ): Promise<boolean> => {
    const gateway = await startGateway({ ...env });
    try {
      const token = roles.length === 0 ? null : await gateway.token({ roles });
      const headers = token === null ? LOOK : { ...LOOK, authorization: `Bearer ${token}` };
      const { json } = await postGraphql(
        gateway.url,
        { query: '{ tags(first: 1) { nodes { id } } }' },
        headers,
      );
      expect(json.data.tags.nodes).toHaveLength(1);
      return json.extensions?.dateline !== undefined;
    } finally {
      await gateway.close();
    }
  };
  it.each([
    [{}, [], true],
    [{ NODE_ENV: 'production' }, ['admin'], false],
    [{ DATELINE_DEBUG: 'off' }, ['admin'], false],
    [{ NODE_ENV: 'production', DATELINE_DEBUG: 'staff' }, ['editor'], true],
    [{ NODE_ENV: 'production', DATELINE_DEBUG: 'staff' }, [], false],
    [{ DATELINE_DEBUG: 'admin' }, ['editor'], false],
    [{ DATELINE_DEBUG: 'admin' }, ['admin'], true],
  ] as const)('with %j, roles %j: %s', async (env, roles, may) => {
    expect(await told(env, roles)).toBe(may);
  });
});
