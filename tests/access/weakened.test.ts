import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { createLoaders } from '../../loaders/create-loaders.ts';
import type { GatewayContext } from '../../resolvers/context.ts';
import { references } from '../../resolvers/references.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import type { ArticleHead } from '../../src/content/records.ts';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';
import { readSubgraphSdl } from '../../src/graphql/make-schema.ts';
import type { Store } from '../../src/store/store.ts';
import { NOON } from '../support/sample-records.ts';
import type { TestAnswer } from '../support/test-server.ts';
import { type TestStore, testStore } from '../support/test-store.ts';
import { samplesOf } from './argument-values.ts';
import { canaryNewsroom, forbiddenFor, putNewsroom } from './canary-newsroom.ts';
import { WALK, WalkWriter } from './walk-documents.ts';
import { type Batch, batchesOf, settle } from './walk-gateway.ts';
import { planWalk } from './walk-routes.ts';

/**
 * The walk of `leak.test.ts`, shown to find what it is for: over a schema one of whose resolvers hands out what it reads, past the loaders, it meets words that an anonymous reader must not
 * have, by the same documents that tell nothing over the schema as it is.
 */
interface Context extends Pick<GatewayContext, 'viewer' | 'loaders' | 'clock' | 'newsroom' | 'countRead'> {
  readonly store: Store;
}
type Weak = (source: never, args: never, context: Context) => unknown;
const WEAK: Readonly<Record<string, Weak>> = {
  'Article.translations': ({ translationGroup }: ArticleHead, _: never, { store }: Context) =>
    translationGroup === null ? [] : store.articles.headsByTranslationGroup([translationGroup]),
  'Article.corrections': ({ corrections }: ArticleHead) => corrections,
  'LiveBlog.summary': ({ live }: { live: { summary: unknown } }) => live.summary,
  'EditionSection.stories': ({ articleIds }: { articleIds: string[] }, _: never, { store }: Context) =>
    store.articles.heads(articleIds),
  'Query.article': async (
    _: never,
    { id, slug, url }: Record<string, string | undefined>,
    { store }: Context,
  ) => {
    const { articles } = store;
    if (id !== undefined) return (await articles.heads([id]))[0] ?? null;
    if (slug !== undefined) return (await articles.headsBySlug([slug]))[0] ?? null;
    return (await articles.byAnyKey({ url: [url ?? ''] }))[0] ?? null;
  },
  'Query.socialPost': async (_: never, { id }: Record<string, string | undefined>, { store }: Context) =>
    id === undefined ? null : ((await store.socialPosts.byIds([id]))[0] ?? null),
  'Query.edition': (_: never, __: never, { store }: Context) =>
    store.editions.nearest({ locale: 'en', date: null, side: 'before', now: new Date(NOON + 86_400_000) }),
};

const sdl = readSubgraphSdl();
const schemaWith = (name: string | null) => {
  const [type = '', field = ''] = name?.split('.') ?? [];
  const all = resolvers as Record<string, object>;
  const weakened = name === null ? all : { ...all, [type]: { ...all[type], [field]: WEAK[name] } };
  return makeSubgraph({ sdl, resolvers: weakened as typeof resolvers, references });
};
const schema = schemaWith(null);
const newsroom = canaryNewsroom();
const samples = samplesOf(newsroom);
const writer = new WalkWriter(schema, samples, 'Article');
const forbidden = new RegExp(forbiddenFor('ANONYMOUS').join('|'));

let kept: TestStore;
let batches: Batch[];
const clock = (): number => NOON;
const ask = async (asked: typeof schema, source: string, viewer: Viewer): Promise<TestAnswer> => {
  const { store } = kept;
  const contextValue: Context = {
    viewer,
    clock,
    store,
    loaders: createLoaders({ reads: store, viewer, clock }),
    countRead: () => {},
    newsroom: {
      name: 'Paper',
      locale: 'en',
      siteUrl: 'https://paper.example',
      logoUrl: null,
      tagPath: '/tags/{slug}',
      correspondentPath: '/by/{slug}',
    },
  };
  const answer = await graphql({ schema: asked, source, operationName: WALK, contextValue });
  const text = JSON.stringify(answer);
  return { status: 200, headers: new Headers(), text, json: JSON.parse(text), codes: [] };
};

beforeAll(async () => {
  kept = await testStore();
  await putNewsroom(kept.store, newsroom);
  const admin: Viewer = { tier: 'SUBSCRIBER', roles: ['ADMIN'], subject: 'admin' };
  const { routes } = await planWalk(schema, samples, 'Article', async (step, tried) => {
    const fields = tried.map((args, at) => `a${at}: ${step.field.name}${args} { __typename }`);
    const { json } = await ask(schema, `query ${WALK} { ${fields.join(' ')} }`, admin);
    return tried.map((_, at) => [json.data?.[`a${at}`]].flat()[0]?.__typename ?? null);
  });
  batches = [routes.roots, routes.arriving, routes['going on']].flatMap((some) => batchesOf(some, writer));
}, 60_000);
afterAll(() => kept.drop());

/** The first word that an anonymous reader must not have, in what the documents that ask for a field are answered over the weakened schema; and what the same document tells over ours. */
const leaksBy = async (name: string): Promise<readonly (string | null)[]> => {
  const weakened = schemaWith(name);
  for (const batch of batches.filter(({ coordinates }) => coordinates.has(name)))
    for await (const { batch: piece, answer } of settle(batch, writer, (query) =>
      ask(weakened, query, ANONYMOUS),
    )) {
      const leaked = forbidden.exec(answer.text);
      if (leaked === null) continue;
      const { text } = await ask(schema, piece.query, ANONYMOUS);
      return [leaked[0], forbidden.exec(text)?.[0] ?? null];
    }
  return [null, null];
};

describe.each(Object.keys(WEAK))('with %s past the loaders', (name) => {
  it('the walk finds what it gives away, and nothing without', async () => {
    expect(await leaksBy(name)).toEqual([expect.stringMatching(/^(zq|art_|pst_)/), null]);
  }, 60_000);
});
