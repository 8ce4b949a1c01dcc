import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
/** Whatever was sent, the gateway lives and answers. */
afterAll(async () => {
  expect((await gateway.query('{ viewer { tier } }')).json).toEqual({
    data: { viewer: { tier: 'ANONYMOUS' } },
  });
  await gateway.close();
});

const send = async (
  body: string | Uint8Array | ReadableStream,
  headers: Record<string, string> = {},
  more: object = {},
): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...more,
    }),
  );
const get = async (search: string, headers: Record<string, string> = {}): Promise<TestAnswer> =>
  readAnswer(await fetch(`${gateway.url}/graphql?${search}`, { headers }));
const verdict = ({ status, codes }: TestAnswer) => [status, codes[0]];
const aliases = (count: number, field = '__typename'): string =>
  Array.from({ length: count }, (_, n) => `a${n}:${field}`).join(' ');

describe('too much at once', () => {
  it('G01 refuses a million aliases by the length that it is told, and others are answered meanwhile', async () => {
    const body = JSON.stringify({ query: `{ ${aliases(1_000_000)} }` });
    expect(body.length).toBeGreaterThan(16_000_000);
    const [flood, tiny] = await Promise.all([send(body), gateway.query('{ viewer { tier } }')]);
    expect(verdict(flood)).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(tiny.status).toBe(200);
  });

  it('G01 refuses them by counting where no length is told, and holds no more than the limit', async () => {
    let pulled = 0;
    const chunk = new TextEncoder().encode('a:__typename '.repeat(5_000));
    const body = new ReadableStream({
      pull: (controller) => {
        pulled += chunk.length;
        if (pulled > 200 * chunk.length) controller.close();
        else controller.enqueue(chunk);
      },
    });
    expect(verdict(await send(body, {}, { duplex: 'half' }))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('G02 refuses as many aliases as a body may hold, by its tokens', async () => {
    expect(verdict(await gateway.query(`{ ${aliases(14_000)} }`))).toEqual([400, 'QUERY_TOO_LARGE']);
  });

  it('G03 refuses 101 aliases of `__typename`', async () => {
    expect(verdict(await gateway.query(`{ ${aliases(101)} }`))).toEqual([400, 'QUERY_TOO_LARGE']);
    expect((await gateway.query(`{ ${aliases(15)} }`)).status).toBe(200);
  });

  it('G04 tells of fewer than ten of ten unknown directives', async () => {
    const { status, codes } = await gateway.query(`{ viewer ${'@none '.repeat(10)} { tier } }`);
    expect(status).toBe(400);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.length).toBeLessThan(10);
  });

  it.each([500, 1_500, 10_000])('G05 takes one field %i times as one, or refuses', async (count) => {
    const answer = await gateway.query(`{ ${'viewer { tier } '.repeat(count)} }`);
    if (answer.status === 200) expect(answer.json).toEqual({ data: { viewer: { tier: 'ANONYMOUS' } } });
    else expect(verdict(answer)).toEqual([400, 'QUERY_TOO_LARGE']);
  });

  it('G05 refuses fields that overlap in too many ways', async () => {
    const spread = Array.from({ length: 150 }, (_, n) => `articles(first: 1) { nodes { f${n}: headline } }`);
    expect((await gateway.query(`{ ${spread.join(' ')} }`)).status).toBe(400);
  });

  it.each([
    ['fields', `${'{n'.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['lists', `{ nodes(ids: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`],
    ['lists that stay open', `{ nodes(ids: ${'['.repeat(2_000)}`],
  ])('G06 refuses nested %s', async (_, query) => {
    const answer = await gateway.query(query);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/stack|RangeError|Maximum call/);
  });

  it('G06 refuses nested variables', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const answer = await send(`{"query":"{ viewer { tier } }","variables":{"a":${deep}}}`);
    expect(verdict(answer)).toEqual([400, 'BAD_REQUEST']);
  });

  it('G07 refuses a fragment that spreads itself, and 24 that double', async () => {
    const cycle =
      'query { viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { tier ...a }';
    expect(verdict(await gateway.query(cycle))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const doubling = Array.from(
      { length: 24 },
      (_, n) => `fragment f${n} on Viewer { ${n === 23 ? 'tier' : `...f${n + 1} ...f${n + 1}`} }`,
    );
    const bomb = await gateway.query(`{ viewer { ...f0 } } ${doubling.join(' ')}`);
    expect(verdict(bomb)).toEqual([400, 'QUERY_TOO_LARGE']);
  });

  it.each([10, 10_000])('G08 refuses %i operations in one request while batches are off', async (count) => {
    const batch = Array.from({ length: count }, () => ({ query: '{a}' }));
    expect(verdict(await send(JSON.stringify(batch)))).toEqual([400, 'BATCH_REFUSED']);
  });

  it('G19 tells of at most 50 of 1,000 bad items', async () => {
    const ids = Array.from({ length: 1_000 }, () => ({ not: 'an id' }));
    const answer = await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(answer.status).toBe(400);
    expect(answer.codes.length).toBeGreaterThan(0);
    expect(answer.codes.length).toBeLessThanOrEqual(50);
    expect(answer.text.length).toBeLessThan(65_536);
  });
});

describe('batches that are on', () => {
  let batching: TestGateway;
  beforeAll(async () => {
    batching = await startGateway({ DATELINE_MAX_BATCH: '5' });
  });
  afterAll(() => batching.close());
  const post = async (batch: readonly object[]) =>
    await readAnswer(
      await fetch(`${batching.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(batch),
      }),
    );

  it('G08 take as many as they may, and share one allowance', async () => {
    const small = Array.from({ length: 5 }, () => ({ query: '{ viewer { tier } }' }));
    expect((await post(small)).json).toHaveLength(5);
    expect(verdict(await post([...small, ...small]))).toEqual([400, 'BATCH_REFUSED']);
    const dear = {
      query: '{ tags(first: 100) { nodes { articles(first: 100) { nodes { id section { id } } } } } }',
    };
    const alone = await post([dear]);
    expect(alone.json[0].errors).toBeUndefined();
    const together = await post([dear, dear, dear, dear, dear]);
    const codes = together.json.map(
      ({ errors }: { errors?: { extensions: { code: string } }[] }) => errors?.[0]?.extensions.code ?? 'OK',
    );
    expect(codes).toContain('QUERY_TOO_COSTLY');
  });
});

describe('a gateway in production', () => {
  let production: TestGateway;
  beforeAll(async () => {
    production = await startGateway({ NODE_ENV: 'production' });
  });
  afterAll(() => production.close());

  it.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "Article") { fields { name } } }',
    `{ __schema { types ${'{ fields { type '.repeat(20)} { name } ${'} }'.repeat(20)} } }`,
  ])('G09 tells nothing of its schema: %.40s', async (query) => {
    const { status, text } = await production.query(query);
    expect(status).toBe(400);
    expect(text).not.toMatch(/"(?:types|fields)":/);
  });

  it('G09 suggests no name, whatever is guessed', async () => {
    const words = [
      'artcle',
      'articl',
      'tagz',
      'serch',
      'vieweer',
      'correspondant',
      'nod',
      'edtion',
      'usr',
      'admn',
    ];
    for (const word of words) {
      for (const query of [`{ ${word} }`, `{ article(${word}: 1) { id } }`, `{ viewer { ${word} } }`]) {
        const { status, text } = await production.query(query);
        expect(status).toBe(400);
        expect(text).not.toMatch(/did you mean/i);
      }
    }
    expect((await production.query('{ vieweer { tier } }')).text).not.toMatch(/"viewer"/);
  });
});

describe('the same verdict, whichever way a document comes', () => {
  it('G12 holds a persisted document to its limits, each time', async () => {
    const LIST = 'query ($n: Int) { articles(first: $n) { nodes { id } } }';
    const persisted = (query: string) => ({
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    });
    const by = (body: object) => send(JSON.stringify(body));
    expect((await by({ query: LIST, variables: { n: 1 }, extensions: persisted(LIST) })).status).toBe(200);
    expect((await by({ variables: { n: 1 }, extensions: persisted(LIST) })).status).toBe(200);
    const refused = await by({ variables: { n: 1_000_000 }, extensions: persisted(LIST) });
    expect(verdict(refused)).toEqual([400, 'BAD_USER_INPUT']);
    const flood = `{ ${aliases(101)} }`;
    const whole = await by({ query: flood, extensions: persisted(flood) });
    expect(verdict(whole)).toEqual([400, 'QUERY_TOO_LARGE']);
    // What is refused is not executed by its hash either, whether the hash was kept or not.
    const byHash = await by({ extensions: persisted(flood) });
    expect(['QUERY_TOO_LARGE', 'PERSISTED_QUERY_NOT_FOUND']).toContain(byHash.codes[0]);
    expect(byHash.json.data).toBeUndefined();
  });
});

describe('requests that are not GraphQL over HTTP', () => {
  const SAFE = { 'apollo-require-preflight': 'true' };

  it('G13 refuses a mutation by GET', async () => {
    const search = `query=${encodeURIComponent('mutation { purge(tags: ["a"]) { announced } }')}`;
    expect((await get(search, SAFE)).status).toBe(405);
  });

  it('G13 refuses what a form can send', async () => {
    expect(verdict(await get('query={__typename}'))).toEqual([400, 'CSRF_REFUSED']);
    const body = JSON.stringify({ query: '{ __typename }' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(verdict(await send(body, { 'content-type': type }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect((await get('query={__typename}', { 'content-type': 'message/x' })).status).toBe(415);
  });

  it('G14 refuses other encodings than UTF-8, named or not', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body, 'utf16le')]);
    const unsupported = [415, 'UNSUPPORTED_MEDIA_TYPE'];
    expect(verdict(await send(body, { 'content-type': 'application/json; charset=ibm037' }))).toEqual(
      unsupported,
    );
    expect(verdict(await send(utf16))).toEqual(unsupported);
    expect((await send(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body)]))).status).toBe(
      200,
    );
    expect(verdict(await send(Buffer.from([0x7b, 0xff, 0x7d])))).toEqual([400, 'BAD_REQUEST']);
  });

  it('G15 refuses a bomb of gzip unread', async () => {
    const bomb = gzipSync(JSON.stringify({ query: `{ ${' '.repeat(10_000_000)} __typename }` }));
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await send(bomb, { 'content-encoding': 'gzip' });
    expect(verdict(answer)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('G17 wants to know which operation', async () => {
    const two = 'query a { __typename } query b { __typename }';
    expect(verdict(await send(JSON.stringify({ query: two })))).toEqual([
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ]);
    const long = { query: two, operationName: 'a'.repeat(200_000) };
    expect(verdict(await send(JSON.stringify(long)))).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    const longer = { query: two, operationName: 'a'.repeat(1_000_000) };
    expect(verdict(await send(JSON.stringify(longer)))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  const withHeaders = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const call = request(
        `${gateway.url}/graphql`,
        { method: 'POST', headers },
        (response: IncomingMessage) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      call.on('error', reject);
      call.end('{"query":"{ __typename }"}');
    });
  const JSON_HEADER = { 'content-type': 'application/json' };

  it('G17 refuses 200 headers, and one of a million bytes', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`x-${n}`, 'y']));
    expect(await withHeaders({ ...JSON_HEADER, ...many })).toBe(431);
    expect(await withHeaders({ ...JSON_HEADER, 'x-long': 'y'.repeat(100_000) })).toBe(431);
    // The parser gives up on the longest before all of it has come: it answers, or the line breaks.
    const longest = await withHeaders({ ...JSON_HEADER, 'x-long': 'y'.repeat(1_000_000) }).catch(() => 'cut');
    expect([431, 'cut']).toContain(longest);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'G18 takes a variable named %s for a name like any other',
    async (name) => {
      const answer = await send(
        `{"query":"query ($first: Int) { articles(first: $first) { nodes { id } } }","variables":{"first":1,"${name}":{"polluted":true,"first":99}}}`,
      );
      expect([answer.status, answer.json.data.articles.nodes.length]).toEqual([200, 1]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      const declared = await gateway.query(
        `query ($${name}: Int) { articles(first: $${name}) { nodes { id } } }`,
        JSON.parse(`{"${name}": 2}`) as object,
      );
      if (declared.status === 200) expect([2, 20]).toContain(declared.json.data.articles.nodes.length);
      else expect(declared.status).toBe(400);
    },
  );

  it('G22 refuses what it does not do, in words', async () => {
    expect(verdict(await gateway.query('subscription { nothing }'))[0]).toBe(400);
    for (const directive of ['@defer', '@stream(initialCount: 1)']) {
      const answer = await gateway.query(`{ articles(first: 1) { nodes ${directive} { id } } }`);
      expect(verdict(answer)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
  });
});

/** The same sequence each time: mulberry32. */
const dice = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
};

describe('documents that somebody has been at', () => {
  const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 300);
  const folder = new URL('../../examples/queries/', import.meta.url);
  const documents = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const TRASH = [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    '$',
    '@',
    '...',
    ':',
    '!',
    '\u0000',
    '\ud800',
    '"""',
    '-1',
    '1e999',
    'null',
    '__proto__',
    '#',
  ];

  it(`G20 never ends in a fault of ours (${ROUNDS} documents)`, async () => {
    const roll = dice(20_260_329);
    const below = (limit: number): number => Math.floor(roll() * limit);
    const spoilt = (): string => {
      let text = documents[below(documents.length)] ?? '';
      for (let change = below(4) + 1; change > 0; change -= 1) {
        const [from, length] = [below(text.length), below(12)];
        const tokens = text.split(/\s+/);
        const piece = [TRASH[below(TRASH.length)], tokens[below(tokens.length)], ''][below(3)] ?? '';
        text = text.slice(0, from) + piece + text.slice(from + length);
      }
      return text;
    };
    const faults: unknown[] = [];
    for (let round = 0; round < ROUNDS; round += 10) {
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          const query = spoilt();
          const { status, text, codes } = await gateway.query(query);
          if (status >= 500 || codes.includes('INTERNAL_SERVER_ERROR')) faults.push({ query, status, text });
        }),
      );
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
