import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeWireCursor, encodeWireCursor } from '../../src/content/wire-cursor.ts';
import { readPeers } from '../../src/federation/peer-config.ts';
import { type FaultyWire, startFaultyWire } from '../support/faulty-wire.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { sampleStory } from '../support/sample-records.ts';

const MINUTE = 60_000;
const KEY = Buffer.alloc(32, 'k');
const at = (minutesAgo: number): Date => new Date(NOW - minutesAgo * MINUTE);

/** A newsroom with stories of these minutes ago, and one of each kind that readers must not meet. */
const newsroom =
  (name: string, minutesAgo: readonly number[]) =>
  async (store: TestGateway['gateway']['store']): Promise<void> => {
    const story = (key: string, ago: number, more: object = {}) =>
      sampleStory(`${name}-${key}`, {
        url: `https://${name}.example/${key}`,
        headline: `${name} ${key}`,
        publishedAt: at(ago),
        ...more,
      });
    await store.articles.put([
      ...minutesAgo.map((ago, n) => story(`${n}`, ago)),
      story('draft', 1, { status: 'DRAFT', publishedAt: null, headline: `SECRET ${name} draft` }),
      story('embargo', 1, { embargoedUntil: at(-60), headline: `SECRET ${name} embargo` }),
      story('back', 1, { status: 'RETRACTED', headline: `SECRET ${name} retracted` }),
      story('due', -30, { status: 'SCHEDULED', headline: `SECRET ${name} scheduled` }),
    ]);
  };

interface Peer {
  readonly gateway: TestGateway;
  readonly wire: FaultyWire;
}
const OURS = [5, 10, 10, 40, 60];
const NORTH = [1, 10, 10, 20, 30, 31, 32, 33, 34, 35, 36, 37];
const SOUTH = [10, 15, 45, 61, 62];

let [north, south]: Peer[] = [];
let ours: TestGateway;

const peersFile = (settings: object = {}): string =>
  JSON.stringify({
    peers: Object.fromEntries(
      [['north', north] as const, ['south', south] as const].map(([key, peer]) => [
        key,
        {
          url: `http://127.0.0.1:${peer?.wire.port}/graphql`,
          name: `The ${key}`,
          sites: [`https://${key}.example`],
          ...{ timeoutMs: 2_000, retries: 0, ...settings },
        },
      ]),
    ),
  });
const startPeer = async (name: string, minutesAgo: readonly number[]): Promise<Peer> => {
  const gateway = await startGateway({}, null, null, (url) => url, newsroom(name, minutesAgo));
  return {
    gateway,
    wire: await startFaultyWire(gateway.url),
  };
};

beforeAll(async () => {
  north = await startPeer('north', NORTH);
  south = await startPeer('south', SOUTH);
  ours = await startGateway(
    { DATELINE_SITE_NAME: 'Ours' },
    null,
    null,
    (url) => url,
    newsroom('ours', OURS),
    {
      peers: readPeers(peersFile()),
    },
  );
}, 60_000);
afterAll(async () => {
  await ours.close();
  for (const peer of [north, south]) {
    await peer?.wire.close();
    await peer?.gateway.close();
  }
});
beforeEach(async () => {
  for (const peer of [north, south]) peer?.wire.set({});
  await ours.gateway.purge(['everything']);
});

