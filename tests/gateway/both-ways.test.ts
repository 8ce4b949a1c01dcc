import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute, parse, validate } from 'graphql';
import { createLoaders } from '../../loaders/create-loaders.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import { ANONYMOUS } from '../../src/content/viewer.ts';
import { makeSchema } from '../../src/graphql/make-schema.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { byCompiled } from '../support/both-ways.ts';
import { NOW } from '../support/gateway.ts';
import { randomOperation } from '../support/random-operation.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Operations over our schema; by hand, 5,000. */
const ROUNDS = Number(process.env['DATELINE_TEST_ROUNDS'] ?? 60);
const EXAMPLES = new URL('../../examples/queries/', import.meta.url);

const schema = makeSchema(resolvers);
let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  await seedNewsroom(kept.store, NOW);
});
afterAll(() => kept.drop());

const clock = () => NOW;
/** What a reader's resolvers are given: made anew for each execution, as for each request. */
const context = () => ({
  viewer: ANONYMOUS,
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
  loaders: createLoaders({ reads: kept.store, viewer: ANONYMOUS, clock }),
  requestId: 'one',
  signal: new AbortController().signal,
});

const reference = async (query: string, variables: Readonly<Record<string, unknown>>): Promise<string> => {
  const { errors, data } = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: context(),
  });
  return JSON.stringify({ errors, data });
};
const compiled = (query: string, variables: Readonly<Record<string, unknown>>): Promise<string> =>
  byCompiled({ schema, query, variables }, async (operation, coerced) => {
    const outcome = await operation.execute(coerced, context());
    if (outcome === null) throw new Error('Not compiled.');
    return outcome;
  });

const SLUGS = ['ninetieth-minute', 'why-the-bay-glows', 'oceans', 'climate', 'no-such-thing'];
const IDS = ['art_0000000000000000', 'tag_0000000000000000', 'nonsense'];

/** Values that find something, and some that don't or are refused where their field is reached. */
const scalar = (name: string, type: string, random: () => number): unknown => {
  const pick = (from: readonly unknown[]) => from[Math.floor(random() * from.length)];
  if (name === 'first' || name === 'last' || name === 'hits') return pick([1, 2, 3, 5]);
  if (name === 'after' || name === 'before' || name === 'since') return undefined;
  switch (type) {
    case 'ID':
      return pick(IDS);
    case 'Int':
      return pick([0, 1, 2, 40]);
    case 'Float':
      return 0.5;
    case 'Boolean':
      return random() < 0.5;
    case 'DateTime':
      return '2026-03-01T00:00:00Z';
    case 'Date':
      return '2026-03-29';
    case 'Locale':
      return pick(['en', 'fr', 'fr-CA', 'ar']);
    case 'URL':
      return 'https://news.example/x';
    default:
      return pick(SLUGS);
  }
};

describe('over our own schema, compiled and graphql-js answer alike', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.graphql')))('%s', async (name) => {
    const query = readFileSync(new URL(name, EXAMPLES), 'utf8');
    expect(validate(schema, parse(query))).toEqual([]);
    expect(await compiled(query, {})).toBe(await reference(query, {}));
  });

  it(`${ROUNDS} operations of every shape`, async () => {
    let [answered, failed] = [0, 0];
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const { query, variables } = randomOperation({ schema, seed, scalar, depth: 4 });
      const text = await reference(query, variables);
      expect({ seed, query, variables, text: await compiled(query, variables) }).toEqual({
        seed,
        query,
        variables,
        text,
      });
      if (text.startsWith('{"errors"')) failed += 1;
      if (text.length > 200) answered += 1;
    }
    expect(failed).toBeGreaterThan(ROUNDS / 20);
    expect(answered).toBeGreaterThan(ROUNDS / 4);
  });
});
