import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** A request with an odd part is judged alike whether or not the answer to its operation is kept already. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

type Parts = Readonly<Record<string, unknown>>;

interface Verdict {
  readonly status: number;
  readonly body: string;
}

const send = async (method: 'GET' | 'POST', parts: Parts): Promise<Verdict> => {
  const written = Object.entries(parts).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const answer =
    method === 'GET'
      ? await fetch(`${gateway.url}/graphql?${new URLSearchParams(written)}`, {
          headers: { 'apollo-require-preflight': '1' },
        })
      : await fetch(`${gateway.url}/graphql`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(parts),
        });
  return { status: answer.status, body: await answer.text() };
};

let made = 0;
/** An operation that nobody asked before. */
const freshQuery = (): string => {
  made += 1;
  return `query Named($n: Int = 2) { it${made}: articles(first: $n) { nodes { slug } } }`;
};

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const persisted = (query: Parts) => (): Parts => ({ extensions: { persistedQuery: query } });

const ODD: Readonly<Record<string, (query: string) => Parts>> = {
  'extensions that are a number': () => ({ extensions: 1 }),
  'extensions that are a list': () => ({ extensions: [] }),
  'extensions that are a text': () => ({ extensions: 'x' }),
  'extensions that are null': () => ({ extensions: null }),
  'extensions that nobody knows': () => ({ extensions: { elsewhere: 1 } }),
  'a persisted query that is null': () => ({ extensions: { persistedQuery: null } }),
  'a persisted query that is a text': () => ({ extensions: { persistedQuery: 'x' } }),
  'a persisted query without its hash': persisted({ version: 1 }),
  'a persisted query of another version': persisted({ version: 2, sha256Hash: 'ab' }),
  'the hash of another text': persisted({ version: 1, sha256Hash: 'ab' }),
  'its own hash': (query) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } } }),
  'variables that are null': () => ({ variables: null }),
  'variables that are a list': () => ({ variables: [] }),
  'variables that are false': () => ({ variables: false }),
  'variables that nobody asked for': () => ({ variables: { other: 1 } }),
  'a name that is empty': () => ({ operationName: '' }),
  'a name that is another': () => ({ operationName: 'Other' }),
  'a name that is a number': () => ({ operationName: 1 }),
};

describe.each(['POST', 'GET'] as const)('%s', (method) => {
  it.each(Object.keys(ODD))('judges %s alike, the answer being kept or not', async (name) => {
    const parts = ODD[name] ?? (() => ({}));
    const judged = async (keep: boolean): Promise<Verdict> => {
      const query = freshQuery();
      const label = `it${made}`;
      for (let times = keep ? 2 : 0; times > 0; times -= 1) await send(method, { query });
      const { status, body } = await send(method, { query, ...parts(query) });
      return { status, body: body.replaceAll(label, 'it') };
    };
    const unknown = await judged(false);
    expect(await judged(true)).toEqual(unknown);
  });

  it.each(['variables', 'extensions', 'operationName'])('takes %s that are null for none', async (part) => {
    // In a query string `null` is a name like any other.
    const nothing = method === 'GET' && part === 'operationName' ? '' : null;
    const { status, body } = await send(method, { query: freshQuery(), [part]: nothing });
    expect([status, JSON.parse(body).data[`it${made}`].nodes.length]).toEqual([200, 2]);
  });

  it('takes an empty name of the operation for none', async () => {
    const { status, body } = await send(method, { query: freshQuery(), operationName: '' });
    expect([status, JSON.parse(body).data[`it${made}`].nodes.length]).toEqual([200, 2]);
  });
});

describe('the type of what a GET has in its body', () => {
  const get = async (query: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, { headers })).status;
  const PREFLIGHT = { 'apollo-require-preflight': '1' };

  it.each([
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/graphql', 415],
    ['application/json-patch+json', 415],
    ['application/x-www-form-urlencoded', 415],
    ['text/plain', 415],
    ['nonsense', 415],
  ] as const)('is judged alike, the answer being kept or not: %s', async (type, status) => {
    const query = freshQuery();
    const headers = { ...PREFLIGHT, 'content-type': type };
    expect(await get(query, headers)).toBe(status);
    for (let times = 2; times > 0; times -= 1) await get(query, PREFLIGHT);
    expect(await get(query, headers)).toBe(status);
  });
});

it.each(['first', 'last'])('names the argument whose size is out of bounds (%s)', async (name) => {
  const { status, body } = await send('POST', { query: `{ tags(${name}: 0) { nodes { slug } } }` });
  const [{ message, extensions }] = JSON.parse(body).errors;
  expect([status, extensions]).toEqual([400, { code: 'BAD_USER_INPUT', argument: name }]);
  expect(message).toMatch(`\`${name}\` of Query.tags: 0 is not between 1 and 100.`);
});
