import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoadedSubgraph } from '../../src/federation/load-subgraphs.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import {
  COMMENTS_SDL,
  type CommentsService,
  type Fault,
  startComments,
} from '../support/comments-service.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Another service that says more than it was asked for, or never comes to an end, or is asked by several at once. */
let comments: CommentsService;
let gateway: TestGateway;
let subgraphs: readonly LoadedSubgraph[];
let story: { id: string; slug: string; headline: string };
let draft: { id: string };
/** What was logged as a fault of ours. */
const faults: string[] = [];

/** Of things that mustn't be missing, too. */
const SDL = COMMENTS_SDL.replace(
  'newestComment: Comment',
  'newestComment: Comment firstComment: Comment!',
).replace('commentCount: Int', 'rank: Int! votes: [Int] commentCount: Int');

beforeAll(async () => {
  comments = await startComments();
  subgraphs = [comments.loaded({ timeoutMs: 10_000 }, SDL)];
  gateway = await startGateway({}, null, null, (url) => url, seedNewsroom, {
    remotes: async () => subgraphs,
    log: createLog({ level: 'error', destination: { write: (line) => void faults.push(line) } }),
  });
  story = (await gateway.query('{ articles(first: 1) { nodes { id slug headline } } }')).json.data.articles
    .nodes[0];
  const DRAFT = '{ article(slug: "merger-of-the-yards") { id } }';
  draft = (await gateway.query(DRAFT, {}, await gateway.token({ roles: ['editor'] }))).json.data.article;
});
afterAll(async () => {
  await gateway.close();
  await comments.close();
});
let isAsNew = true;
const reload = async (settings: object = {}, sdl = SDL): Promise<void> => {
  isAsNew = Object.keys(settings).length === 0 && sdl === SDL;
  subgraphs = [comments.loaded({ timeoutMs: 10_000, ...settings }, sdl)];
  await gateway.gateway.reloadRemotes();
  comments.asked.length = 0;
};
beforeEach(async () => {
  if (!isAsNew) await reload();
  // A success closes the circuit.
  await gateway.query('{ newestComment { id } }');
  await gateway.gateway.purge(['everything']);
  comments.asked.length = 0;
  faults.length = 0;
});
afterEach(() => {
  comments.fault = null;
  comments.twist = null;
  for (const name of Object.keys(comments.answerHeaders)) delete comments.answerHeaders[name];
});

type Data = Record<string, unknown>;
const spoilt = (text: string): object => JSON.parse(text) as object;
const entities =
  (more: object) =>
  (data: Data): Data => ({
    ...data,
    _entities: (data['_entities'] as object[]).map((one) => ({ ...one, ...more })),
  });
const down: Fault = (_, response) => {
  response.writeHead(503, { 'content-type': 'text/html' }).end('down');
  return true;
};

describe('a service that answers more than it was asked for (F09)', () => {
  const STORY = (): string => `{ article(slug: "${story.slug}") { headline comments { text } } }`;

  it.each<[string, object]>([
    ['a field of ours', { headline: 'Forged', standfirst: 'Forged' }],
    ['an id', { id: 'art_zzzzzzzzzzzzzzzz' }],
    ['a prototype', spoilt('{"__proto__":{"headline":"Forged","polluted":true}}')],
    ['a constructor', { constructor: { prototype: { polluted: true } } }],
  ])('changes nothing of ours by %s', async (_, more) => {
    comments.twist = entities(more);
    const { json } = await gateway.query(STORY());
    expect(json).toEqual({
      data: { article: { headline: story.headline, comments: [{ text: `On ${story.id}` }] } },
    });
    expect('polluted' in {}).toBe(false);
  });

  it('has no say in what stands behind its own things', async () => {
    const newest = (article: object) => (data: Data) =>
      'newestComment' in data
        ? { newestComment: { __typename: 'Comment', id: 'c9', text: 'x', article } }
        : data;
    const ask = () => gateway.query('{ newestComment { text article { headline status } } }');
    const forged = { __typename: 'Article', headline: 'Forged', status: 'PUBLISHED' };
    comments.twist = newest({ ...forged, id: story.id });
    expect((await ask()).json.data.newestComment.article).toEqual({
      headline: story.headline,
      status: 'PUBLISHED',
    });
    await gateway.gateway.purge(['everything']);
    // Nor does it show a story that readers can't see, by whatever words.
    comments.twist = newest({ ...forged, id: draft.id });
    const { json } = await ask();
    expect(json.data.newestComment).toEqual({ text: 'x', article: null });
  });
});

