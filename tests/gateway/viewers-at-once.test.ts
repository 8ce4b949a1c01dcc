import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ViewerTier } from '../../src/content/viewer.ts';
import { canariesFor, canaryNewsroom, forbiddenFor, putNewsroom } from '../access/canary-newsroom.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { postGraphql } from '../support/test-server.ts';

/**
 * Many viewers of every tier at once, on two gateways that share what they keep, which is purged all the time. Each sends a word of their own, and stories have words that not
 * everybody may read. `DATELINE_TEST_SECONDS=60` is the whole proof.
 */
const SECONDS = Number(process.env['DATELINE_TEST_SECONDS'] ?? 3);
const VIEWERS = 200;

type Kind = ViewerTier | 'EDITOR';
const TIERS = ['ANONYMOUS', 'REGISTERED', 'SUBSCRIBER'] as const;
const KINDS: readonly Kind[] = [...TIERS, 'EDITOR'];
/** Editors read the source each time: one in twenty, so that readers get their turn. */
const kindOf = (at: number): Kind => (at % 20 === 0 ? 'EDITOR' : (TIERS[at % TIERS.length] ?? 'ANONYMOUS'));
interface Viewing {
  readonly kind: Kind;
  /** Nobody else's. */
  readonly word: string;
  readonly token: string | null;
}

const SHARED = `{ articles(first: 20) { nodes { headline standfirst body { ... on FullBody { text } ... on PreviewBody { requires } } } } }`;
const own = (word: string): readonly (readonly [string, object])[] => [
  [`{ ${word}: articles(first: 20) { nodes { headline body { __typename } } } }`, {}],
  ['query ($word: String) { tags(filter: { nameStartsWith: $word }) { totalCount } }', { word }],
  [`{ viewer { tier subject } articles(first: 20) { nodes { ${word}: headline } } }`, {}],
  [
    `query ($word: ID) { tag(id: $word) { name } ${word}: article(slug: "zqheadspayers") { headline } }`,
    { word: `tag_${word}` },
  ],
];

const suite = redisIsThere ? describe : describe.skip;
suite('200 viewers at once (A10, A11, A14)', () => {
  let redis: TestRedis;
  let gateways: TestGateway[] = [];
  let viewers: Viewing[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    const seed = (store: TestGateway['gateway']['store']) => putNewsroom(store, canaryNewsroom());
    const first = await startGateway({ REDIS_URL: redis.url }, null, null, undefined, seed);
    gateways = [first, await startGateway({ REDIS_URL: redis.url }, null, first)];
    viewers = await Promise.all(
      Array.from({ length: VIEWERS }, async (_, at) => {
        const kind = kindOf(at);
        const word = `vw${String(at).padStart(3, '0')}zz`;
        const subject = { subject: word };
        const token =
          kind === 'ANONYMOUS'
            ? null
            : await first.token(
                kind === 'EDITOR'
                  ? { ...subject, roles: ['editor'] }
                  : { ...subject, tier: kind === 'SUBSCRIBER' ? 'subscriber' : 'registered' },
              );
        return { kind, word, token };
      }),
    );
  }, 60_000);
  afterAll(async () => {
    for (const gateway of gateways.reverse()) await gateway.close();
    await redis.stop();
  });

  it(
    'get nothing of one another, and nothing that isn’t theirs to read',
    async () => {
      const forbidden = new Map(
        KINDS.map((kind) => [kind, kind === 'EDITOR' ? [] : [...forbiddenFor(kind)]]),
      );
      const wrong: string[] = [];
      const seen = new Map<Kind, Set<string>>(KINDS.map((kind) => [kind, new Set()]));
      let [answers, hits, late] = [0, 0, 0];
      const until = performance.now() + SECONDS * 1_000;

      const judge = (viewing: Viewing, text: string, headers: Headers): void => {
        const { kind, word, token } = viewing;
        const strangers = (text.match(/vw\d{3}zz/g) ?? []).filter((found) => found !== word);
        const leaked = (forbidden.get(kind) ?? []).filter((one) => text.includes(one));
        if (strangers.length > 0 || leaked.length > 0)
          wrong.push(`${kind} ${word} got ${[...strangers, ...leaked].join(' ')}`);
        if (token !== null && headers.get('cache-control') !== 'private, no-store')
          wrong.push(`${kind} may be kept: ${headers.get('cache-control')}`);
        for (const found of text.match(/zq(heads|opens|gated)[a-z]+/g) ?? []) seen.get(kind)?.add(found);
      };
      const view = async (viewing: Viewing, start: number): Promise<void> => {
        const { word, token, kind } = viewing;
        const asked = own(word);
        for (let n = start; n < start + 2 || performance.now() < until; n += 1) {
          // What everybody asks, and what nobody else does, in turns.
          const [query, variables] = (n % 2 === 1 ? asked[(n >> 1) % asked.length] : undefined) ?? [
            SHARED,
            {},
          ];
          const { url } = gateways[(n >> 1) % gateways.length] as TestGateway;
          const { text, json, codes, headers } = await postGraphql(
            url,
            { query, variables },
            { 'accept-encoding': 'identity', ...(token !== null && { authorization: `Bearer ${token}` }) },
          );
          answers += 1;
          if (/; hit/.test(headers.get('cache-status') ?? '')) hits += 1;
          judge(viewing, text, headers);
          // A busy machine's database may be late; that is an error, and not another's answer.
          if (codes.includes('GATEWAY_TIMEOUT') || codes.includes('STORE_UNAVAILABLE')) late += 1;
          else if (codes.length > 0 && codes[0] !== 'BAD_USER_INPUT')
            wrong.push(`${word}: ${codes.join(' ')}`);
          const { viewer } = json.data ?? {};
          if (viewer !== undefined && viewer.subject !== (kind === 'ANONYMOUS' ? null : word))
            wrong.push(`${word} is taken for ${viewer.subject}`);
        }
      };
      const purgeOn = async (): Promise<void> => {
        for (let n = 1; performance.now() < until; n += 1) {
          await gateways[0]?.gateway.purge([n % 10 === 0 ? 'everything' : 'list:front']);
          await pause(1_000);
        }
      };
      await Promise.all([...viewers.map(view), purgeOn()]);
      process.stdout.write(
        `${VIEWERS} viewers, ${SECONDS} s: ${answers} answers, ${hits} of them kept ones, ${late} too late, ${wrong.length} wrong\n`,
      );
      expect(wrong).toEqual([]);
      expect(answers).toBeGreaterThanOrEqual(VIEWERS * 2);
      expect(hits).toBeGreaterThan(0);
      // Each got what is theirs: the trial can tell.
      for (const kind of TIERS)
        for (const word of ['zqgatedhub', 'zqgatedmembers', 'zqgatedpayers'])
          expect([kind, word, seen.get(kind)?.has(word)]).toEqual([kind, word, canariesFor(kind).has(word)]);
      expect(seen.get('EDITOR')?.has('zqheadsdraft')).toBe(true);
    },
    60_000 + SECONDS * 1_000,
  );
});
