/** @jest-environment <rootDir>/tests/support/production-environment.ts */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { references } from '../../resolvers/references.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';
import { readSubgraphSdl } from '../../src/graphql/make-schema.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import type { TestAnswer } from '../support/test-server.ts';
import { samplesOf } from './argument-values.ts';
import {
  asAsked,
  asRead,
  asReadersKnowIt,
  type CanaryNewsroom,
  canariesFor,
  canaryNewsroom,
  forbiddenFor,
  putNewsroom,
} from './canary-newsroom.ts';
import { coordinatesIn, type Route, WalkWriter } from './walk-documents.ts';
import { ask, type Batch, batchesOf, LIMITS, probeWith, said, settle } from './walk-gateway.ts';
import { planWalk, type Walk } from './walk-routes.ts';

/**
 * Every way through the schema to a story or to words of one, found from the schema and asked for by every kind of viewer, over a newsroom in which each word says where it stands.
 * A reader must find exactly the words that are theirs; and a second newsroom, in which the hidden stories were never written and other words stand behind the gates, must answer byte for byte the same.
 */
const TIERS = ['ANONYMOUS', 'REGISTERED', 'SUBSCRIBER'] as const;
/**
 * As a rule the longer ways are parted among the kinds of reader, so that each is walked by one of them. `all` has each reader walk all of them; `full` composes every way to a story
 * with every way on from it besides. Those take minutes, so they are for a run by hand.
 */
const EXTENT = process.env.DATELINE_TEST_WALK ?? 'parted';
const FULL = EXTENT === 'full';
const LONG = 1_200_000;

/** What is served to federation routers has all that is served to readers, and `_entities`. */
const schema = makeSubgraph({ sdl: readSubgraphSdl(), resolvers, references });
const newsroom = canaryNewsroom();
const samples = samplesOf(newsroom);
const writer = new WalkWriter(schema, samples, 'Article');

const gateways: TestGateway[] = [];
const started = async (content: CanaryNewsroom): Promise<TestGateway> => {
  const gateway = await startGateway(
    LIMITS,
    null,
    null,
    (url) => url,
    (store) => putNewsroom(store, content),
  );
  gateways.push(gateway);
  return gateway;
};
let gateway: TestGateway;
let without: TestGateway;
let walk: Walk;
let batches: Batch[];
/** Those of the longer ways. */
let longer: ReadonlySet<Batch>;
/** `Type.field` of all that came with something in it, to anybody. */
const given = new Set<string>();
const tokens: Record<string, string | undefined> = {};

beforeAll(async () => {
  gateway = await started(newsroom);
  without = await started(asReadersKnowIt(newsroom));
  Object.assign(tokens, {
    REGISTERED: await gateway.token({ tier: 'registered' }),
    SUBSCRIBER: await gateway.token({ tier: 'subscriber' }),
    EDITOR: await gateway.token({ roles: ['editor'] }),
    CHIEF: await gateway.token({ roles: ['chief'] }),
    ADMIN: await gateway.token({ roles: ['admin'] }),
    EXPIRED: await gateway.token({ roles: ['admin'], seconds: -3_600 }),
  });
  walk = await planWalk(schema, samples, 'Article', probeWith(gateway, tokens.ADMIN ?? ''), { full: FULL });
  const settled = async (...routes: readonly (readonly Route[])[]) =>
    await settle(
      routes.flatMap((some) => batchesOf(some, writer)),
      writer,
      (query) => ask(gateway, query, undefined),
    );
  const short = await settled(walk.routes.roots, walk.routes.arriving);
  const long = await settled(walk.routes['going on'], walk.routes.arguments);
  batches = [...short, ...long];
  longer = new Set(long);
}, LONG);
afterAll(async () => {
  await Promise.all(gateways.map((one) => one.close()));
});

const CANARY = /zq(?:heads|opens|gated)[a-z]+/g;
/** What a viewer may be told instead of an answer. */
const REFUSALS = new Set(['BAD_CURSOR', 'BAD_USER_INPUT', 'FORBIDDEN', 'FILTER_TOO_BROAD', 'NOT_FOUND']);

/** Of the request and not of the answer; the length is that of the text. Surrogate tags are for a CDN, which keeps them to itself. */
const VARYING = new Set([
  'date',
  'x-request-id',
  'content-length',
  'etag',
  'age',
  'cache-status',
  'cache-tag',
  'surrogate-key',
]);

/** What is trending hangs on how often each newsroom was read, and the second one is asked less: its words are looked at, its numbers can't be compared. */
const COUNTED = /\btrending\b/;
/** Nobody but who works here is given any of these (tests/gateway/dashboard.test.ts, tests/desk/), and this newsroom has nothing for them to show. */
const FOR_STAFF =
  /^(?:Dashboard|DashboardCount|CalendarEntry|Retraction|BlockChange)\.|^Article\.retraction$/;

const headersOf = ({ headers }: TestAnswer): string =>
  [...headers]
    .filter(([name]) => !VARYING.has(name))
    .map((header) => header.join(': '))
    .join('\n');