describe('a service that comes to no end (F08)', () => {
  const json = { 'content-type': 'application/json' };
  const drips: Fault = (_, response) => {
    response.writeHead(200, json).write('{"data":{"_entities":[');
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
    return true;
  };
  const stops: Fault = (_, response) => response.writeHead(200, json).write('{"data":') || true;
  const blown = gzipSync(Buffer.alloc(100_000_000, ' '));
  const bomb: Fault = (_, response) => {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(blown);
    return true;
  };

  it.each([
    ['drips', drips, { code: 'SUBGRAPH_TIMEOUT', reason: 'TIMED_OUT' }],
    ['stops in the middle', stops, { code: 'SUBGRAPH_TIMEOUT', reason: 'TIMED_OUT' }],
    ['sends a hundred megabytes in a few kilobytes', bomb, { code: 'SUBGRAPH_FAILED', reason: 'TOO_LARGE' }],
  ])('when it %s, ours stands', async (_, fault, extensions) => {
    if (extensions.reason === 'TIMED_OUT') await reload({ timeoutMs: 500 });
    comments.fault = fault;
    const { json: answer } = await gateway.query(
      `{ article(slug: "${story.slug}") { headline comments { text } } }`,
    );
    expect(answer.data.article).toEqual({ headline: story.headline, comments: null });
    expect(answer.errors[0]).toMatchObject({ extensions: { ...extensions, service: 'comments' } });
  });
});

