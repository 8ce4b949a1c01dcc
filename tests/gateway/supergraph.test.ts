import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoadedSubgraph } from '../../src/federation/load-subgraphs.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { type CommentsService, type Fault, startComments } from '../support/comments-service.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql } from '../support/test-server.ts';

let comments: CommentsService;
let gateway: TestGateway;
let subgraphs: readonly LoadedSubgraph[];
let story: { id: string; slug: string; headline: string };

beforeAll(async () => {
  comments = await startComments();
  subgraphs = [comments.loaded()];
  gateway = await startGateway({}, null, null, (url) => url, seedNewsroom, {
    remotes: async () => subgraphs,
  });
  const { json } = await gateway.query('{ articles(first: 1) { nodes { id slug headline } } }');
  story = json.data.articles.nodes[0];
});
afterAll(async () => {
  await gateway.close();
  await comments.close();
});
let isAsNew = true;
/** A supergraph as new: no circuit is open, nothing is kept. */
const reload = async (settings: object = {}): Promise<void> => {
  isAsNew = Object.keys(settings).length === 0;
  subgraphs = [comments.loaded(settings)];
  await gateway.gateway.reloadRemotes();
  await gateway.gateway.purge(['everything']);
};
beforeEach(async () => {
  if (!isAsNew) await reload();
  // A success closes the circuit.
  await gateway.query('{ newestComment { id } }');
  await gateway.gateway.purge(['everything']);
  comments.asked.length = 0;
});
afterEach(() => {
  comments.fault = null;
  comments.twist = null;
  for (const name of Object.keys(comments.answerHeaders)) delete comments.answerHeaders[name];
});

const STORY = '{ article(slug: "SLUG") { headline tags { name } comments { text } } }';
const storyQuery = (): string => STORY.replace('SLUG', story.slug);

describe('a supergraph', () => {
  it('answers one query over our content and another service with one request to it', async () => {
    const { json } = await gateway.query(
      `{ articles(first: 20) { nodes { id headline commentCount comments { text } } } }`,
    );
    expect(json.errors).toBeUndefined();
    expect(json.data.articles.nodes).toHaveLength(20);
    for (const { id, commentCount, comments: said } of json.data.articles.nodes) {
      expect(commentCount).toBe(id.length);
      expect(said).toEqual([{ text: `On ${id}` }]);
    }
    expect(comments.asked).toHaveLength(1);
    expect(comments.asked[0]?.variables).toMatchObject({ representations: expect.any(Array) });
  });

  it('goes on from their things to ours, with our access policy', async () => {
    const { json } = await gateway.query('{ newestComment { text article { headline } } }');
    expect(json.data.newestComment).toEqual({ text: 'The newest', article: null });
    comments.twist = (data) => ({
      ...data,
      newestComment: {
        __typename: 'Comment',
        id: 'c9',
        text: 'x',
        article: { __typename: 'Article', id: story.id },
      },
    });
    const { json: found } = await gateway.query('{ newestComment { id article { headline } } }');
    expect(found.data.newestComment.article).toEqual({ headline: story.headline });
  });

  it.each([
    ['id: headline commentCount', 'Article.id'],
    ['commentCount id: slug', 'Article.id'],
    ['commentCount ... on Article { __typename: slug }', 'Article.__typename'],
  ])('takes no alias in the place of what it asks others by: %s', async (fields, hidden) => {
    const { status, json } = await gateway.query(`{ article(slug: "${story.slug}") { ${fields} } }`);
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(json.errors[0].message).toContain(`hides \`${hidden}\``);
    expect(comments.asked).toEqual([]);
  });

  it.each(['then', '__proto__', 'constructor', 'prototype'])('takes no alias %s', async (alias) => {
    for (const query of [
      `{ newestComment { ${alias}: text } }`,
      `{ article(slug: "${story.slug}") { ${alias}: commentCount } }`,
    ])
      expect((await gateway.query(query)).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(comments.asked).toEqual([]);
  });

  it('takes any other alias, and any at all where nobody else is asked', async () => {
    const both = await gateway.query(
      `{ article(slug: "${story.slug}") { id: id url: headline text: commentCount } }`,
    );
    expect(both.json).toEqual({
      data: { article: { id: story.id, url: story.headline, text: story.id.length } },
    });
    const ours = await gateway.query(`{ article(slug: "${story.slug}") { headline id: slug } }`);
    expect(ours.json).toEqual({ data: { article: { headline: story.headline, id: story.slug } } });
  });

  it('asks nobody for what is ours alone, whatever fails there', async () => {
    comments.fault = (_, response) => {
      response.destroy();
      return true;
    };
    const { json } = await gateway.query('{ articles(first: 5) { nodes { headline } } viewer { tier } }');
    expect(json.errors).toBeUndefined();
    expect(comments.asked).toHaveLength(0);
  });

  it('shows all of it to those who explore, under the same limits', async () => {
    const { json } = await gateway.query('{ __type(name: "Article") { fields { name } } }');
    const names = json.data.__type.fields.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['headline', 'comments', 'commentCount']));
    const { codes } = await gateway.query('{ articles(first: 1000) { nodes { comments { text } } } }');
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(comments.asked).toHaveLength(0);
  });

  it('takes up a new supergraph while it serves, and keeps the old one where the new one can’t be (F15)', async () => {
    subgraphs = [comments.loaded({}, 'type Query { broken: Nothing }')];
    isAsNew = false;
    await expect(gateway.gateway.reloadRemotes()).rejects.toThrow('UNKNOWN_TYPE');
    expect((await gateway.query(storyQuery())).json.errors).toBeUndefined();
    subgraphs = [
      comments.loaded(
        {},
        comments.loaded().sdl.replace('commentCount: Int', 'numberOfComments: Int commentCount: Int'),
      ),
    ];
    const asking = Array.from({ length: 20 }, () => gateway.query(storyQuery()));
    await gateway.gateway.reloadRemotes();
    for (const { json } of await Promise.all(asking)) expect(json.errors).toBeUndefined();
    const { json } = await gateway.query('{ __type(name: "Article") { fields { name } } }');
    expect(json.data.__type.fields).toContainEqual({ name: 'numberOfComments' });
  });
});

