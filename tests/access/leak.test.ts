/** @jest-environment <rootDir>/tests/support/production-environment.ts */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { MongoClient } from 'mongodb';
import { references } from '../../resolvers/references.ts';
import { resolvers } from '../../resolvers/resolvers.ts';
import { alikeAddresses } from '../../src/content/alike-addresses.ts';
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
import { coordinatesIn, WalkWriter } from './walk-documents.ts';
import { ask, type Batch, batchesOf, LIMITS, probeWith, said, settle, toldTags } from './walk-gateway.ts';
import { planWalk, type Walk } from './walk-routes.ts';

/**
 * Every way through the schema to a story or to words of one, found from the schema and asked for by every kind of viewer, over a newsroom in which each word says where it stands.
 * A reader must find exactly the words that are theirs; and a second newsroom, in which the hidden stories were never written and other words stand behind the gates, must answer byte for byte the same.
 */
const TIERS = ['ANONYMOUS', 'REGISTERED', 'SUBSCRIBER'] as const;
/** As a rule the longer ways are parted among the kinds of reader, so that each is walked by one of them. `all` has every reader and everybody who works here walk all of them: minutes, so it is for a run by hand. */
const ALL = process.env.DATELINE_TEST_WALK === 'all';
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
  await shareSecret(gateway);
  return gateway;
};
/** Cursors of the wire are sealed with a secret of the database: two newsrooms answer alike that have the same. */
const shareSecret = async ({ mongodbUrl, database }: TestGateway): Promise<void> => {
  const client = await MongoClient.connect(mongodbUrl);
  const value = Buffer.alloc(32, 'leak').toString('base64url');
  await client.db(database).collection<{ _id: string; value: string }>('secrets').insertOne({
    _id: 'wire cursors',
    value,
  });
  await client.close();
};
let gateway: TestGateway;
let without: TestGateway;
let walk: Walk;
const batches: Batch[] = [];
/** `Type.field` of all that came with something in it, to anybody. */
const given = new Set<string>();
const tokens: Record<string, string | undefined> = {};

const CANARY = /zq(?:heads|opens|gated)[a-z]+/g;
/** What a viewer may be told instead of an answer. */
const REFUSALS = new Set(['BAD_CURSOR', 'BAD_USER_INPUT', 'FORBIDDEN', 'FILTER_TOO_BROAD', 'NOT_FOUND']);

/** Of the request and not of the answer; the length is that of the text. */
const VARYING = new Set(['date', 'x-request-id', 'content-length', 'etag', 'age', 'cache-status']);

/** What is trending hangs on how often each newsroom was read, and the second one is asked less: its words are looked at, its numbers can't be compared. */
const COUNTED = /\btrending\b/;
/** Nobody but who works here is given any of these (tests/gateway/dashboard.test.ts, tests/desk/), and this newsroom has nothing for them to show; nor has it a wire with others who are away. */
const FOR_STAFF =
  /^(?:Dashboard|DashboardCount|CalendarEntry|Retraction|BlockChange)\.|^Article\.retraction$|^WireSource\.notice$/;

/** What readers are told of a peer that is away: this newsroom has none (tests/gateway/wire.test.ts). */
const OF_PEERS = /^WireSource\.notice$/;

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

/** What one kind of viewer was told. */
class Findings {
  readonly words = new Set<string>();
  readonly complaints: string[] = [];

  /** Looks at an answer for the words in it, and for codes that nobody should meet. */
  read(batch: Batch, { text, codes }: TestAnswer): void {
    coordinatesIn(text, given);
    for (const [word] of text.matchAll(CANARY)) this.words.add(word);
    const strange = codes.filter((code) => !REFUSALS.has(code));
    if (strange.length > 0) this.complaints.push(`${strange.join()} by ${said(batch)}`);
  }

  get enough(): boolean {
    return this.complaints.length > 2;
  }
}

type Tier = (typeof TIERS)[number];
const STAFF = ['EDITOR', 'CHIEF', 'ADMIN'] as const;
const findings = Object.fromEntries([...TIERS, ...STAFF].map((who) => [who, new Findings()])) as Record<
  Tier | (typeof STAFF)[number],
  Findings
>;
const forbidden = Object.fromEntries(
  TIERS.map((tier) => [tier, new RegExp(forbiddenFor(tier).join('|'))]),
) as Record<Tier, RegExp>;