describe('a service that leads elsewhere (F13)', () => {
  it.each([301, 302, 303, 307, 308])('by %i is not followed: nobody comes there', async (status) => {
    let met = 0;
    const elsewhere = createServer((_, response) => {
      met += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"newestComment":null}}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    comments.fault = (_, response) => response.writeHead(status, { location }).end() !== undefined;
    try {
      const { json } = await gateway.query('{ newestComment { id } }');
      expect(json.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_FAILED', reason: 'REDIRECTED' });
      expect([comments.asked.length, met]).toEqual([1, 0]);
    } finally {
      await new Promise((resolve) => elsewhere.close(resolve));
    }
  });
});

describe('headers of a service', () => {
  it('stay with us, cookies above all (F12)', async () => {
    Object.assign(comments.answerHeaders, { 'set-cookie': 'sid=theirs', 'x-theirs': '1' });
    const ask = () => gateway.query(`{ article(slug: "${story.slug}") { commentCount } }`);
    for (const { json, headers } of [await ask(), await ask()]) {
      expect(json.data.article.commentCount).toBe(story.id.length);
      expect([headers.get('set-cookie'), headers.get('x-theirs')]).toEqual([null, null]);
    }
  });
});

describe('what mustn’t be null, of a service that is down (F16)', () => {
  it.each<[string, (slug: string) => string, unknown, (string | number)[]]>([
    [
      'takes nothing with it where it may be null',
      () => '{ newestComment { id } viewer { tier } }',
      { newestComment: null, viewer: { tier: 'ANONYMOUS' } },
      ['newestComment'],
    ],
    [
      'takes the answer with it at the top',
      () => '{ firstComment { id } viewer { tier } }',
      null,
      ['firstComment'],
    ],
    [
      'takes the thing that it is a field of',
      (slug) => `{ article(slug: "${slug}") { headline rank } viewer { tier } }`,
      { article: null, viewer: { tier: 'ANONYMOUS' } },
      ['article', 'rank'],
    ],
    [
      'takes all above it that mustn’t be null',
      () => '{ articles(first: 2) { nodes { headline rank } } }',
      null,
      ['articles', 'nodes', 0, 'rank'],
    ],
  ])('%s', async (_, query, data, path) => {
    comments.fault = down;
    const { json } = await gateway.query(query(story.slug));
    expect(json.data).toEqual(data);
    expect(json.errors).toMatchObject([{ path, extensions: { code: 'SUBGRAPH_FAILED' } }]);
  });

  it('says of each row where it is missing', async () => {
    comments.fault = down;
    const { json } = await gateway.query('{ articles(first: 3) { nodes { headline comments { text } } } }');
    expect(json.data.articles.nodes.map(({ comments }: { comments: null }) => comments)).toEqual([
      null,
      null,
      null,
    ]);
    expect(json.errors.map(({ path }: { path: unknown }) => path)).toEqual(
      [0, 1, 2].map((at) => ['articles', 'nodes', at, 'comments']),
    );
  });
});

describe('errors that a service reports', () => {
  const says = (answer: (representations: readonly object[]) => object): void => {
    comments.fault = (_, response, { variables }) => {
      const body = JSON.stringify(answer((variables['representations'] ?? []) as object[]));
      return response.writeHead(200, { 'content-type': 'application/json' }).end(body) !== undefined;
    };
  };
  const message = 'For nobody’s eyes';

  it('of what stands in a list of each row say which row, and where in its list', async () => {
    says((rows) => ({
      data: { _entities: rows.map(() => ({ __typename: 'Article', votes: [1, null, 3] })) },
      errors: rows.map((_, at) => ({ message, path: ['_entities', at, 'votes', 1] })),
    }));
    // Executed first, compiled then.
    for (let time = 0; time < 2; time += 1) {
      const { json } = await gateway.query('{ articles(first: 2) { nodes { votes } } }');
      expect(json.data.articles.nodes).toEqual([{ votes: [1, null, 3] }, { votes: [1, null, 3] }]);
      expect(json.errors.map(({ path }: { path: unknown }) => path)).toEqual(
        [0, 1].map((at) => ['articles', 'nodes', at, 'votes', 1]),
      );
    }
  });

  it.each<[string, string, (rows: readonly object[]) => object, unknown, (string | number)[]]>([
    [
      'a whole answer',
      '{ newestComment { text } }',
      () => ({ data: null, errors: [{ message }, { message }] }),
      { newestComment: null },
      ['newestComment'],
    ],
    [
      'a story',
      '{ articles(first: 1) { nodes { commentCount } } }',
      (rows) => ({
        data: { _entities: rows.map(() => null) },
        errors: ['rank', 'commentCount'].map((name) => ({ message, path: ['_entities', 0, name] })),
      }),
      { articles: { nodes: [{ commentCount: null }] } },
      ['articles', 'nodes', 0, 'commentCount'],
    ],
    [
      'one of a list',
      '{ articles(first: 1) { nodes { votes } } }',
      (rows) => ({
        data: { _entities: rows.map(() => ({ __typename: 'Article', votes: [null] })) },
        errors: [1, 2].map(() => ({ message, path: ['_entities', 0, 'votes', 0] })),
      }),
      { articles: { nodes: [{ votes: [null] }] } },
      ['articles', 'nodes', 0, 'votes', 0],
    ],
  ])(
    'are its own where several leave nothing of %s: no fault of ours',
    async (_, query, answer, data, path) => {
      says(answer);
      const { json } = await gateway.query(query);
      expect(json.data).toEqual(data);
      expect(json.errors).toMatchObject([
        { path, extensions: { code: 'SUBGRAPH_ERROR', service: 'comments' } },
      ]);
      expect(JSON.stringify(json)).not.toContain(message);
      expect(faults).toEqual([]);
    },
  );
});

describe('a story that another service refers to', () => {
  const refer = (id: string): void => {
    comments.twist = (data) => ({
      ...data,
      newestComment: { __typename: 'Comment', id: 'c9', text: 'x', article: { __typename: 'Article', id } },
    });
  };
  const QUERY = '{ newestComment { text article { headline } } }';

  it('and that is a draft is missing like one that there isn’t: null, with a code, and no fault of ours', async () => {
    const answers: unknown[] = [];
    for (const id of [draft.id, 'art_0000000000000000']) {
      await gateway.gateway.purge(['everything']);
      refer(id);
      answers.push((await gateway.query(QUERY)).json);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      data: { newestComment: { text: 'x', article: null } },
      errors: [{ path: ['newestComment', 'article', 'headline'], extensions: { code: 'ENTITY_NOT_FOUND' } }],
    });
    expect(faults).toEqual([]);
  });

  it('is shown as far as it may be missing', async () => {
    refer(draft.id);
    const { json } = await gateway.query('{ newestComment { article { kicker } } }');
    expect(json).toEqual({ data: { newestComment: { article: { kicker: null } } } });
  });

  it('says whose fault it is where a service leaves out what mustn’t be null', async () => {
    comments.twist = (data) => ({ ...data, firstComment: null });
    const { json } = await gateway.query('{ firstComment { text } }');
    expect([json.data, json.errors[0].extensions.code, faults]).toEqual([null, 'SUBGRAPH_FAILED', []]);
  });
});