describe('what another service is told', () => {
  it('is what its settings name, and nothing else of the client’s (F12)', async () => {
    const token = await gateway.token({ tier: 'subscriber' });
    const headers = {
      authorization: `Bearer ${token}`,
      cookie: 'session=1',
      'x-user-id': 'forged',
      'accept-language': 'fr',
    };
    await postGraphql(gateway.url, { query: storyQuery() }, headers);
    for (const name of ['cookie', 'x-user-id', 'authorization'])
      expect(comments.asked[0]?.headers[name]).toBeUndefined();
    expect(comments.asked[0]?.headers['accept-language']).not.toBe('fr');
    await reload({
      forward: ['accept-language', 'cookie'],
      forwardAuthorization: true,
      headers: { 'x-secret': 'from Dateline' },
    });
    comments.asked.length = 0;
    await postGraphql(gateway.url, { query: storyQuery() }, headers);
    expect(comments.asked[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'accept-language': 'fr',
      'x-secret': 'from Dateline',
    });
    expect(comments.asked[0]?.headers['cookie']).toBeUndefined();
  });
});

const answers =
  (type: string, body: string, status = 200): Fault =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
    return true;
  };
const entities = (change: (list: unknown[]) => unknown) => (data: Record<string, unknown>) => ({
  ...data,
  _entities: change(data['_entities'] as unknown[]),
});

const resets: Fault = (request) => {
  request.socket.resetAndDestroy();
  return true;
};
const redirects: Fault = (_, response) => {
  response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  return true;
};

const FAULTS: readonly [string, Fault | null, ((data: Record<string, unknown>) => unknown) | null, string][] =
  [
    ['hangs', () => true, null, 'SUBGRAPH_TIMEOUT'],
    ['resets the connection', resets, null, 'SUBGRAPH_FAILED'],
    ['answers HTML', answers('text/html', '<h1>Down</h1>'), null, 'SUBGRAPH_FAILED'],
    [
      'answers 500',
      answers('application/json', '{"data":null,"errors":[{"message":"at db.internal"}]}', 500),
      null,
      'SUBGRAPH_FAILED',
    ],
    ['cuts its JSON', answers('application/json', '{"data":{"_entities":[{"__typ'), null, 'SUBGRAPH_FAILED'],
    ['answers no GraphQL', answers('application/json', '[1,2,3]'), null, 'SUBGRAPH_FAILED'],
    [
      'nests without end',
      answers('application/json', `{"data":${'['.repeat(100_000)}`),
      null,
      'SUBGRAPH_FAILED',
    ],
    ['redirects (F13)', redirects, null, 'SUBGRAPH_FAILED'],
    [
      'refuses with a message for its own people',
      answers(
        'application/json',
        '{"errors":[{"message":"at db.internal:27017","extensions":{"code":"NO_COMMENTS"}}]}',
      ),
      null,
      'SUBGRAPH_ERROR',
    ],
    ['answers too few', null, entities((list) => list.slice(1)), 'SUBGRAPH_FAILED'],
    [
      'answers with another’s keys',
      null,
      entities((list) => list.map((one) => ({ ...(one as object), _asked_id: 'art_zzzzzzzzzzzzzzzz' }))),
      'SUBGRAPH_FAILED',
    ],
    [
      'answers with another type',
      null,
      entities((list) => list.map((one) => ({ ...(one as object), __typename: 'Tag' }))),
      'SUBGRAPH_FAILED',
    ],
  ];

