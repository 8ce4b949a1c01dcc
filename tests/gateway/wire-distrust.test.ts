import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readPeers } from '../../src/federation/peer-config.ts';
import { type FalsePeer, SITE, startFalsePeer, toldList, toldStory } from '../support/false-peer.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { sampleStory } from '../support/sample-records.ts';

const MINUTE = 60_000;
const ago = (minutes: number): number => NOW - minutes * MINUTE;
const OURS = [3, 13, 23, 33, 43];

let peer: FalsePeer;
let gateway: TestGateway;

const settings = (more: object = {}) =>
  readPeers(
    JSON.stringify({
      peers: {
        theirs: {
          ...{
            url: peer.url,
            name: 'Theirs',
            sites: [SITE],
            timeoutMs: 1_500,
            retries: 0,
            maxBytes: 100_000,
          },
          ...more,
        },
      },
    }),
    { PEER_SECRET: 'hush' },
  );

beforeAll(async () => {
  peer = await startFalsePeer();
  const seed = async (store: TestGateway['gateway']['store']): Promise<void> => {
    await store.articles.put(
      OURS.map((minutes, n) => sampleStory(`ours-${n}`, { publishedAt: new Date(ago(minutes)) })),
    );
  };
  gateway = await startGateway({}, null, null, undefined, seed, {
    peers: settings({ headers: { 'x-secret': '${PEER_SECRET}' } }),
  });
});
afterAll(async () => {
  await gateway.close();
  await peer.close();
});
beforeEach(async () => {
  // A success closes the circuit.
  peer.answer = () => toldList([]);
  await gateway.gateway.purge(['everything']);
  await gateway.query('{ wire(first: 50) { nodes { id } } }');
  await gateway.gateway.purge(['everything']);
  peer.asked.length = 0;
});

const WIRE = `query ($first: Int, $after: String) { wire(first: $first, after: $after) {
  nodes { id headline standfirst byline: bylineText url dir publishedAt } pageInfo { hasNextPage endCursor } sources { state } } }`;