/** Holds what a reader was told against what they may know, and against what the other newsroom tells them. */
const hold = async (tier: Tier, batch: Batch, answer: TestAnswer): Promise<void> => {
  const { query } = batch;
  const { complaints } = findings[tier];
  const asked = asAsked(query, tier);
  const other = await ask(without, asked, tokens[tier]);
  findings[tier].read(batch, answer);
  const everything = `${headersOf(answer)}\n${answer.text}`;
  const complain = (leaked: RegExpExecArray | null, all: string): void => {
    if (leaked === null) return;
    const { index } = leaked;
    complaints.push(`${leaked[0]} by ${said(batch)}: …${all.slice(Math.max(0, index - 400), index + 60)}`);
  };
  complain(forbidden[tier].exec(everything), everything);
  const expected = asRead(`${headersOf(other)}\n${other.text}`, tier);
  if (!COUNTED.test(query) && everything !== expected)
    complaints.push(`It shows in ${said(batch)}: ${parting(everything, expected)}`);
  if (tier !== 'ANONYMOUS' || answer.headers.get('cache-control') === 'no-store') return;
  const tags = await toldTags(gateway, query);
  keptAnswers += tags.length > 0 ? 1 : 0;
  const met = tags.filter((tag) => !keysIn(tag).some((key) => query.includes(`"${key}"`))).join(' ');
  complain(forbidden[tier].exec(met), met);
  const otherTags = asRead((await toldTags(without, asked)).join(' '), tier);
  if (!COUNTED.test(query) && tags.join(' ') !== otherTags)
    complaints.push(`A cache outside is told by ${said(batch)}: ${parting(tags.join(' '), otherTags)}`);
};
/** Answers of which caches outside were told tags. */
let keptAnswers = 0;
/** What a tag is about: who asked for it, or for an address that is looked up by it too, knows it. */
const keysIn = (tag: string): readonly string[] => {
  const key = decodeURIComponent(/^(?:miss:|list:)?[a-z]+:(.*)$/.exec(tag)?.[1] ?? tag);
  return tag.startsWith('miss:url:') ? [key, ...alikeAddresses(key)] : [key];
};

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
  walk = await planWalk(schema, samples, 'Article', probeWith(gateway, tokens.ADMIN ?? ''));
  const { roots, arriving, arguments: given, 'going on': goingOn } = walk.routes;
  const short = [roots, arriving].flatMap((some) => batchesOf(some, writer));
  const longer = [goingOn, given].flatMap((some) => batchesOf(some, writer));
  // One document after the other by everybody whose turn it is: it is read and judged once.
  for (const [at, batch] of [...short, ...longer].entries()) {
    if (TIERS.every((tier) => findings[tier].enough)) break;
    const parted = !ALL && at >= short.length;
    const readers = TIERS.filter(
      (tier, turn) => !findings[tier].enough && (!parted || at % TIERS.length === turn),
    );
    const [first] = readers;
    const settled = settle(batch, writer, (query) => ask(gateway, query, tokens[first ?? 'ADMIN']));
    for await (const { batch: piece, answer } of settled) {
      batches.push(piece);
      for (const tier of readers)
        await hold(tier, piece, tier === first ? answer : await ask(gateway, piece.query, tokens[tier]));
      // What they see is one and the same: as a rule each goes another part of the ways.
      for (const [turn, role] of STAFF.entries())
        if (ALL || batches.length % 12 === turn)
          findings[role].read(piece, await ask(gateway, piece.query, tokens[role]));
    }
  }
}, LONG);
afterAll(async () => {
  await Promise.all(gateways.map((one) => one.close()));
});

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
  it('finds exactly the words that are theirs, and no answer tells of what is hidden', () => {
    const { complaints, words } = findings[tier];
    expect(complaints).toEqual([]);
    expect([...canariesFor(tier)].filter((word) => !words.has(word))).toEqual([]);
  });
});

describe('caches outside', () => {
  it('are told tags that tell of nothing hidden', () => {
    expect(keptAnswers).toBeGreaterThanOrEqual(50);
  });
});

describe.each(STAFF)('%s', (role) => {
  it('finds everything', () => {
    const { complaints, words } = findings[role];
    expect(complaints).toEqual([]);
    expect([...canariesFor(null)].filter((word) => !words.has(word))).toEqual([]);
  });
});

describe('what they found', () => {
  it('is something of every field: one that this newsroom gives nothing to is not tried by being asked for', async () => {
    const silent = () =>
      [...new Set(batches.flatMap(({ coordinates }) => [...coordinates]))].filter(
        (coordinate) =>
          !given.has(coordinate) &&
          !coordinate.startsWith('_') &&
          !FOR_STAFF.test(coordinate) &&
          !OF_PEERS.test(coordinate),
      );
    // What only somebody who works here is given, and was not on their part of the ways.
    for (const coordinate of silent())
      for (const { coordinates, query } of batches)
        if (coordinates.has(coordinate) && !given.has(coordinate))
          coordinatesIn((await ask(gateway, query, tokens.ADMIN)).text, given);
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
