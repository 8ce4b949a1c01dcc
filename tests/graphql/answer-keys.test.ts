import { beforeAll, describe, expect, it } from '@jest/globals';
import { resolvers } from '../../resolvers/resolvers.ts';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';
import type { KeyedRequest } from '../../src/graphql/answer-keys.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { createGraphQLServer, type GraphQLServer } from '../../src/graphql/server.ts';
import { createLog } from '../../src/observe/log.ts';

const serverWith = (salt: string): Promise<GraphQLServer> =>
  createGraphQLServer({
    schema: makeSchema(resolvers),
    introspection: true,
    log: createLog({ level: 'silent' }),
    context: ({ requestId, signal }) => ({ requestId, signal }),
    salt,
  });

let server: GraphQLServer;
beforeAll(async () => {
  server = await serverWith('en');
});

const keyed = (query: string, variables?: unknown, viewer: Viewer = ANONYMOUS): KeyedRequest | null =>
  server.keyOf({ method: 'POST', search: '', body: { query, variables }, viewer });
const keyOf = (query: string, variables?: unknown, viewer?: Viewer): string | undefined =>
  keyed(query, variables, viewer)?.key;

describe('one answer for one operation', () => {
  const BASE =
    'query ($id: ID, $n: Int) { tag(id: $id) { name articles(first: $n) { nodes { headline } } } }';
  const same: readonly (readonly [string, string])[] = [
    [
      'whitespace, comments and a name',
      `# hello\nquery   Named($id: ID,$n:Int){tag(id:$id){name,articles(first:$n){nodes{headline}}}}`,
    ],
    [
      'names of variables',
      'query ($a: ID, $b: Int) { tag(id: $a) { name articles(first: $b) { nodes { headline } } } }',
    ],
    [
      'a fragment',
      'query ($id: ID, $n: Int) { tag(id: $id) { ...T } } fragment T on Tag { name articles(first: $n) { ...C } } fragment C on ArticleConnection { nodes { headline } }',
    ],
    [
      'an inline fragment',
      'query ($id: ID, $n: Int) { tag(id: $id) { ... on Tag { name } articles(first: $n) { nodes { ... { headline } } } } }',
    ],
    [
      'a field twice',
      'query ($id: ID, $n: Int) { tag(id: $id) { name articles(first: $n) { nodes { headline headline } } name } }',
    ],
    [
      'an alias that says nothing',
      'query ($id: ID, $n: Int) { tag: tag(id: $id) { name: name articles(first: $n) { nodes { headline } } } }',
    ],
  ];

  it.each(same)('whatever the spelling: %s', (_, query) => {
    const names = query.includes('$a')
      ? { b: 3, a: 'tag_0000000000000001' }
      : { n: 3, id: 'tag_0000000000000001' };
    expect(keyOf(BASE, { id: 'tag_0000000000000001', n: 3 })).toMatch(/^answer:A:/);
    expect(keyOf(query, names)).toBe(keyOf(BASE, { id: 'tag_0000000000000001', n: 3 }));
  });

  it('whatever the order of arguments, and of keys in an input', () => {
    const left = keyOf('query ($f: ArticleFilter) { articles(first: 2, filter: $f) { totalCount } }', {
      f: { access: 'FREE', locale: 'en' },
    });
    expect(left).toMatch(/^answer:A:/);
    expect(
      keyOf('query ($f: ArticleFilter) { articles(filter: $f, first: 2) { totalCount } }', {
        f: { locale: 'en', access: 'FREE' },
      }),
    ).toBe(left);
    expect(keyOf('{ articles(filter: { access: FREE, locale: "en" }) { totalCount } }')).toBe(
      keyOf('{ articles(filter: { locale: "en", access: FREE }) { totalCount } }'),
    );
  });

  const different: readonly (readonly [string, unknown, string, unknown])[] = [
    ['{ tag(slug: "x") { name } }', {}, '{ a: tag(slug: "x") { name } }', {}],
    ['{ tag(slug: "x") { name slug } }', {}, '{ tag(slug: "x") { slug name } }', {}],
    ['{ tag(slug: "x") { name } }', {}, '{ tag(slug: "X") { name } }', {}],
    ['{ tag(slug: "caf\u00e9") { name } }', {}, '{ tag(slug: "cafe\u0301") { name } }', {}],
    ['{ articles(first: 1) { totalCount } }', {}, '{ articles(last: 1) { totalCount } }', {}],
    ...(
      [
        [{ s: null }, { s: 'null' }],
        [{}, { s: null }],
        [{ s: '1' }, { s: '01' }],
        [{ s: 'a:b,c' }, { s: 'a:b' }],
        [{ s: 'caf\u00e9' }, { s: 'cafe\u0301' }],
        [{ s: '\ud800' }, { s: '\udfff' }],
      ] as const
    ).map(
      ([left, right]) =>
        [
          'query ($s: String) { tags(filter: { nameStartsWith: $s }) { totalCount } }',
          left,
          'query ($s: String) { tags(filter: { nameStartsWith: $s }) { totalCount } }',
          right,
        ] as const,
    ),
    [
      'query ($a: String, $b: String) { x: tag(slug: $a) { name } y: tag(slug: $b) { name } }',
      { a: 'a:b', b: 'c' },
      'query ($a: String, $b: String) { x: tag(slug: $a) { name } y: tag(slug: $b) { name } }',
      { a: 'a', b: 'b:c' },
    ],
    [
      'query ($a: String, $b: String) { x: tag(slug: $a) { name } y: tag(slug: $b) { name } }',
      { a: 'a', b: 'b' },
      'query ($b: String, $a: String) { x: tag(slug: $a) { name } y: tag(slug: $b) { name } }',
      { a: 'b', b: 'a' },
    ],
    [
      'query ($y: Boolean!) { tag(slug: "x") { name @include(if: $y) slug } }',
      { y: true },
      'query ($y: Boolean!) { tag(slug: "x") { name @include(if: $y) slug } }',
      { y: false },
    ],
    [
      'query ($y: Boolean!) { tag(slug: "x") { parent { slug } parent @include(if: $y) { id } parent { kind } } }',
      { y: true },
      'query ($y: Boolean!) { tag(slug: "x") { parent { slug } parent { kind } parent @include(if: $y) { id } } }',
      { y: true },
    ],
    [
      '{ article(slug: "x") { section { slug } ... on Article { section { name } } section { id } } }',
      {},
      '{ article(slug: "x") { section { slug id } ... on Node { ... on Article { section { name } } } } }',
      {},
    ],
  ];
  it.each(different)('and another for %s with %j beside %s with %j (K13)', (first, left, second, right) => {
    expect(keyOf(first, left)).toMatch(/^answer:A:/);
    expect(keyOf(second, right)).toMatch(/^answer:A:/);
    expect(keyOf(second, right)).not.toBe(keyOf(first, left));
  });
});

