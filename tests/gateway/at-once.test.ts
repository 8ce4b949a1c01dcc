import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { cachedReads } from '../../loaders/cached-reads.ts';
import { createLoaders } from '../../loaders/create-loaders.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import type { Cache } from '../../src/cache/cache.ts';
import { ANONYMOUS } from '../../src/content/viewer.ts';
import { CompiledOperation, type Outcome } from '../../src/graphql/compiled/compiled-operation.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { NOW } from '../support/gateway.ts';
import { testCache } from '../support/test-cache.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
let cache: Cache;
beforeAll(async () => {
  kept = await testStore();
  await seedNewsroom(kept.store, NOW);
  cache = await testCache();
});
afterAll(async () => {
  await cache.close();
  await kept.drop();
});

const schema = makeSchema(resolvers);
/** Executes an operation as a reader's request does. */
const execute = (query: string): Outcome | PromiseLike<Outcome> => {
  const document = parse(query);
  const operation = getOperationAST(document);
  const compiled = operation && CompiledOperation.of(schema, document, operation);
  const clock = () => NOW;
  const reads = cachedReads({ store: kept.store, cache, nextMoment: () => null, clock })();
  const context = {
    viewer: ANONYMOUS,
    clock,
    newsroom: { locale: 'en' },
    countRead: () => {},
    loaders: createLoaders({ reads, viewer: ANONYMOUS, clock }),
  };
  const outcome = compiled?.execute({}, context);
  if (!outcome) throw new Error('Not compiled.');
  return outcome;
};

const CARD = `headline url byline { text tokens { correspondent { name } } } correspondents { name } tags { name }
  section { name } leadImage { url } socialPosts { platform text }`;

describe('what is in memory', () => {
  it.each([
    ['a front page', `{ articles(first: 50) { totalCount pageInfo { endCursor } nodes { ${CARD} } } }`],
    [
      'a filtered list',
      `{ articles(first: 5, filter: { tag: "oceans", locale: "en", not: { access: SUBSCRIBER } }) { edges { cursor node { ${CARD} } } } }`,
    ],
    [
      'a story by its slug',
      `{ article(slug: "ninetieth-minute") { ${CARD} body { ... on FullBody { html blocks { nodes { id __typename } } } } } }`,
    ],
    ['a tag and its stories', `{ tag(slug: "oceans") { name articles(first: 10) { nodes { ${CARD} } } } }`],
  ])('answers at once, without a promise: %s', async (_, query) => {
    const before = await execute(query);
    expect(before.errors).toEqual([]);
    let after: Outcome | PromiseLike<Outcome> | undefined;
    const sent = await kept.sentBy(async () => {
      after = execute(query);
    });
    expect(sent).toEqual([]);
    expect(after).not.toHaveProperty('then');
    expect(after).toEqual(before);
  });

  it('is read again once it is purged', async () => {
    const query = '{ article(slug: "ninetieth-minute") { headline } }';
    const before = await execute(query);
    await cache.purge(['everything']);
    const after = execute(query);
    expect(after).toHaveProperty('then');
    expect(await after).toEqual(before);
  });
});