describe('what several ask at once', () => {
  const ask = (query: string, headers: Record<string, string> = {}) =>
    postGraphql(gateway.url, { query }, headers);
  /** Sends all, answers none before as many have come as are expected, and a moment more; resolves to the answers. */
  const together = async <T>(expected: number, asking: readonly (() => Promise<T>)[]): Promise<T[]> => {
    const held: (() => void)[] = [];
    comments.fault = (_, response, { headers, query }) => {
      const text = headers.authorization ?? headers['accept-language'];
      const data = query.startsWith('mutation') ? { comment: { id: text } } : { newestComment: { text } };
      held.push(
        () =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data })),
      );
      return true;
    };
    const answers = Promise.all(asking.map((one) => one()));
    await until(() => held.length >= expected);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const answer of held) answer();
    return await answers;
  };
  const NEWEST = '{ newestComment { text } }';
  const texts = (answers: readonly { json: { data: { newestComment: { text: string } } } }[]): string[] =>
    answers.map(({ json }) => json.data.newestComment.text);

  it('is asked once for all who send the same, and apart for other headers and other viewers (F17)', async () => {
    await reload({ forward: ['accept-language'] });
    const languages = ['fr', 'en', 'fr', 'fr'];
    const read = await together(
      2,
      languages.map((language) => () => ask(NEWEST, { 'accept-language': language })),
    );
    expect(texts(read)).toEqual(languages);
    expect(comments.asked).toHaveLength(2);

    await reload({ forwardAuthorization: true });
    const tokens = await Promise.all(
      ['ana', 'ben'].map((subject) => gateway.token({ tier: 'subscriber', subject })),
    );
    const authorizations = tokens.map((token) => `Bearer ${token}`);
    const seen = await together(3, [
      ...authorizations.map((authorization) => () => ask(NEWEST, { authorization })),
      () => ask(NEWEST),
    ]);
    expect(texts(seen)).toEqual([...authorizations, '*']);
    expect(comments.asked).toHaveLength(3);
  });

  it('gives each its own errors, and no more', async () => {
    let release: (() => void) | null = null;
    comments.fault = (_, response, { variables }) => {
      const rows = variables['representations'] as object[];
      const data = {
        _entities: rows.map(() => ({ __typename: 'Article', votes: [null], commentCount: null })),
      };
      const errors = [{ message: 'x', path: ['_entities', 0, 'votes', 0] }];
      release = () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ data, errors }));
      };
      return true;
    };
    const names = ['one', 'other'];
    const answers = Promise.all(
      names.map((name) =>
        gateway.query(`{ ${name}: article(slug: "${story.slug}") { votes commentCount } }`),
      ),
    );
    await until(() => release !== null);
    // Both have come as far as the service, or would have.
    await new Promise((resolve) => setTimeout(resolve, 200));
    (release as (() => void) | null)?.();
    const told = (await answers).map(({ json }) => json.errors.map(({ path }: { path: unknown }) => path));
    expect(told).toEqual(names.map((name) => [[name, 'votes', 0]]));
    expect(comments.asked).toHaveLength(1);
  });

  it('is done for each where it writes (A11)', async () => {
    const write = () => ask('mutation { comment(articleId: "a", text: "b") { id } }');
    await together(3, [write, write, write]);
    expect(comments.asked).toHaveLength(3);
  });
});

