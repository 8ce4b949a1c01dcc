import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_CONDITIONS, MAX_FILTER_DEPTH, MAX_FILTER_KEYS } from '../../src/content/filter-extent.ts';
import { openStream } from '../support/event-stream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Filters that would cost MongoDB, or everybody else, more than their sender: refused before anything is looked up, whichever way they come. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

type Filter = Readonly<Record<string, unknown>>;

const nested = (depth: number, group: 'and' | 'or' | 'not'): Filter => {
  let filter: Filter = { access: 'FREE' };
  for (let level = 0; level < depth; level += 1) filter = { [group]: group === 'not' ? filter : [filter] };
  return filter;
};
const keys = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => `nothing-${from + n}`);
const each = (count: number): Filter => ({ or: keys(count).map((tag) => ({ tag })) });

/** As GraphQL writes it, with enumerations bare. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return value === 'FREE' ? 'FREE' : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner)}`)
    .join(' ')} }`;
};

const LIST = 'query ($f: ArticleFilter) { articles(first: 1, filter: $f) { totalCount nodes { id } } }';
const BELOW =
  'query ($f: ArticleFilter) { tags(first: 3) { nodes { articles(first: 1, filter: $f) { nodes { id } } } } }';
const SEARCH = 'query ($f: ArticleFilter) { search(query: "harbour", first: 1, filter: $f) { totalCount } }';
const byGet = async (f: Filter): Promise<TestAnswer> =>
  readAnswer(
    await fetch(
      `${gateway.url}/graphql?${new URLSearchParams({ query: LIST, variables: JSON.stringify({ f }) })}`,
      { headers: { 'apollo-require-preflight': '1' } },
    ),
  );
const verdict = ({ status, codes }: TestAnswer) => [status, codes];
const REFUSED = [400, ['BAD_USER_INPUT']];

const DEEP = (['and', 'or', 'not'] as const).map(
  (group) => [`${group} ${MAX_FILTER_DEPTH + 1} deep`, nested(MAX_FILTER_DEPTH + 1, group)] as const,
);
const TOO_MUCH: readonly (readonly [string, Filter])[] = [
  ...DEEP,
  [`${MAX_CONDITIONS + 1} conditions`, each(MAX_CONDITIONS + 1)],
  ['conditions that say nothing', { and: Array.from({ length: MAX_CONDITIONS + 1 }, () => ({})) }],
  [`${MAX_FILTER_KEYS + 1} keys`, { tags: keys(MAX_FILTER_KEYS + 1) }],
  [
    'keys in many lists',
    { or: Array.from({ length: 11 }, (_, n) => ({ correspondents: keys(100, n * 100) })) },
  ],
];

describe.each(TOO_MUCH)('%s', (_, f) => {
  it('are refused before anything is looked up, in lists, below lists and in searches, by variable and as a literal', async () => {
    gateway.commands.length = 0;
    for (const query of [LIST, BELOW, SEARCH]) {
      const written = query.replace('query ($f: ArticleFilter) ', '').replace('$f', literal(f));
      expect([verdict(await gateway.query(query, { f })), verdict(await gateway.query(written))]).toEqual([
        REFUSED,
        REFUSED,
      ]);
    }
    expect(gateway.commands).toEqual([]);
  });

  it('are refused to who subscribes', async () => {
    const stream = await openStream(gateway.url, {
      query: 'subscription ($f: ArticleFilter) { storyChanges(filter: $f) { kind } }',
      variables: { f },
    });
    await until(() => stream.text.endsWith('\n'));
    expect([stream.status, JSON.parse(stream.text).errors[0].extensions.code]).toEqual([
      400,
      'BAD_USER_INPUT',
    ]);
  });
});

describe('what is within the limits', () => {
  it.each<readonly [string, Filter]>([
    ...(['and', 'or', 'not'] as const).map(
      (group) => [`${group} ${MAX_FILTER_DEPTH} deep`, nested(MAX_FILTER_DEPTH, group)] as const,
    ),
    [`${MAX_CONDITIONS} conditions`, each(MAX_CONDITIONS)],
    [`${MAX_FILTER_KEYS} keys`, { tags: keys(MAX_FILTER_KEYS) }],
  ])('%s: is answered', async (_, f) => {
    for (const query of [LIST, BELOW]) expect(verdict(await gateway.query(query, { f }))).toEqual([200, []]);
  });
});

it('takes no answer from anybody else: MongoDB closes its connection on what nests a hundred deep', async () => {
  const deep = `{ articles(first: 1, filter: ${literal(nested(300, 'not'))}) { nodes { id } } }`;
  for (let time = 0; time < 4; time += 1) expect(verdict(await gateway.query(deep))).toEqual(REFUSED);
  expect(verdict(await byGet(nested(300, 'not')))).toEqual(REFUSED);
  // Cold, so that MongoDB is asked.
  expect(
    (await gateway.query('{ articles(first: 7) { nodes { id } } }')).json.data.articles.nodes,
  ).toHaveLength(7);
});
