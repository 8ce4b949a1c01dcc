import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveEntryRecord } from '../../src/content/records.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, NOON, paragraph, sampleStory } from '../support/sample-records.ts';

let gateway: TestGateway;

const entry = (
  id: string,
  minute: number,
  more: Partial<LiveEntryRecord> & { readonly words?: string } = {},
): LiveEntryRecord => {
  const { words = `Words of ${id}.`, ...given } = more;
  const at = given.at ?? new Date(NOON - HOUR + minute * 60_000);
  return {
    id,
    type: 'LiveEntry',
    at,
    updatedAt: at,
    headline: null,
    key: false,
    blocks: [paragraph(`${id}-1`, words)],
    ...given,
  };
};

/** A live blog as it stands with these entries, the newest last. */
const blog = (entries: readonly LiveEntryRecord[], pinnedEntryIds: readonly string[] = []) =>
  sampleStory('live', {
    blocks: [...entries].reverse(),
    live: {
      isLive: true,
      pinnedEntryIds,
      summary: [{ text: 'Where things stand.', marks: [], href: null, articleId: null }],
    },
  });
const put = (story: ReturnType<typeof sampleStory>) => gateway.gateway.store.articles.put([story]);

const ENTRIES = `query ($slug: String!, $first: Int, $after: String, $since: DateTime, $keyOnly: Boolean) {
  article(slug: $slug) { live {
    isLive changedAt entryIds pinned { id } summary { plain }
    entries(first: $first, after: $after, since: $since, keyOnly: $keyOnly) {
      totalCount nodes { id title key at updatedAt blocks { nodes { ... on Paragraph { content { plain } } } } }
      pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    } } } }`;
