import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { createLoaders } from '../../loaders/create-loaders.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { byCompiled, byGraphqlJs } from '../support/both-ways.ts';
import { NOW } from '../support/gateway.ts';
import { randomOperation } from '../support/random-operation.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Operations over our schema; by hand, 5,000. */
const ROUNDS = Number(process.env['DATELINE_TEST_ROUNDS'] ?? 40);
const EXAMPLES = new URL('../../examples/queries/', import.meta.url);

const schema = makeSchema(resolvers);
let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  await seedNewsroom(kept.store, NOW);
  await findNames();
});
afterAll(() => kept.drop());

const clock = () => NOW;
/** Of each kind of reader, and of those who work here. */
const VIEWERS: readonly Viewer[] = [
  ANONYMOUS,
  { tier: 'SUBSCRIBER', roles: [], subject: 'reader' },
  { tier: 'REGISTERED', roles: [], subject: 'reader' },
  { tier: 'ANONYMOUS', roles: ['CHIEF'], subject: 'chief' },
];

/** What a viewer's resolvers are given: made anew for each execution, as for each request. */
const contextOf = (viewer: Viewer) => () => ({
  viewer,
  clock,
  newsroom: {
    name: 'Dateline',
    locale: 'en',
    siteUrl: 'https://news.example',
    logoUrl: null,
    tagPath: '/tags/{slug}',
    correspondentPath: '/authors/{slug}',
  },
  countRead: () => {},
  loaders: createLoaders({ reads: kept.store, viewer, clock }),
  requestId: 'one',
  signal: new AbortController().signal,
});

const slugs = ['ninetieth-minute', 'why-the-bay-glows', 'oceans', 'climate', 'no-such-thing'];
const ids = ['art_0000000000000000', 'tag_0000000000000000', 'nonsense'];
const cursors = ['nonsense'];
const urls = ['https://news.example/x'];
/** Ids, slugs, addresses and cursors that there are, of all kinds of things. */
const findNames = async (): Promise<void> => {
  const query = `{ articles(first: 50) { edges { cursor } nodes { id slug url correspondents { id slug } socialPosts { id url } } }
    tags(first: 50) { edges { cursor } nodes { id slug aliases } } }`;
  const [text = ''] = await byGraphqlJs({ schema, query, runs: [{}], context: contextOf(ANONYMOUS) });
  const each = (key: string): string[] =>
    [...text.matchAll(new RegExp(`"${key}":"([^"]+)"`, 'g'))].map(([, value = '']) => value);
  ids.push(...each('id'));
  slugs.push(...each('slug'));
  cursors.push(...each('cursor'));
  urls.push(...each('url'));
};

/** Values that find something, and some that don't or are refused where their field is reached. */
const scalar = (name: string, type: string, random: () => number): unknown => {
  const pick = (from: readonly unknown[]) => from[Math.floor(random() * from.length)];
  if (name === 'first' || name === 'last' || name === 'hits') return pick([1, 2, 3, 5]);
  if (name === 'after' || name === 'before') return pick(cursors);
  switch (type) {
    case 'ID':
      return pick(ids);
    case 'Int':
      return pick([0, 1, 2, 40]);
    case 'Float':
      return 0.5;
    case 'Boolean':
      return random() < 0.5;
    case 'DateTime':
      return pick(['2026-03-01T00:00:00Z', '2026-03-28T10:00:00+02:00', 'yesterday']);
    case 'Date':
      return pick(['2026-03-29', '2026-02-30']);
    case 'Locale':
      return pick(['en', 'fr', 'fr-CA', 'ar']);
    case 'URL':
      return pick(urls);
    default:
      return pick(slugs);
  }
};

describe('over our own schema, compiled and graphql-js answer alike', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.graphql')))('%s', async (name) => {
    const query = readFileSync(new URL(name, EXAMPLES), 'utf8');
    expect(validate(schema, parse(query))).toEqual([]);
    for (const viewer of VIEWERS) {
      const asked = { schema, query, runs: [{}, {}], context: contextOf(viewer) };
      expect(await byCompiled(asked)).toEqual(await byGraphqlJs(asked));
    }
  });

  it(`${ROUNDS} operations of every shape`, async () => {
    let [answered, failed] = [0, 0];
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const { query, runs } = randomOperation({ schema, seed, scalar, depth: 4 });
      const context = contextOf(VIEWERS[seed % VIEWERS.length] ?? ANONYMOUS);
      const reference = await byGraphqlJs({ schema, query, runs, context });
      const texts = await byCompiled({ schema, query, runs, context });
      expect({ seed, query, runs, texts }).toEqual({ seed, query, runs, texts: reference });
      if (reference.some((text) => text.startsWith('{"errors"'))) failed += 1;
      if (reference.some((text) => text.length > 200)) answered += 1;
    }
    expect(failed).toBeGreaterThan(ROUNDS / 20);
    expect(answered).toBeGreaterThan(ROUNDS / 4);
  });
});
