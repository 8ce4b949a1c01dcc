import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

/** Whole answers, kept for each tier. `cache-status` says whether an answer was. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  await gateway.gateway.purge(['everything']);
  gateway.commands.length = 0;
});

const STORY = '{ article(slug: "ninetieth-minute") { headline body { ... on FullBody { text } } } }';
const isKept = ({ headers }: TestAnswer): boolean => /; hit/.test(headers.get('cache-status') ?? '');

const get = async (
  params: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${gateway.url}/graphql?${new URLSearchParams(params)}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': '1', ...headers },
    }),
  );

describe('an answer that is kept', () => {
  it('is the same again, and touches nothing', async () => {
    const first = await gateway.query(STORY);
    gateway.commands.length = 0;
    const second = await gateway.query(STORY);
    expect(second.text).toBe(first.text);
    expect(second.json.data.article.headline).toBeTruthy();
    expect(isKept(second)).toBe(true);
    expect(gateway.commands).toEqual([]);
  });

  it('says to a CDN how long, and under which tags', async () => {
    const { headers } = await get({ query: STORY });
    expect(headers.get('cache-control')).toBe(
      'public, max-age=5, s-maxage=60, stale-while-revalidate=10, stale-if-error=600',
    );
    expect(headers.get('vary')).toMatch(/Authorization, Accept, Accept-Encoding/);
    const keys = headers.get('surrogate-key')?.split(' ') ?? [];
    expect(keys).toContain('miss:slug:ninetieth-minute');
    expect(keys.some((key) => key.startsWith('article:art_'))).toBe(true);
    expect(headers.get('cache-tag')?.split(',')).toEqual(keys);
  });

  it('is 304 for whoever has it in this encoding', async () => {
    const query = '{ articles(first: 20) { nodes { headline standfirst } } }';
    const etag = (await get({ query })).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}/);
    const again = await get({ query }, { 'if-none-match': `"other", ${etag}` });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    const plain = await get({ query }, { 'accept-encoding': 'identity', 'if-none-match': etag });
    expect(plain.status).toBe(200);
    expect(plain.headers.get('etag')).not.toBe(etag);
  });

  it('is 304 in no other type than the client has it in', async () => {
    const query = '{ articles(first: 20) { nodes { headline standfirst } } }';
    const etag = (await get({ query })).headers.get('etag') ?? '';
    const accept = 'application/graphql-response+json';
    const other = await get({ query }, { accept, 'if-none-match': etag });
    expect([other.status, other.headers.get('content-type')]).toEqual([200, `${accept}; charset=utf-8`]);
    // A cache that has both learns which of them it is to give.
    const both = `${etag}, ${other.headers.get('etag')}`;
    const again = await get({ query }, { accept, 'if-none-match': both });
    expect([again.status, again.headers.get('etag')]).toEqual([304, other.headers.get('etag')]);
  });

  it.each(['404', '*'])('is no 304 where a page is missing (%s)', async (given) => {
    const query = '{ article(slug: "nowhere") @pageStatus { slug } }';
    const missing = await get({ query });
    const etag = given === '*' ? given : (missing.headers.get('etag') ?? '');
    const again = await get({ query }, { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([404, missing.text]);
    expect(again.headers.get('cache-control')).toBe(missing.headers.get('cache-control'));
  });
});

describe('an answer that is not kept', () => {
  it('has errors, and says no-store (K09)', async () => {
    const query =
      '{ article(slug: "a", id: "art_0000000000000001") { headline } tags(first: 1) { nodes { name } } }';
    for (let time = 0; time < 2; time += 1) {
      const answer = await get({ query });
      expect(answer.codes).toEqual(['BAD_USER_INPUT']);
      expect(isKept(answer)).toBe(false);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('surrogate-key')).toBeNull();
    }
  });

  it('is a persisted query that is not known, and then it is one that is (L09)', async () => {
    const query = '{ tags(first: 2) { nodes { slug } } }';
    const hash = createHash('sha256').update(query).digest('hex');
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } });
    const unknown = await get({ extensions });
    expect(unknown.codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    await get({ query, extensions });
    const answers = [await get({ extensions }), await get({ extensions })];
    expect(answers.map(({ json }) => json.data.tags.nodes.length)).toEqual([2, 2]);
    expect(answers.map(isKept)).toEqual([false, true]);
    expect(answers[1]?.headers.get('cache-control')).toMatch(/^public/);
    expect(isKept(await get({ query }))).toBe(true);
  });

  it('is for a viewer alone: viewer, staff, mutations', async () => {
    const editor = await gateway.token({ roles: ['editor'] });
    for (const [query, token] of [
      ['{ viewer { tier } tags(first: 1) { nodes { name } } }', undefined],
      [STORY, editor],
    ] as const) {
      await gateway.query(query, {}, token);
      const again = await gateway.query(query, {}, token);
      expect([isKept(again), again.headers.get('surrogate-key')]).toEqual([false, null]);
    }
  });

  it('is a GET that a form of somebody else’s could send', async () => {
    await get({ query: STORY });
    const forged = await get({ query: STORY }, { 'apollo-require-preflight': '' });
    expect(forged.codes).toEqual(['CSRF_REFUSED']);
  });
});

describe('tiers', () => {
  it('get each their own text, in any order, and no shared cache keeps those of the signed-in (A14, K11)', async () => {
    const gated = '{ articles(filter: { access: SUBSCRIBER }, first: 1) { nodes { slug } } }';
    const { slug } = (await gateway.query(gated)).json.data.articles.nodes[0];
    const query =
      'query ($slug: String) { article(slug: $slug) { body { __typename ... on FullBody { text } } } }';
    const tokens = [
      undefined,
      await gateway.token({ tier: 'subscriber' }),
      await gateway.token({ tier: 'registered' }),
    ];
    for (const order of [
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
    ]) {
      await gateway.gateway.purge(['everything']);
      for (const at of [...order, ...order]) {
        const { json, headers } = await gateway.query(query, { slug }, tokens[at]);
        expect(json.data.article.body.__typename).toBe(at === 1 ? 'FullBody' : 'PreviewBody');
        expect(headers.get('vary')).toMatch(/Authorization/);
        if (at > 0) expect(headers.get('cache-control')).toBe('private, no-store');
      }
    }
  });

  it('are all that an answer differs by: no other header changes its bytes (K12)', async () => {
    const plain = await get({ query: STORY }, { 'accept-encoding': 'identity' });
    for (const [name, value] of [
      ['x-forwarded-host', 'evil.example'],
      ['accept-language', 'fr'],
      ['x-original-url', '/admin'],
      ['cookie', 'session=1'],
      ['x-forwarded-for', '10.0.0.1'],
    ] as const) {
      const answer = await get({ query: STORY }, { [name]: value, 'accept-encoding': 'identity' });
      expect(answer.text).toBe(plain.text);
      expect(isKept(answer)).toBe(true);
    }
  });
});