/** Where two answers part, with what led there. */
const parting = (left: string, right: string): string => {
  let at = 0;
  while (left[at] === right[at] && at < left.length) at += 1;
  return `…${left.slice(Math.max(0, at - 400), at + 80)}\n  and not …${right.slice(Math.max(0, at - 40), at + 80)}`;
};

describe('the walk', () => {
  it('finds its ways by itself', () => {
    const { arrivals, onward, routes } = walk;
    const asked = Object.values(routes).flat().length;
    process.stdout.write(
      `Ways to a story: ${arrivals.length} from Query, ${onward.length} from each story to another, ${arrivals.length * (onward.length + 1)} put together. Asked for: ${asked}, in ${batches.length} documents.\n`,
    );
    expect(arrivals.length).toBeGreaterThanOrEqual(200);
    expect(onward.length).toBeGreaterThanOrEqual(200);
    expect(asked).toBeGreaterThanOrEqual(2_500);
  });

  it('asks for every field that can be reached, so that a new one cannot escape it', () => {
    const asked = new Set(batches.flatMap(({ coordinates }) => [...coordinates]));
    const met = new Set([...asked].map((coordinate) => coordinate.split('.')[0]));
    const missed = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => name === 'Query' || met.has(name))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter((coordinate) => !asked.has(coordinate));
    expect(missed).toEqual([]);
  });
});

describe.each(TIERS)('%s', (tier) => {
  it(
    'finds exactly the words that are theirs, and no answer tells of what is hidden',
    async () => {
      const forbidden = new RegExp(forbiddenFor(tier).join('|'));
      const found = new Set<string>();
      const leaks: string[] = [];
      const mine = batches.filter(
        (batch, at) => EXTENT !== 'parted' || !longer.has(batch) || at % TIERS.length === TIERS.indexOf(tier),
      );
      for (const batch of mine) {
        const [answer, other] = await Promise.all([
          ask(gateway, batch.query, tokens[tier]),
          ask(without, asAsked(batch.query, tier), tokens[tier]),
        ]);
        const everything = `${headersOf(answer)}\n${answer.text}`;
        for (const [word] of answer.text.matchAll(CANARY)) found.add(word);
        coordinatesIn(answer.text, given);
        const leaked = forbidden.exec(everything);
        if (leaked !== null)
          leaks.push(
            `${leaked[0]} by ${said(batch)}: …${everything.slice(Math.max(0, leaked.index - 400), leaked.index + 60)}`,
          );
        const strange = answer.codes.filter((code) => !REFUSALS.has(code));
        if (strange.length > 0) leaks.push(`${strange.join()} by ${said(batch)}`);
        const expected = asRead(`${headersOf(other)}\n${other.text}`, tier);
        if (!COUNTED.test(batch.query) && everything !== expected)
          leaks.push(`It shows in ${said(batch)}: ${parting(everything, expected)}`);
        if (leaks.length > 2) break;
      }
      expect(leaks).toEqual([]);
      expect([...canariesFor(tier)].filter((word) => !found.has(word))).toEqual([]);
    },
    LONG,
  );
});

describe.each(['EDITOR', 'CHIEF', 'ADMIN'])('%s', (role) => {
  it(
    'finds everything',
    async () => {
      const found = new Set<string>();
      // What they see is one and the same: each goes another part of the ways.
      const mine = batches.filter((_, at) => FULL || at % 6 === ['EDITOR', 'CHIEF', 'ADMIN'].indexOf(role));
      for (const { query } of mine) {
        const { text, codes } = await ask(gateway, query, tokens[role]);
        coordinatesIn(text, given);
        for (const [word] of text.matchAll(CANARY)) found.add(word);
        expect(codes.filter((code) => !REFUSALS.has(code))).toEqual([]);
      }
      expect([...canariesFor(null)].filter((word) => !found.has(word))).toEqual([]);
    },
    LONG,
  );
});

describe('what they found', () => {
  it('is something of every field: one that this newsroom gives nothing to is not tried by being asked for', async () => {
    const silent = () =>
      [...new Set(batches.flatMap(({ coordinates }) => [...coordinates]))].filter(
        (coordinate) => !given.has(coordinate) && !coordinate.startsWith('_') && !FOR_STAFF.test(coordinate),
      );
    // What only somebody who works here is given, and was not on their part of the ways.
    for (const coordinate of silent()) {
      const batch = batches.find(({ coordinates }) => coordinates.has(coordinate));
      if (batch !== undefined) coordinatesIn((await ask(gateway, batch.query, tokens.ADMIN)).text, given);
    }
    expect(silent()).toEqual([]);
  });
});

describe('EXPIRED', () => {
  it('is refused as a whole, whatever is asked', async () => {
    for (const { query } of batches.filter((_, at) => at % 10 === 0)) {
      const { status, json, codes } = await ask(gateway, query, tokens.EXPIRED);
      expect([status, json.data, codes]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
    }
  });
});
