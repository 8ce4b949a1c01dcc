import { afterAll, describe, expect, it } from '@jest/globals';
import { RateLimit } from '../../src/graphql/rate-limit.ts';
import { clientOf } from '../../src/http/client-of.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql } from '../support/test-server.ts';

const guesses = (count: number, from = 0): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: article(slug: "guess-${from + n}") { id }`).join(' ')} }`;

describe('G24 an allowance of executions', () => {
  const open: TestGateway[] = [];
  afterAll(async () => {
    for (const gateway of open) await gateway.close();
  });
  const start = async (env: Record<string, string>): Promise<TestGateway> => {
    const gateway = await startGateway({
      DATELINE_MAX_ROOT_FIELDS: '100',
      DATELINE_MAX_ALIASES: '100',
      ...env,
    });
    open.push(gateway);
    return gateway;
  };

  it('counts each alias, says after how many seconds to ask again, and executes nothing meanwhile', async () => {
    const gateway = await start({ DATELINE_MAX_FIELDS_PER_MINUTE: '120' });
    expect((await gateway.query(guesses(100))).status).toBe(200);
    gateway.commands.length = 0;
    const refused = await gateway.query(guesses(100, 1_000));
    expect([refused.status, refused.codes]).toEqual([429, ['RATE_LIMITED']]);
    expect(refused.json.data).toBeUndefined();
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.json.errors[0].extensions.retryAfter).toBe(seconds);
    expect(gateway.commands).toEqual([]);
    // What was refused took nothing: a smaller question still has its place.
    expect((await gateway.query(guesses(10))).status).toBe(200);
    // Somebody with a name has an allowance of their own.
    const token = await gateway.token({ tier: 'registered' });
    expect((await gateway.query(guesses(100, 2_000), {}, token)).status).toBe(200);
  });

  it('counts an operation that is known already, with other variables, like any other', async () => {
    const gateway = await start({ DATELINE_MAX_FIELDS_PER_MINUTE: '50' });
    const GUESS = `query ($s: String!) { ${Array.from({ length: 10 }, (_, n) => `a${n}: article(slug: $s) { id }`).join(' ')} }`;
    const statuses: number[] = [];
    for (let time = 0; time < 8; time += 1)
      statuses.push((await gateway.query(GUESS, { s: `known-${time}` })).status);
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  });

  it('counts spreads of a fragment, and each operation of a batch', async () => {
    const gateway = await start({ DATELINE_MAX_FIELDS_PER_MINUTE: '20', DATELINE_MAX_BATCH: '10' });
    const spread = (from: number) => `query { ...g } fragment g on Query ${guesses(15, from)}`;
    expect((await gateway.query(spread(0))).status).toBe(200);
    expect((await gateway.query(spread(20))).status).toBe(429);
    // An answer that is there already is nothing to execute.
    expect((await gateway.query(spread(0))).status).toBe(200);
    const batch = Array.from({ length: 10 }, () => ({ query: '{ viewer { tier } }' }));
    const { json } = await postGraphql(gateway.url, batch);
    const codes = json.map(
      (one: { errors?: { extensions: { code: string } }[] }) => one.errors?.[0]?.extensions.code,
    );
    expect(codes.filter((code: string | undefined) => code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(
      4,
    );
    expect(codes.filter((code: string | undefined) => code === undefined).length).toBeGreaterThan(0);
  });

  it('is counted for the address that the balancer tells, whatever a client adds', async () => {
    const gateway = await start({
      DATELINE_MAX_FIELDS_PER_MINUTE: '10',
      DATELINE_CLIENT_HEADER: 'X-Forwarded-For',
    });
    let asked = 0;
    const from = async (address: string) =>
      (await postGraphql(gateway.url, { query: guesses(10, asked++ * 10) }, { 'x-forwarded-for': address }))
        .status;
    expect(await from('203.0.113.1')).toBe(200);
    expect(await from('198.51.100.7, 203.0.113.1')).toBe(429);
    expect(await from('203.0.113.2')).toBe(200);
  });

  it('is off unless it is asked for', async () => {
    const gateway = await start({});
    for (let time = 0; time < 5; time += 1)
      expect((await gateway.query(guesses(100, time * 100))).status).toBe(200);
  });
});

describe('the allowance', () => {
  it('comes back as time passes, never above the whole', () => {
    let now = 5_000;
    const limit = new RateLimit(60, () => now);
    expect(limit.take('a', 60)).toBe(0);
    expect(limit.take('a', 1)).toBe(1);
    expect(limit.take('b', 1)).toBe(0);
    now += 10_000;
    expect(limit.take('a', 11)).toBe(1);
    expect(limit.take('a', 10)).toBe(0);
    now += 3_600_000;
    expect(limit.take('a', 60)).toBe(0);
    expect(limit.take('a', 60)).toBe(60);
  });

  it('lets a question larger than the whole through once the whole is there', () => {
    let now = 0;
    const limit = new RateLimit(10, () => now);
    expect(limit.take('a', 25)).toBe(0);
    expect(limit.take('a', 1)).toBe(6);
    now += 60_000;
    expect(limit.take('a', 25)).toBe(0);
  });
});

describe('who a client is', () => {
  const request = (remoteAddress: string) =>
    ({ headers: {}, socket: { remoteAddress } }) as unknown as Parameters<typeof clientOf>[0];
  const anonymous = { tier: 'ANONYMOUS', roles: [], subject: null } as const;

  it('is one home for all addresses of its network', () => {
    const of = (address: string) => clientOf(request(address), anonymous, null);
    expect(of('::ffff:203.0.113.1')).toBe(of('203.0.113.1'));
    expect(of('2001:db8:1:2::1')).toBe(of('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
    expect(of('2001:db8:1:2::1')).not.toBe(of('2001:db8:1:3::1'));
    expect(of('2001:db8::1')).toBe(of('2001:db8:0:0:ffff::1'));
  });
});
