import { createHmac } from 'node:crypto';
import { request, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { type KeyServer, startKeyServer } from '../support/key-server.ts';
import type { TestAnswer } from '../support/test-server.ts';

const SECONDS = NOW / 1_000;
const ISSUER = 'https://id.example';
const AUDIENCE = 'newsroom';
const GOOD = { sub: 'somebody', iss: ISSUER, aud: AUDIENCE, exp: SECONDS + 600 } as const;
/** A question that anybody may ask: what a bad token must not be answered. */
const PUBLIC = '{ articles(first: 1) { nodes { headline } } viewer { tier subject roles } }';

let keys: KeyServer;
let gateway: TestGateway;
beforeAll(async () => {
  keys = await startKeyServer();
  gateway = await startGateway({
    DATELINE_JWKS_URL: keys.url,
    DATELINE_JWT_ISSUER: ISSUER,
    DATELINE_JWT_AUDIENCE: AUDIENCE,
  });
});
afterAll(async () => {
  await gateway.close();
  await keys.close();
});

const ask = (token: string, query = PUBLIC): Promise<TestAnswer> => gateway.query(query, {}, token);

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token put together by hand: jose won't make the bad ones. */
const handmade = (
  header: object,
  sign: (signed: string) => string,
  claims: object = { ...GOOD, roles: ['admin'] },
): string => {
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${sign(signed)}`;
};
const hmac = (key: string) => (signed: string) =>
  createHmac('sha256', key).update(signed).digest('base64url');

const isRefused = async (token: string): Promise<void> => {
  gateway.commands.length = 0;
  const { status, json, codes, headers } = await ask(token);
  expect([status, json.data, codes]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
  expect(headers.get('cache-control')).toContain('no-store');
  // Nothing is read for whoever can't say who they are.
  expect(gateway.commands).toEqual([]);
};

describe('a good token', () => {
  it('signed with the published key is taken, and grants what it says', async () => {
    const { status, json } = await ask(
      await keys.sign({ ...GOOD, tier: 'subscriber', roles: ['editor', 'owner'] }),
    );
    expect(status).toBe(200);
    expect(json.data.viewer).toEqual({ tier: 'SUBSCRIBER', subject: 'somebody', roles: ['EDITOR'] });
  });

  it.each(['constructor', '__proto__', 'toString', 'owner', 'editors', ' editor'])(
    'grants nothing by a role that is none: %j',
    async (role) => {
      const token = await keys.sign({ ...GOOD, roles: [role], tier: role });
      const { json, codes } = await ask(
        token,
        '{ viewer { tier roles } article(slug: "merger-of-the-yards") { headline } }',
      );
      expect([json.data, codes]).toEqual([{ viewer: { tier: 'REGISTERED', roles: [] }, article: null }, []]);
      const SAVE = 'mutation { saveDraft(input: { story: { headline: "x" } }) { announced } }';
      expect((await ask(token, SAVE)).codes).toEqual(['FORBIDDEN']);
    },
  );

  it('may be a minute off between clocks, and not two', async () => {
    expect((await ask(await keys.sign({ ...GOOD, exp: SECONDS - 50 }))).status).toBe(200);
    await isRefused(await keys.sign({ ...GOOD, exp: SECONDS - 120 }));
    expect((await ask(await keys.sign({ ...GOOD, nbf: SECONDS + 50 }))).status).toBe(200);
    await isRefused(await keys.sign({ ...GOOD, nbf: SECONDS + 120 }));
  });
});

describe('A01: tokens that choose their own key or algorithm', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('alg %s', async (alg) => {
    await isRefused(handmade({ alg, typ: 'JWT' }, () => ''));
    await isRefused(handmade({ alg, typ: 'JWT', kid: 'one' }, () => 'c2ln'));
  });

  it('HS256 with the public key as the secret, plain and with white space before it', async () => {
    const pem = await exportSPKI(keys.publicKey);
    const jwk = JSON.stringify(await exportJWK(keys.publicKey));
    for (const key of [pem, pem.trim(), ` ${pem}`, `\n${pem}`, `\t${pem}`, jwk, ` ${jwk}`])
      for (const kid of ['one', undefined]) await isRefused(handmade({ alg: 'HS256', kid }, hmac(key)));
  });

  it('a public key that stands where the secret should lets no gateway start', async () => {
    const pem = await exportSPKI(keys.publicKey);
    for (const secret of [pem, ` \n${pem}`])
      await expect(startGateway({ DATELINE_JWT_SECRET: secret })).rejects.toThrow('is a key file');
  });

  it('jwk, jku and x5u in the header', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const before = keys.asked();
    for (const header of [
      { jwk },
      { jku: `${keys.url}?theirs` },
      { x5u: `${keys.url}?theirs` },
      { x5c: ['MIIB'] },
    ])
      for (const kid of ['one', undefined]) {
        const token = await new SignJWT({ ...GOOD, roles: ['admin'] })
          .setProtectedHeader({ alg: 'RS256', ...(kid !== undefined && { kid }), ...header })
          .sign(privateKey);
        await isRefused(token);
      }
    // The server of keys was asked for nothing that a token named.
    expect(keys.asked()).toBe(before);
  });

  it('a kid that is a path, an address or a query', async () => {
    for (const kid of [
      '../../../../dev/null',
      '/dev/null',
      'http://127.0.0.1/',
      "' OR 1=1 --",
      '__proto__',
      'constructor',
      'one\u0000',
      '',
    ])
      await isRefused(handmade({ alg: 'HS256', kid }, hmac('')));
    for (const kid of ['../../one', '__proto__', 'toString'])
      await isRefused(await keys.sign({ ...GOOD }, { kid }));
  });

  it('a critical extension that nobody here knows, and a signature or claims that were changed', async () => {
    await isRefused(handmade({ alg: 'RS256', kid: 'one', crit: ['b64'], b64: false }, () => 'AAAA'));
    const [header, , signature] = (await keys.sign({ ...GOOD })).split('.');
    await isRefused(`${header}.${encoded({ ...GOOD, roles: ['admin'] })}.${signature}`);
    await isRefused(`${await keys.sign({ ...GOOD })}x`.slice(0, -6));
  });
});

describe('A02: tokens that are not in force or not for us', () => {
  it.each([
    ['expired', { ...GOOD, exp: SECONDS - 3_600 }],
    ['without an end', { ...GOOD, exp: undefined }],
    ['of another issuer', { ...GOOD, iss: 'https://else.example' }],
    ['without an issuer', { ...GOOD, iss: undefined }],
    ['for another audience', { ...GOOD, aud: 'someone-else' }],
    ['without an audience', { ...GOOD, aud: undefined }],
    ['not yet in force', { ...GOOD, nbf: SECONDS + 3_600 }],
    ['with an end that is no number', { ...GOOD, exp: 'never' }],
  ])('%s', async (_, claims) => {
    await isRefused(await keys.sign(claims));
  });

  it.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d.e', '....'])('no token at all: %p', async (token) => {
    const { status, codes } = await ask(token);
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('100 KB', async () => {
    const { status, json } = await ask(`${'a'.repeat(50_000)}.${'b'.repeat(50_000)}.c`);
    expect([status, json.data]).toEqual([401, undefined]);
  });

  /** By the bare protocol: `fetch` joins what comes twice. */
  const bare = (authorization: string | string[]): Promise<{ status: number | undefined; text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(
        `${gateway.url}/graphql`,
        {
          method: 'POST',
          // Node's types know one such header; what is sent is what stands here.
          headers: [
            'host',
            '127.0.0.1',
            'content-type',
            'application/json',
            'content-length',
            String(Buffer.byteLength(JSON.stringify({ query: PUBLIC }))),
            ...[authorization].flat().flatMap((value) => ['authorization', value]),
          ],
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify({ query: PUBLIC }));
    });

  it('two Authorization headers, whichever of them is good', async () => {
    const good = `Bearer ${await keys.sign({ ...GOOD })}`;
    for (const both of [
      [good, good],
      [good, 'Bearer x'],
      ['Bearer x', good],
      [good, ''],
    ]) {
      const { status, text } = await bare(both);
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('Basic, Digest, no scheme, and Bearer without a token', async () => {
    const good = await keys.sign({ ...GOOD });
    for (const header of [
      'Basic dXNlcjpwYXNz',
      'Digest a="b"',
      good,
      'Bearer',
      'Bearer ',
      `Bearer ${good} ${good}`,
      `Token ${good}`,
    ]) {
      const { status, text } = await bare(header);
      expect([header, status, JSON.parse(text).errors[0].extensions.code]).toEqual([
        header,
        401,
        'UNAUTHENTICATED',
      ]);
    }
  });
});

describe('A03: a bad token on public content', () => {
  it('is 401 and never read as an anonymous reader, before and after the answer is kept', async () => {
    const [anonymous, bad] = [
      await gateway.query(PUBLIC),
      await keys.sign({ ...GOOD, exp: SECONDS - 3_600 }),
    ];
    expect(anonymous.json.data.viewer.tier).toBe('ANONYMOUS');
    await isRefused(bad);
    await gateway.query(PUBLIC);
    await isRefused(bad);
    // And a refusal is kept for nobody.
    expect((await gateway.query(PUBLIC)).text).toBe(anonymous.text);
  });
});

describe('A03: a bad token elsewhere', () => {
  const bad = 'Bearer a.b.c';
  const get = (headers: Record<string, string>, method = 'GET') =>
    fetch(
      `${gateway.url}/graphql?${new URLSearchParams({ query: '{ articles(first: 1) { nodes { headline } } }' })}`,
      {
        method,
        headers: { 'apollo-require-preflight': '1', ...headers },
      },
    );

  it('is refused where an answer is kept, and the same one at that: GET, HEAD, 304, a stream', async () => {
    for (let time = 0; time < 3; time += 1) await (await get({})).text();
    const kept = await get({});
    const etag = kept.headers.get('etag') ?? '';
    expect([kept.headers.get('cache-status'), etag === '']).toEqual(['dateline; hit', false]);
    const refusals = [
      await get({ authorization: bad }),
      await get({ authorization: bad }, 'HEAD'),
      await get({ authorization: bad, 'if-none-match': etag }),
      await get({ authorization: bad, 'x-dateline-debug': '1' }),
      await get({ authorization: bad, accept: 'text/event-stream' }),
      await get({ authorization: '' }),
    ];
    for (const { status, headers } of refusals)
      expect([
        status,
        headers.get('cache-control'),
        headers.get('etag'),
        headers.get('surrogate-key'),
      ]).toEqual([401, 'no-store', null, null]);
  });
});

describe('A07: a story that may not be seen, and one that is not there', () => {
  const WAYS = {
    slug: 'query ($key: String!) { article(slug: $key) { id headline body { __typename } } }',
    id: 'query ($key: ID!) { article(id: $key) { id headline body { __typename } } }',
    node: 'query ($key: ID!) { node(id: $key) { id ... on Article { headline } } }',
    nodes: 'query ($key: ID!) { nodes(ids: [$key]) { id } }',
  } as const;

  it.each([
    'merger-of-the-yards',
    'weekend-in-the-reeds',
    'hospital-waiting-lists',
    'ports-minister-interview',
  ])('answer alike, and with as many reads: %s', async (slug) => {
    const admin = await keys.sign({ ...GOOD, roles: ['admin'] });
    const { id } = (await gateway.query(WAYS.slug, { key: slug }, admin)).json.data.article;
    const reader = await keys.sign({ ...GOOD, tier: 'subscriber' });
    const asked = async (query: string, key: string, token: string | undefined) => {
      const counts: number[] = [];
      let said = '';
      // What the gateway looks up by itself, such as the next story that is due, can only add to a count.
      for (let round = 0; round < 4; round += 1) {
        await gateway.gateway.purge(['everything']);
        await pause(20);
        gateway.commands.length = 0;
        const { status, text } = await gateway.query(query, { key }, token);
        counts.push(gateway.commands.length);
        said = `${status} ${text}`;
      }
      return { said, commands: Math.min(...counts) };
    };
    for (const [way, query] of Object.entries(WAYS)) {
      const [hidden, unknown] = way === 'slug' ? [slug, 'no-such-story'] : [id, 'art_0000000000000000'];
      for (const token of [undefined, reader])
        expect([way, await asked(query, hidden, token)]).toEqual([way, await asked(query, unknown, token)]);
    }
  });
});

describe('A09: a role that is taken away', () => {
  it('is gone with the token that granted it: nothing that an editor was shown is kept for anybody', async () => {
    const DRAFT = '{ article(slug: "merger-of-the-yards") { headline } }';
    const editor = await keys.sign({ ...GOOD, roles: ['editor'] });
    expect((await ask(editor, DRAFT)).json.data.article).not.toBeNull();
    expect((await ask(await keys.sign({ ...GOOD, roles: [] }), DRAFT)).json.data.article).toBeNull();
    expect((await gateway.query(DRAFT)).json.data.article).toBeNull();
    expect((await ask(editor, DRAFT)).json.data.article).not.toBeNull();
  });
});

describe('A13: what may not be had', () => {
  it('is null with an error where it can be null, takes its parent away where not, and is never the value', async () => {
    const PURGE = 'mutation { purge(tags: ["list:front"]) { tags announced } }';
    const { json, status, codes } = await ask(await keys.sign({ ...GOOD, roles: ['editor'] }), PURGE);
    expect([status, json.data ?? null, codes]).toEqual([403, null, ['FORBIDDEN']]);
    const edition = await gateway.query(
      '{ edition(locale: "en") { sections { stories { slug } } } a: article(slug: "merger-of-the-yards") { id } b: article(slug: "ninetieth-minute") { id } }',
    );
    expect(edition.json.errors).toBeUndefined();
    expect(edition.json.data.a).toBeNull();
    expect(edition.json.data.b).not.toBeNull();
  });
});

describe('A12: the server of keys', () => {
  it('is asked at most once in its time, whatever tokens come, and known keys go on working without it', async () => {
    const good = await keys.sign({ ...GOOD });
    expect((await ask(good)).status).toBe(200);
    gateway.setNow(NOW + 60_000);
    const before = keys.asked();
    const { privateKey } = await generateKeyPair('RS256');
    const strangers = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        new SignJWT({ ...GOOD }).setProtectedHeader({ alg: 'RS256', kid: `stranger-${at}` }).sign(privateKey),
      ),
    );
    const answers = await Promise.all(strangers.map((token) => ask(token)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(keys.asked() - before).toBeLessThanOrEqual(1);
    keys.setUp(false);
    try {
      gateway.setNow(NOW + 120_000);
      expect((await ask(strangers[0] ?? '')).status).toBe(401);
      expect((await ask(good)).status).toBe(200);
      expect(keys.asked() - before).toBeLessThanOrEqual(2);
    } finally {
      keys.setUp(true);
      gateway.setNow(NOW);
    }
  });

  it('may hang, lie and flood meanwhile: it is asked once at a time, and whom it is known for waits for nothing', async () => {
    const good = await keys.sign({ ...GOOD });
    const { privateKey } = await generateKeyPair('RS256');
    const stranger = await new SignJWT({ ...GOOD })
      .setProtectedHeader({ alg: 'RS256', kid: 'nobody' })
      .sign(privateKey);
    const faults: ((response: ServerResponse) => void)[] = [
      () => {},
      (response) => response.end('<h1>Moved</h1>'),
      (response) => response.end('{"keys":7}'),
      (response) => response.writeHead(302, { location: keys.url }).end(),
      (response) => response.end('x'.repeat(2_000_000)),
    ];
    let now = NOW + 200_000;
    try {
      for (const fault of faults) {
        keys.setFault(fault);
        now += 60_000;
        gateway.setNow(now);
        const before = keys.asked();
        const exp = now / 1_000 + 600;
        const known = await keys.sign({ ...GOOD, exp });
        let flooding = true;
        const flood = Promise.all(Array.from({ length: 20 }, () => ask(stranger))).finally(() => {
          flooding = false;
        });
        while (keys.asked() === before) await pause(5);
        expect((await ask(known)).status).toBe(200);
        // The first one says nothing for as long as it is given: nobody else waited for it.
        if (fault === faults[0]) expect(flooding).toBe(true);
        expect(new Set((await flood).map(({ status }) => status))).toEqual(new Set([401]));
        expect(keys.asked() - before).toBe(1);
      }
    } finally {
      keys.setFault(null);
      gateway.setNow(NOW);
    }
    expect((await ask(good)).status).toBe(200);
  }, 60_000);

  it('that takes another key has the new one taken at its first token, and the old one soon no more', async () => {
    const other = await startKeyServer();
    const apart = await startGateway({ DATELINE_JWKS_URL: other.url });
    try {
      const claims = { sub: 'somebody', exp: SECONDS + 6_000 };
      const old = await other.sign(claims);
      const statusOf = async (token: string): Promise<number> =>
        (await apart.query(PUBLIC, {}, token)).status;
      expect(await statusOf(old)).toBe(200);
      await other.rotate('two');
      apart.setNow(NOW + 60_000);
      expect(await statusOf(await other.sign(claims))).toBe(200);
      expect(await statusOf(old)).toBe(401);
      // Where no token with the new key comes, the old one is found out by itself.
      const last = await other.sign(claims);
      await other.rotate('three');
      apart.setNow(NOW + 120_000);
      expect(await statusOf(last)).toBe(200);
      apart.setNow(NOW + 60_000 + 600_000);
      while ((await statusOf(last)) !== 401) await pause(20);
    } finally {
      await apart.close();
      await other.close();
    }
  });

  it('that never answered makes 503 of a token, and leaves anonymous readers alone', async () => {
    keys.setUp(false);
    const other = await startGateway({ DATELINE_JWKS_URL: keys.url });
    try {
      const good = await keys.sign({ ...GOOD });
      const { status, codes, headers } = await other.query(PUBLIC, {}, good);
      expect([status, codes]).toEqual([503, ['AUTHENTICATION_UNAVAILABLE']]);
      expect(headers.get('retry-after')).not.toBeNull();
      expect((await other.query(PUBLIC)).status).toBe(200);
      keys.setUp(true);
      other.setNow(NOW + 60_000);
      expect((await other.query(PUBLIC, {}, good)).status).toBe(200);
    } finally {
      keys.setUp(true);
      await other.close();
    }
  });

  it('P15 is asked again after the clock was set back by an hour', async () => {
    keys.setUp(false);
    const other = await startGateway({ DATELINE_JWKS_URL: keys.url });
    try {
      const good = await keys.sign({ ...GOOD });
      expect((await other.query(PUBLIC, {}, good)).status).toBe(503);
      keys.setUp(true);
      other.setNow(NOW - 3_600_000);
      expect((await other.query(PUBLIC, {}, good)).status).toBe(200);
    } finally {
      keys.setUp(true);
      await other.close();
    }
  });
});