const ask = async (first = 20, after: string | null = null) => {
  const { json, text } = await gateway.query(WIRE, { first, after });
  expect(json.errors).toBeUndefined();
  const { nodes, pageInfo, sources } = json.data.wire;
  return { text, nodes, pageInfo, state: sources[1].state, ids: nodes.map(({ id }: { id: string }) => id) };
};
const raw =
  (type: string, body: string, status = 200) =>
  (_: unknown, response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': type }).end(body);

/** Each of these leaves our own stories, and a note. */
const LIES: readonly [string, FalsePeer['answer'], string][] = [
  ['isn’t newest first', () => toldList([toldStory('a', ago(9)), toldStory('b', ago(2))]), 'UNTRUSTED'],
  ['gives one story twice', () => toldList([toldStory('a', ago(9)), toldStory('a', ago(9))]), 'UNTRUSTED'],
  [
    'gives more than it was asked for',
    () => toldList(Array.from({ length: 21 }, (_, n) => toldStory(`s${n}`, ago(n)))),
    'UNTRUSTED',
  ],
  ['has more and gives nothing', () => toldList([], true), 'UNTRUSTED'],
  ['gives no moments', () => toldList([toldStory('a', 0, { publishedAt: 'yesterday' })]), 'UNTRUSTED'],
  ['gives no ids', () => toldList([toldStory('../../x', ago(1))]), 'UNTRUSTED'],
  [
    'gives objects for cursors',
    () => ({ data: { articles: { edges: [{ cursor: {}, node: {} }], pageInfo: {} } } }),
    'UNTRUSTED',
  ],
  ['gives a list of something else', () => ({ data: { articles: [1, 2] } }), 'UNTRUSTED'],
  ['refuses', () => ({ errors: [{ message: 'at db.internal' }], data: null }), 'UNAVAILABLE'],
  ['answers HTML', raw('text/html', '<h1>db.internal</h1>'), 'UNAVAILABLE'],
  ['cuts its JSON', raw('application/json', '{"data":{"arti'), 'UNAVAILABLE'],
  ['nests without end', raw('application/json', `{"data":${'['.repeat(50_000)}`), 'UNAVAILABLE'],
  ['fails', raw('application/json', '{"errors":[]}', 500), 'UNAVAILABLE'],
  ['hangs', () => undefined, 'UNAVAILABLE'],
  ['resets the connection', (_, response) => void response.socket?.resetAndDestroy(), 'UNAVAILABLE'],
  [
    'redirects',
    (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'UNAVAILABLE',
  ],
];

describe('a peer that', () => {
  it.each(LIES)('%s leaves ours, and a note', async (_, answer, state) => {
    peer.answer = answer;
    const { ids, text, ...told } = await ask();
    expect(told.state).toBe(state);
    expect(ids).toHaveLength(OURS.length);
    expect(text).not.toMatch(/db\.internal|127\.0\.0\.1|<h1>/);
  });

  it('repeats its first page for ever is found out at the second, and the list has an end', async () => {
    const again = [1, 11, 21].map((minutes) => toldStory(`again-${minutes}`, ago(minutes)));
    peer.answer = () => toldList(again, true);
    const seen: string[] = [];
    const states: string[] = [];
    let after: string | null = null;
    for (let n = 0; n < 20; n += 1) {
      const { ids, state, pageInfo } = await ask(3, after);
      seen.push(...ids);
      states.push(state);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => id.startsWith('theirs/'))).toEqual(['theirs/again-1', 'theirs/again-11']);
    expect(seen).toHaveLength(OURS.length + 2);
    expect(states).toContain('UNTRUSTED');
  });

  it('sends without end is read no further than its bound', async () => {
    let sent = 0;
    peer.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', more);
        }
      };
      more();
    };
    expect((await ask()).state).toBe('UNAVAILABLE');
    expect(sent).toBeLessThan(20_000_000);
  });

  it('is left alone after five failures, and not asked by more than twenty at once', async () => {
    peer.answer = raw('text/html', 'down', 503);
    for (let n = 0; n < 8; n += 1) await ask(n + 1);
    expect(peer.asked).toHaveLength(5);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    peer.asked.length = 0;
    peer.answer = () => toldList([]);
    await ask(30);
    await gateway.gateway.purge(['everything']);
    peer.asked.length = 0;
    const waiting: (() => void)[] = [];
    peer.answer = (_, response) =>
      void waiting.push(() => raw('application/json', JSON.stringify(toldList([])))(null, response));
    const states: string[] = [];
    const asking = Array.from({ length: 40 }, async (_, n) => {
      states.push((await ask(n + 1)).state);
    });
    while (states.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const go of waiting) go();
    await Promise.all(asking);
    expect(peer.asked).toHaveLength(20);
    expect(states).toEqual([...Array(20).fill('UNAVAILABLE'), ...Array(20).fill('CURRENT')]);
  }, 20_000);

  it('gives stories that can’t be shown: they are passed over, and the rest stands', async () => {
    peer.answer = () =>
      toldList([
        toldStory('future', NOW + 60 * MINUTE),
        toldStory('script', ago(1), { url: 'javascript:alert(1)' }),
        toldStory('elsewhere', ago(2), { url: 'https://ours.example/story' }),
        toldStory('lookalike', ago(2.1), { url: `${SITE}.evil.example/` }),
        toldStory('password', ago(2.2), { url: 'https://a:b@false.example/' }),
        toldStory('silent', ago(2.3), { headline: ' \u0000 ' }),
        toldStory('babel', ago(2.4), { locale: 'not a language' }),
        toldStory('good', ago(4)),
        toldStory('late', ago(50), { headline: 7 }),
      ]);
    const { ids, state } = await ask();
    expect(state).toBe('CURRENT');
    expect(ids).toHaveLength(OURS.length + 1);
    expect(ids[1]).toBe('theirs/good');
  });

  it('fills whole pages with what can’t be shown: each page goes on, and nothing is lost', async () => {
    const stories = Array.from({ length: 12 }, (_, n) =>
      toldStory(`s${String(n).padStart(2, '0')}`, ago(n), n < 8 ? { url: 'ftp://x' } : {}),
    );
    peer.answer = ({ variables: { first, after } }) => {
      const from = after === null ? 0 : stories.findIndex(({ id }) => `c-${id}` === after) + 1;
      return toldList(stories.slice(from, from + first), from + first < stories.length);
    };
    const seen: string[] = [];
    let after: string | null = null;
    for (let n = 0; n < 30; n += 1) {
      const { ids, pageInfo } = await ask(3, after);
      seen.push(...ids);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(seen.filter((id) => id.startsWith('theirs/'))).toEqual(
      ['s08', 's09', 's10', 's11'].map((id) => `theirs/${id}`),
    );
    expect(new Set(seen).size).toBe(OURS.length + 4);
  });

  it('writes markup and tricks into plain text: they come out of it', async () => {
    peer.answer = () =>
      toldList([
        toldStory('a', ago(1), {
          headline: 'Good <script>alert(1)</script>news\u202e\u0007 at 5 < 6',
          standfirst: 'x'.repeat(50_000),
          byline: { text: '<a href="javascript:x">B</a>' },
          locale: 'AR',
        }),
      ]);
    const { nodes } = await ask();
    expect(nodes[0]).toMatchObject({ headline: 'Good alert(1)news at 5 < 6', byline: 'B', dir: 'RTL' });
    expect(nodes[0].standfirst).toHaveLength(1_000);
  });

  it('is told nothing of our reader, and its own secret', async () => {
    peer.answer = () => toldList([]);
    const token = await gateway.token({ tier: 'subscriber' });
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...{ authorization: `Bearer ${token}`, cookie: 'a=b', 'accept-language': 'fr', 'x-user-id': '7' },
      },
      body: JSON.stringify({ query: '{ wire { nodes { id } } }' }),
    });
    expect(peer.asked).toHaveLength(1);
    expect(peer.asked[0]?.headers).toMatchObject({ 'x-secret': 'hush' });
    expect(JSON.stringify(peer.asked[0])).not.toMatch(/Bearer|a=b|"fr"|x-user-id/);
  });
});

describe('a file of peers', () => {
  it.each([
    ['peers: { own: { url: "http://a.example", name: A, sites: ["https://a.example"] } }', 'own key'],
    ['peers: { a: { url: "file:///etc/passwd", name: A, sites: ["https://a.example"] } }', 'peers.a.url'],
    ['peers: { a: { url: "http://a.example", name: A, sites: [] } }', 'peers.a.sites'],
    [
      'peers: { a: { url: "http://a.example", name: A, sites: ["https://a.example"], hedaers: {} } }',
      'hedaers',
    ],
    ['peers: { a b: { url: http://a.example, name: A, sites: [https://a.example] } }', 'peers.a b: must be'],
    ['peers: [', 'not YAML'],
    [
      'peers: { a: { url: "http://a.example", name: A, sites: ["https://a.example"], headers: { k: "${NOT_SET}" } } }',
      'NOT_SET',
    ],
  ])('says what is wrong with %s', (text, what) => {
    expect(() => readPeers(text)).toThrow(what);
  });
});