describe('a service that fails', () => {
  it.each(FAULTS)('when it %s: ours stands, theirs is null with a code', async (_, fault, twist, code) => {
    comments.fault = fault;
    comments.twist = twist;
    const { json, text, status } = await gateway.query(storyQuery());
    expect(status).toBe(200);
    expect(json.data.article).toMatchObject({ headline: story.headline, comments: null });
    expect(json.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual([
      code,
    ]);
    expect(json.errors[0].path.slice(0, 2)).toEqual(['article', 'comments']);
    expect(json.errors[0].extensions.service).toBe('comments');
    expect(text).not.toMatch(/db\.internal|127\.0\.0\.1|<h1>|representations/);
  });

  it('sends a hundred megabytes: no more is read than its bound (F08)', async () => {
    await reload({ maxBytes: 100_000, timeoutMs: 5_000 });
    let sent = 0;
    comments.fault = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = 'x'.repeat(64 * 1024);
      const more = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
      return true;
    };
    const { json } = await gateway.query(storyQuery());
    expect(json.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_FAILED', reason: 'TOO_LARGE' });
    expect(sent).toBeLessThan(20_000_000);
  });

  it('hangs under a crowd: what is ours alone is answered meanwhile', async () => {
    await reload({ timeoutMs: 15_000 });
    const hanging: { destroy(): void }[] = [];
    comments.fault = (_, response) => hanging.push(response) > 0;
    const order: string[] = [];
    const crowd = Array.from({ length: 40 }, async (_, n) => {
      const { json } = await gateway.query(`{ n${n}: article(slug: "${story.slug}") { comments { text } } }`);
      expect(json.data[`n${n}`]).toEqual({ comments: null });
      order.push('theirs');
    });
    while (hanging.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    for (let n = 0; n < 20; n += 1) {
      const { json } = await gateway.query(`{ n${n}: articles(first: 5) { nodes { headline } } }`);
      expect(json.errors).toBeUndefined();
      order.push('ours');
    }
    expect(order).toEqual(Array(20).fill('ours'));
    comments.fault = resets;
    for (const response of hanging) response.destroy();
    await Promise.all(crowd);
  });

  it('answers in another order: nobody gets another’s comments (F09)', async () => {
    comments.twist = entities((list) => [...list].reverse());
    const { json } = await gateway.query('{ articles(first: 6) { nodes { id comments { text } } } }');
    for (const { id, comments: said } of json.data.articles.nodes)
      expect([null, [{ text: `On ${id}` }]]).toContainEqual(said);
    expect(json.errors.length).toBeGreaterThan(0);
  });

  it('is asked again for a query, and once for a mutation (F10)', async () => {
    await reload({ retries: 2 });
    comments.fault = answers('text/html', 'down', 503);
    await gateway.query(storyQuery());
    expect(comments.asked).toHaveLength(3);
    comments.asked.length = 0;
    const { codes } = await gateway.query('mutation { comment(articleId: "a", text: "b") { id } }');
    expect(codes).toEqual(['SUBGRAPH_FAILED']);
    expect(comments.asked).toHaveLength(1);
  });

  it('is left alone after five failures in a row, and asked again later (F11)', async () => {
    comments.fault = answers('text/html', 'down', 503);
    for (let n = 0; n < 8; n += 1) await gateway.query(storyQuery());
    expect(comments.asked).toHaveLength(5);
    const { json } = await gateway.query(storyQuery());
    expect(json.errors[0].extensions.reason).toBe('RESTING');
    comments.fault = null;
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await gateway.query(storyQuery())).json.errors).toBeUndefined();
  }, 20_000);

  it('is stood in for by its last good answer, marked stale', async () => {
    await reload({ staleMs: 60_000 });
    const before = await gateway.query(storyQuery());
    await gateway.gateway.purge([`article:${story.id}`]);
    comments.fault = answers('text/html', 'down', 503);
    const after = await gateway.query(storyQuery());
    expect(after.json.errors).toBeUndefined();
    expect(after.json.data).toEqual(before.json.data);
    expect(after.json.extensions).toEqual({ stale: true });
    expect(after.headers.get('warning')).toContain('111');
  });
});

describe('an answer with fields of another service', () => {
  it('is kept as long as both allow, under the tags of both', async () => {
    comments.answerHeaders['surrogate-key'] = 'comments:all comments:7';
    await gateway.query(storyQuery());
    await gateway.query(storyQuery());
    const first = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(storyQuery())}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(comments.asked).toHaveLength(1);
    expect(first.headers.get('surrogate-key')).toContain('comments:7');
    await gateway.gateway.purge(['comments:7']);
    await gateway.query(storyQuery());
    expect(comments.asked).toHaveLength(2);
  });

  it('is not kept where the service says so, nor where it hangs on the client', async () => {
    comments.answerHeaders['cache-control'] = 'no-store';
    await gateway.query(storyQuery());
    await gateway.query(storyQuery());
    expect(comments.asked).toHaveLength(2);
    delete comments.answerHeaders['cache-control'];
    await reload({ forward: ['accept-language'] });
    comments.asked.length = 0;
    await gateway.query(storyQuery());
    await gateway.query(storyQuery());
    expect(comments.asked).toHaveLength(2);
  });
});