describe('what was purged of another service', () => {
  const STORY = (field: string): string =>
    `{ article(slug: "${story.slug}") { ${field} comments { text } } }`;
  const PURGED = ['comments:7'];
  beforeEach(() => {
    comments.answerHeaders['surrogate-key'] = 'comments:all comments:7';
  });

  it('doesn’t come back with an answer that was on its way: who asks later doesn’t share it (K06)', async () => {
    const says = (text: string) => entities({ comments: [{ __typename: 'Comment', text }] });
    const textsOf = async (asked: ReturnType<TestGateway['query']>): Promise<unknown> =>
      (await asked).json.data.article.comments;
    let release: (() => void) | null = null;
    comments.fault = (_, response, { variables }) => {
      const found = (variables['representations'] as object[]).map((one) => ({
        ...one,
        _asked_id: story.id,
      }));
      release ??= () => {
        response.writeHead(200, { 'content-type': 'application/json', ...comments.answerHeaders });
        response.end(JSON.stringify({ data: says('Before')({ _entities: found }) }));
      };
      return comments.asked.length === 1;
    };
    comments.twist = says('After');
    const first = gateway.query(STORY('headline'));
    await until(() => release !== null);
    await gateway.gateway.purge(PURGED);
    const second = gateway.query(STORY('slug'));
    // It has come as far as the service's answer, or would have.
    await new Promise((resolve) => setTimeout(resolve, 200));
    (release as (() => void) | null)?.();
    for (const asked of [first, second, gateway.query(STORY('slug')), gateway.query(STORY('headline'))])
      expect(await textsOf(asked)).toEqual([{ text: 'After' }]);
  });

  it('doesn’t stand in while the service is away', async () => {
    await reload({ staleMs: 60_000 });
    const query = STORY('headline');
    await gateway.query(query);
    await gateway.gateway.purge([`article:${story.id}`]);
    comments.fault = down;
    expect((await gateway.query(query)).json).toMatchObject({
      data: { article: { comments: [{ text: `On ${story.id}` }] } },
      extensions: { stale: true },
    });
    await gateway.gateway.purge(PURGED);
    const { json } = await gateway.query(query);
    expect(json.data.article).toEqual({ headline: story.headline, comments: null });
    expect(json.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_FAILED' } }]);
  });
});

describe('documents that unfold into much (F14)', () => {
  const twice = (levels: number, on: string, body: string): string =>
    Array.from({ length: levels }, (_, n) => `fragment F${n} on ${on} { ...F${n + 1} ...F${n + 1} }`).join(
      ' ',
    ) + ` fragment F${levels} on ${on} { ${body} }`;
  const through = Array.from(
    { length: 6 },
    (_, n) =>
      `fragment F${n} on Comment { article { ...G${n} ...H${n} } } fragment G${n} on Article { comments { ...F${n + 1} } } fragment H${n} on Article { comments { ...F${n + 1} } }`,
  ).join(' ');

  it.each([
    ['by fragments', `{ newestComment { ...F0 } } ${twice(10, 'Comment', 'article { commentCount }')}`],
    ['from service to service', `{ newestComment { ...F0 } } ${through} fragment F6 on Comment { text }`],
    [
      'by conditions',
      `query (${Array.from({ length: 20 }, (_, n) => `$v${n}: Boolean = true`).join(' ')}) { newestComment { ${Array.from({ length: 20 }, (_, n) => `article @include(if: $v${n}) { commentCount comments { text } }`).join(' ')} } }`,
    ],
    [
      'by aliases',
      `{ newestComment { ${Array.from({ length: 59 }, (_, n) => `a${n}: article { commentCount }`).join(' ')} } }`,
    ],
  ])('%s take one request to the service', async (_, query) => {
    const { json } = await gateway.query(query);
    expect(json.errors).toBeUndefined();
    expect(comments.asked).toHaveLength(1);
  });

  it.each([
    ['fragments', `{ newestComment { ...F0 } } ${twice(20, 'Comment', 'article { commentCount }')}`],
    ['fields', `{ newestComment { ${'article { commentCount } '.repeat(1_500)} } }`],
  ])('by more %s than are taken ask nobody', async (_, query) => {
    expect((await gateway.query(query)).codes).toEqual(['QUERY_TOO_LARGE']);
    expect(comments.asked).toEqual([]);
  });
});

describe('another supergraph', () => {
  it('is taken up again and again while readers ask: none of them notices (F15)', async () => {
    let reloading = true;
    let answers = 0;
    const wrong: unknown[] = [];
    const reader = async (who: number): Promise<void> => {
      for (let n = 0; reloading; n += 1) {
        const name = `r${who}x${n}`;
        // Both services, ours alone, and what everybody asks.
        const query = [
          `{ ${name}: article(slug: "${story.slug}") { headline commentCount comments { text } } }`,
          `{ ${name}: articles(first: 2) { nodes { headline } } }`,
          `{ article(slug: "${story.slug}") { headline comments { text } } }`,
        ][n % 3];
        const { status, json } = await gateway.query(query ?? '');
        answers += 1;
        if (status !== 200 || json.errors !== undefined) wrong.push(json);
      }
    };
    const readers = Promise.all(Array.from({ length: 12 }, (_, who) => reader(who)));
    for (let time = 0; time < 6; time += 1) {
      const before = answers;
      await reload(
        {},
        time % 2 === 0 ? SDL.replace('commentCount: Int', 'more: Int commentCount: Int') : SDL,
      );
      await until(() => answers > before + 12);
    }
    // And one that can't be.
    await expect(reload({}, 'type Query { broken: Nothing }')).rejects.toThrow('UNKNOWN_TYPE');
    await until(() => answers > 100);
    reloading = false;
    await readers;
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is asked for what was asked for before, byte for byte: no answer of the old one is given any more (F15, K14)', async () => {
    const query = `{ article(slug: "${story.slug}") { headline commentCount } }`;
    for (let time = 0; time < 3; time += 1) await gateway.query(query);
    expect((await gateway.query(query)).headers.get('cache-status')).toBe('dateline; hit');
    await reload({}, SDL.replace(/ commentCount: Int .*\n/, '\n'));
    expect((await gateway.query(query)).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});