describe('whose answer it is', () => {
  const QUERY = '{ article(slug: "x") { headline } }';
  const viewer = (tier: Viewer['tier'], more: Partial<Viewer> = {}): Viewer => ({
    tier,
    roles: [],
    subject: 'somebody',
    ...more,
  });

  it('is the tier’s, never the user’s (K10)', () => {
    const keys = (['ANONYMOUS', 'REGISTERED', 'SUBSCRIBER'] as const).map((tier) =>
      keyOf(QUERY, {}, viewer(tier)),
    );
    expect(new Set(keys).size).toBe(3);
    expect(keyOf(QUERY, {}, viewer('SUBSCRIBER', { subject: 'another' }))).toBe(keys[2]);
  });

  it('is not kept for those who work here, whatever their tier', () => {
    expect(keyed(QUERY, {}, viewer('SUBSCRIBER', { roles: ['EDITOR'] }))).toBeNull();
  });

  it('is not kept where anything in it is private, unless that is left out', () => {
    const query =
      'query ($me: Boolean!) { article(slug: "x") { headline } viewer @include(if: $me) { tier } }';
    expect(keyed(query, { me: true })).toBeNull();
    expect(keyed(query, { me: false })).not.toBeNull();
    expect(
      keyed('{ article(slug: "x") { headline } ...V } fragment V on Query { viewer { tier } }'),
    ).toBeNull();
  });

  it('is not kept of a mutation, of introspection, or of what is refused', () => {
    expect(keyed('mutation { purge(tags: ["x"]) { announced } }')).toBeNull();
    expect(keyed('{ __schema { queryType { name } } }')).toBeNull();
    expect(keyed('{ nothing }')).toBeNull();
    expect(keyed('query ($n: Int!) { articles(first: $n) { totalCount } }', {})).toBeNull();
    expect(keyed('query ($n: Int!) { articles(first: $n) { totalCount } }', { n: 'one' })).toBeNull();
    expect(
      server.keyOf({ method: 'POST', search: '', body: [{ query: QUERY }], viewer: ANONYMOUS }),
    ).toBeNull();
  });

  it('is another under another newsroom or release (K14)', async () => {
    const other = await serverWith('fr');
    const key = other.keyOf({ method: 'POST', search: '', body: { query: QUERY }, viewer: ANONYMOUS })?.key;
    expect(key).toMatch(/^answer:A:/);
    expect(key).not.toBe(keyOf(QUERY));
  });
});