const ask = async (slug: string, variables: object = {}, token?: string) => {
  const { json } = await gateway.query(ENTRIES, { slug, ...variables }, token);
  expect(json.errors).toBeUndefined();
  return json.data.article.live;
};
const idsOf = ({ entries }: { entries: { nodes: { id: string }[] } }): string[] =>
  entries.nodes.map(({ id }) => id);

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('a live blog', () => {
  const first = [1, 2, 3, 4, 5, 6].map((minute) => entry(`e${minute}`, minute, { key: minute % 2 === 0 }));
  beforeEach(() => put(blog(first, ['e4', 'e1', 'gone'])));

  it('gives its entries newest first, its key moments, and what is pinned in the editors’ order', async () => {
    const live = await ask('sample-live');
    expect(idsOf(live)).toEqual(['e6', 'e5', 'e4', 'e3', 'e2', 'e1']);
    expect(live).toMatchObject({ isLive: true, pinned: [{ id: 'e4' }, { id: 'e1' }] });
    expect(live.entryIds).toEqual(idsOf(live));
    expect(live.summary.plain).toBe('Where things stand.');
    expect(live.changedAt).toBe(new Date(NOON - HOUR + 6 * 60_000).toISOString());
    expect(idsOf(await ask('sample-live', { keyOnly: true }))).toEqual(['e6', 'e4', 'e2']);
  });

  it('is `null` for a story that is none', async () => {
    const { json } = await gateway.query('{ article(slug: "ninetieth-minute") { live { isLive } } }');
    expect(json.data.article.live).toBeNull();
  });

  it('is read on past entries that come in on top and past one that is taken out', async () => {
    const page = await ask('sample-live', { first: 2 });
    expect(page.entries).toMatchObject({
      totalCount: 6,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    await put(blog([...first.filter(({ id }) => id !== 'e5'), entry('e7', 7), entry('e8', 8)]));
    const next = await ask('sample-live', { first: 2, after: page.entries.pageInfo.endCursor });
    expect(idsOf(next)).toEqual(['e4', 'e3']);
    expect(next.entries.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const last = await ask('sample-live', { first: 2, after: next.entries.pageInfo.endCursor });
    expect(idsOf(last)).toEqual(['e2', 'e1']);
    expect(last.entries.pageInfo.hasNextPage).toBe(false);
    const none = await ask('sample-live', { first: 2, after: last.entries.pageInfo.endCursor });
    expect(none.entries).toMatchObject({
      nodes: [],
      pageInfo: { endCursor: null, startCursor: null, hasNextPage: false, hasPreviousPage: true },
    });
  });

  it('keeps entries of one moment apart while it is paged', async () => {
    const at = new Date(NOON - HOUR);
    await put(blog(['c', 'a', 'd', 'b'].map((id) => entry(id, 0, { at }))));
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 4; page += 1) {
      const live: { entries: { nodes: { id: string }[]; pageInfo: { endCursor: string } } } = await ask(
        'sample-live',
        { first: 1, after },
      );
      seen.push(...idsOf(live));
      after = live.entries.pageInfo.endCursor;
    }
    expect([...seen].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('refuses a cursor of another list', async () => {
    const { json } = await gateway.query('{ articles(first: 1) { pageInfo { endCursor } } }');
    const { codes } = await gateway.query(ENTRIES, {
      slug: 'sample-live',
      after: json.data.articles.pageInfo.endCursor,
    });
    expect(codes).toEqual(['BAD_CURSOR']);
  });
});

describe('a delta since a moment', () => {
  const older = [entry('e1', 1), entry('e2', 2), entry('e3', 3)];

  it('has what came and what changed since, and loses nothing of the very same moment', async () => {
    await put(blog(older));
    const { changedAt } = await ask('sample-live');
    const corrected = { ...entry('e1', 1, { words: 'Corrected.' }), updatedAt: new Date(NOON - 60_000) };
    const twin = entry('e3b', 3);
    await put(blog([corrected, older[1] ?? twin, older[2] ?? twin, twin, entry('e4', 4)]));
    const live = await ask('sample-live', { since: changedAt });
    expect(idsOf(live).sort()).toEqual(['e1', 'e3', 'e3b', 'e4']);
    expect(live.entries.totalCount).toBe(4);
    expect(JSON.stringify(live)).toContain('Corrected.');
    expect(live.changedAt).toBe(new Date(NOON - 60_000).toISOString());
  });

  it('tells what was taken out', async () => {
    await put(blog(older));
    const { changedAt } = await ask('sample-live');
    await put(blog(older.filter(({ id }) => id !== 'e2')));
    const live = await ask('sample-live', { since: changedAt });
    expect(live.entryIds).toEqual(['e3', 'e1']);
  });

  it('costs MongoDB nothing while nobody writes, whoever asks', async () => {
    await put(blog(older));
    const { changedAt } = await ask('sample-live');
    gateway.commands.length = 0;
    for (const since of [changedAt, changedAt, new Date(NOON).toISOString()])
      await ask('sample-live', { since });
    expect(gateway.commands).toEqual([]);
    await put(blog([...older, entry('e9', 9)]));
    gateway.commands.length = 0;
    expect(idsOf(await ask('sample-live', { since: changedAt }))).toEqual(['e9', 'e3']);
    expect(gateway.commands.length).toBeGreaterThan(0);
  });
});

describe('a gated live blog', () => {
  const slug = 'crane-hearing-live';

  it('gives the entries of its preview and nothing else, in every field', async () => {
    const live = await ask(slug);
    expect(live.entries).toMatchObject({ totalCount: 1, nodes: [{ title: 'The inspector is called' }] });
    expect(live).toMatchObject({ pinned: [], summary: null, isLive: true });
    expect(live.entryIds).toHaveLength(1);
    expect(live.changedAt).toBe(live.entries.nodes[0].updatedAt);
    expect(JSON.stringify(live)).not.toMatch(/teapot|glass of water|merely/);
  });

  it('opens to those who may read it', async () => {
    const live = await ask(slug, {}, await gateway.token({ tier: 'registered' }));
    expect(live.entries.totalCount).toBe(3);
    expect(live.pinned).toHaveLength(1);
    expect(live.summary.plain).toMatch(/glass of water/);
  });
});