interface Page {
  readonly nodes: { id: string; headline: string; publishedAt: string; source: { key: string } }[];
  readonly edges: { cursor: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  readonly sources: { newsroom: { key: string }; state: string; notice: string | null }[];
}
const WIRE = `query ($first: Int, $after: String) { wire(first: $first, after: $after) {
  edges { cursor } nodes { id headline url publishedAt source { key: id name } article { slug } }
  pageInfo { hasNextPage endCursor } sources { newsroom { key: id name } state notice } } }`;
const page = async (first: number, after: string | null = null, gateway = ours): Promise<Page> => {
  const { json } = await gateway.query(WIRE, { first, after });
  expect(json.errors).toBeUndefined();
  return json.data.wire;
};
/** Reads on to the end; `between` is told of each page. */
const scroll = async (
  first: number,
  between: (n: number) => Promise<void> | void = () => {},
): Promise<Page[]> => {
  const pages: Page[] = [];
  let after: string | null = null;
  do {
    const next: Page = await page(first, after);
    pages.push(next);
    after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
    await between(pages.length);
  } while (after !== null && pages.length < 100);
  return pages;
};
const idsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
const states = ({ sources }: Page) =>
  Object.fromEntries(sources.map(({ newsroom: { key }, state }) => [key, state]));
const ALL = OURS.length + NORTH.length + SOUTH.length;

describe('the wire', () => {
  it('is one list by time, ours first among equal moments, each story with its newsroom and its page', async () => {
    const { nodes, sources, pageInfo } = await page(50);
    expect(nodes).toHaveLength(ALL);
    const times = nodes.map(({ publishedAt }) => Date.parse(publishedAt));
    expect(times).toEqual([...times].sort((one, other) => other - one));
    const tens = nodes.filter(({ publishedAt }) => Date.parse(publishedAt) === at(10).getTime());
    expect(tens.map(({ source }) => source.key)).toEqual(['own', 'own', 'north', 'north', 'south']);
    expect(nodes[0]).toEqual({
      id: expect.stringMatching(/^north\/art_/),
      headline: 'north 0',
      url: 'https://north.example/0',
      publishedAt: at(1).toISOString(),
      source: { key: 'north', name: 'The north' },
      article: null,
    });
    expect(nodes[1]).toMatchObject({ source: { name: 'Ours' }, article: { slug: 'sample-ours-0' } });
    expect(sources.map(({ state, notice }) => [state, notice])).toEqual(Array(3).fill(['CURRENT', null]));
    expect(pageInfo.hasNextPage).toBe(false);
  });

  it.each([1, 4, 7, 50])('shows each story once in pages of %i, in the same order', async (first) => {
    const whole = idsOf([await page(50)]);
    const pages = await scroll(first);
    expect(idsOf(pages)).toEqual(whole);
    for (const { nodes } of pages.slice(0, -1)) expect(nodes).toHaveLength(first);
  });

  it('goes on from the cursor of any story', async () => {
    const { edges, nodes } = await page(50);
    for (const [n, { cursor }] of edges.entries())
      expect(idsOf([await page(2, cursor)])).toEqual(idsOf([{ nodes: nodes.slice(n + 1, n + 3) } as Page]));
  });

  it('neither repeats nor skips when stories appear on top meanwhile', async () => {
    const before = idsOf([await page(50)]);
    const fresh = sampleStory('south-fresh', { url: 'https://south.example/fresh', publishedAt: at(0) });
    const pages = await scroll(5, async (n) => {
      if (n === 2) await south?.gateway.gateway.store.articles.put([fresh]);
    });
    expect(idsOf(pages)).toEqual(before);
  });

  it('shows no draft, embargo or story taken back, of ours or theirs, to a reader or an editor', async () => {
    const token = await ours.token({ roles: ['chief'] });
    for (const viewer of [undefined, token])
      expect((await ours.query(WIRE, { first: 50 }, viewer)).text).not.toContain('SECRET');
  });

  it('takes no other cursor, and no page that is too long', async () => {
    const { json } = await ours.query('{ articles(first: 1) { edges { cursor } } }');
    const foreign = [
      json.data.articles.edges[0].cursor,
      'AAAA',
      'x'.repeat(9_000),
      ...['["w2",["own",1,"a b","c"]]', '["w2",["own",1e99,"a","c"]]', '["w2",[{"$ne":1}]]'].map((text) =>
        Buffer.from(`${text}${'s'.repeat(12)}`).toString('base64url'),
      ),
    ];
    for (const after of foreign) expect((await ours.query(WIRE, { after })).codes).toEqual(['BAD_CURSOR']);
    for (const first of [0, 101])
      expect((await ours.query(WIRE, { first })).codes).toEqual(['BAD_USER_INPUT']);
    const place = { time: NOW, id: 'a'.repeat(80), cursor: 'c'.repeat(300) };
    const longest = new Map(Array.from({ length: 11 }, (_, n) => [`k${n}${'x'.repeat(28)}`, place]));
    expect(decodeWireCursor(KEY, encodeWireCursor(KEY, longest))).toEqual(longest);
  });

  it('goes on from no cursor that it didn’t give: nobody is asked for what a reader made up', async () => {
    const { edges } = await page(3);
    const given = edges[2]?.cursor ?? '';
    let pieces = 0;
    for (const peer of [north, south])
      peer?.wire.set({
        delayIn: () => {
          pieces += 1;
          return 0;
        },
      });
    const made = encodeWireCursor(KEY, new Map([['north', { time: NOW, id: 'a', cursor: 'made-up' }]]));
    const bytes = Buffer.from(given, 'base64url');
    const [text, seal] = [bytes.subarray(0, -12).toString(), bytes.subarray(-12)];
    const moved = text.replace(/,(\d{13}),/, (_, time: string) => `,${Number(time) - 1},`);
    const forged = [
      made,
      Buffer.concat([Buffer.from(moved), seal]).toString('base64url'),
      Buffer.concat([Buffer.from(text), Buffer.alloc(12)]).toString('base64url'),
      Buffer.from(text).toString('base64url'),
      given.slice(0, -1),
    ];
    expect(moved).not.toBe(text);
    ours.commands.length = 0;
    for (const after of forged)
      expect([after, (await ours.query(WIRE, { first: 3, after })).codes]).toEqual([after, ['BAD_CURSOR']]);
    expect(pieces).toBe(0);
    expect(ours.commands.filter((name) => name !== 'getMore')).toEqual([]);
    expect((await page(3, given)).nodes).toHaveLength(3);
    expect(pieces).toBeGreaterThanOrEqual(2);
  });
});

describe('a newsroom that is away', () => {
  it('leaves the rest, and a note that says who is missing', async () => {
    north?.wire.set({ refuse: true });
    north?.wire.reset();
    const { nodes, sources } = await page(50);
    expect(new Set(nodes.map(({ source }) => source.key))).toEqual(new Set(['own', 'south']));
    expect(sources[1]).toEqual({
      newsroom: { key: 'north', name: 'The north' },
      state: 'UNAVAILABLE',
      notice: 'The north does not answer: its stories are missing here, and follow when it does.',
    });
  });

  it('is not waited for longer than its time', async () => {
    south?.wire.set({ blackHole: true });
    expect(states(await page(50))).toEqual({ own: 'CURRENT', north: 'CURRENT', south: 'UNAVAILABLE' });
    south?.wire.reset();
  });

  it('in the middle of a scroll: the others go on, and what it has comes once when it is back', async () => {
    const whole = new Set(idsOf([await page(50)]));
    await ours.gateway.purge(['everything']);
    const pages = await scroll(3, (n) => {
      if (n === 2) {
        north?.wire.set({ refuse: true });
        north?.wire.reset();
      }
      if (n === 4) north?.wire.set({});
    });
    expect(states(pages[2] as Page)).toMatchObject({ north: 'UNAVAILABLE', own: 'CURRENT' });
    expect(states(pages[4] as Page)).toMatchObject({ north: 'CURRENT' });
    expect(idsOf(pages)).toHaveLength(whole.size);
    expect(new Set(idsOf(pages))).toEqual(whole);
  });

  it('to the end: the others are seen once each, and its stories follow from the last cursor', async () => {
    const whole = new Set(idsOf([await page(50)]));
    await ours.gateway.purge(['everything']);
    const pages = await scroll(6, (n) => {
      if (n !== 1) return;
      north?.wire.set({ refuse: true });
      north?.wire.reset();
    });
    const seen = idsOf(pages);
    expect(new Set(seen).size).toBe(seen.length);
    north?.wire.set({});
    await ours.gateway.purge(['everything']);
    const rest = await page(50, pages.at(-1)?.pageInfo.endCursor);
    expect(new Set([...seen, ...idsOf([rest])])).toEqual(whole);
    expect(seen.length + rest.nodes.length).toBe(whole.size);
  });

  it('is stood in for by what it said before, and the answer says so of it alone', async () => {
    const hasty = await startGateway({ DATELINE_CACHE_FRESH_MS: '40' }, null, ours, undefined, undefined, {
      peers: readPeers(peersFile()),
    });
    try {
      const before = await page(50, null, hasty);
      north?.wire.set({ refuse: true });
      north?.wire.reset();
      await new Promise((resolve) => setTimeout(resolve, 120));
      const { json } = await hasty.query(WIRE, { first: 50, after: null });
      expect(json.data.wire.nodes).toEqual(before.nodes);
      expect(states(json.data.wire)).toEqual({ own: 'CURRENT', north: 'STALE', south: 'CURRENT' });
    } finally {
      await hasty.close();
    }
  });
});

describe('what peers are told, and how often', () => {
  it('is one question for all who ask at once, and none while its answer is kept', async () => {
    const peer = north?.gateway;
    peer?.commands.splice(0);
    await peer?.gateway.purge(['everything']);
    await Promise.all(Array.from({ length: 20 }, (_, n) => ours.query(WIRE, { first: 50, after: null, n })));
    await ours.query('{ wire(first: 50) { nodes { bylineText } } }');
    expect(peer?.commands).toEqual(['find']);
  });

  it('ends with the surrogate tag of the peer', async () => {
    const url = `${ours.url}/graphql?query=${encodeURIComponent('{ wire { nodes { headline } } }')}`;
    const get = () => fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    const first = await get();
    expect(first.headers.get('surrogate-key')?.split(' ')).toEqual(
      expect.arrayContaining(['peer:north', 'peer:south']),
    );
    expect((await get()).headers.get('cache-status')).toContain('hit');
    await ours.gateway.purge(['peer:south']);
    expect((await get()).headers.get('cache-status')).not.toContain('; hit');
  });
});

describe('another list of newsrooms', () => {
  it('is taken up at once: kept answers end, who is gone is gone, who is new is there', async () => {
    const [first, second] = readPeers(peersFile());
    if (first === undefined || second === undefined) throw new Error('There are no peers.');
    const names = async (): Promise<string[]> => (await page(50)).sources.map(({ newsroom: { key } }) => key);
    expect(await names()).toEqual(['own', 'north', 'south']);
    const { edges } = await page(4);
    await ours.gateway.replacePeers([second]);
    expect(await names()).toEqual(['own', 'south']);
    // A cursor still says how far the others were read.
    expect(states(await page(4, edges[3]?.cursor))).toEqual({ own: 'CURRENT', south: 'CURRENT' });
    await ours.gateway.replacePeers([second, { ...first, name: 'The new north' }]);
    const { nodes, sources } = await page(50);
    expect(sources.map(({ newsroom }) => newsroom)).toMatchObject([
      { key: 'own' },
      { key: 'south' },
      { key: 'north', name: 'The new north' },
    ]);
    expect(nodes).toHaveLength(ALL + 1);
    await ours.gateway.replacePeers([]);
    expect(await names()).toEqual(['own']);
    await ours.gateway.replacePeers([first, second]);
    expect(await names()).toEqual(['own', 'north', 'south']);
  });
});