describe('how long it may be kept', () => {
  const policy = (query: string) => keyed(query)?.maxAge;
  it('is the least of everything in it, over every type that it may turn out to be', () => {
    expect(policy('{ tag(slug: "x") { name } }')).toBe(300);
    expect(policy('{ tag(slug: "x") { name articles { nodes { headline } } } }')).toBe(60);
    expect(policy('{ node(id: "art_0000000000000001") { id } }')).toBe(60);
    expect(policy('{ article(slug: "x") { live { isLive } } }')).toBe(15);
  });

  it('shows details where a field is marked so, through fragments and interfaces too', () => {
    const details = (query: string) => keyed(query)?.details;
    expect(details('{ articles { nodes { headline byline { text } tags { name } } } }')).toBe(false);
    expect(details('{ articles { nodes { ...B } } } fragment B on Article { wordCount }')).toBe(true);
    expect(details('{ node(id: "art_0000000000000001") { ... on Article { body { __typename } } } }')).toBe(
      true,
    );
  });

  it('is worked out in bounded time for fragments that unfold into much', () => {
    const fragments = Array.from(
      { length: 30 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} a${n}: tag(slug: "x") { ...T } ...F${n + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F30 on Query { tag(slug: "y") { ...T } } fragment T on Tag { name }`;
    expect(() => keyed(query)).not.toThrow();
  });
});

describe('a request whose key was looked for', () => {
  it('is judged once: its variables are not read again on the short way', async () => {
    const query = 'query ($slug: String!) { tag(slug: $slug) { __typename } }';
    let read = 0;
    const variables = {
      get slug() {
        read += 1;
        return 'x';
      },
    };
    const request = (body: unknown) => ({
      method: 'POST',
      headers: [['content-type', 'application/json']] as const,
      search: '',
      body,
      viewer: ANONYMOUS,
      requestId: 'one',
      signal: new AbortController().signal,
    });
    // Asked for often enough to be known, and compiled.
    for (let time = 0; time < 4; time += 1) await server.answer(request({ query, variables: { slug: 'x' } }));
    const before = server.stats();
    const keyed = server.keyOf(request({ query, variables }));
    expect(read).toBe(1);
    await server.answer({ ...request({ query, variables }), judged: keyed?.judged });
    expect(server.stats()).toMatchObject({ known: before.known + 1, compiled: before.compiled + 1 });
    expect(read).toBe(1);
    await server.answer(request({ query, variables }));
    expect(read).toBe(2);
  });
});
