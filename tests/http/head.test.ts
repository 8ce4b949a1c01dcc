import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** HEAD gives what GET gives, but for the body (RFC 9110, 9.3.2). */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Raw {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly bytes: number;
}

const ask = (method: string, path: string, headers: Record<string, string> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}${path}`, {
      method,
      headers: { 'apollo-require-preflight': '1', 'x-request-id': 'the-same-for-both', ...headers },
    });
    sent.on('response', (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        const { date: _, age: __, 'keep-alive': ___, ...rest } = response.headers;
        resolve({ status: response.statusCode ?? 0, headers: rest, bytes });
      });
    });
    sent.on('error', reject);
    sent.end();
  });

const asking = (query: string): string => `/graphql?${new URLSearchParams({ query })}`;
const LIST = asking('{ articles(first: 20) { nodes { headline standfirst } } }');

describe('HEAD', () => {
  it.each([
    ['a kept answer', LIST, {}],
    ['a kept answer, compressed', LIST, { 'accept-encoding': 'gzip' }],
    ['an answer with errors', asking('{ article(slug: "a", id: "art_0000000000000001") { slug } }'), {}],
    ['a page that is missing', asking('{ article(slug: "nowhere") @pageStatus { slug } }'), {}],
    ['a document that is wrong', asking('{ nothing }'), {}],
    ['no document', '/graphql', {}],
    ['a token that nobody gave', LIST, { authorization: 'Bearer nonsense' }],
    ['a forgery', LIST, { 'apollo-require-preflight': '' }],
    ['a mutation', asking('mutation { purge(tags: []) { ok } }'), {}],
    ['an address that is not ours', '/nowhere', {}],
    ['life', '/health/live', {}],
    ['readiness', '/health/ready', {}],
  ] as [string, string, Record<string, string>][])('of %s', async (_, path, headers) => {
    await ask('GET', path, headers);
    await ask('GET', path, headers);
    const whole = await ask('GET', path, headers);
    const head = await ask('HEAD', path, headers);
    expect(head).toEqual({ ...whole, bytes: 0 });
    expect(head.headers['content-length']).toBe(String(whole.bytes));
    expect(whole.bytes).toBeGreaterThan(0);
  });

  it('makes an answer that is not kept yet, and keeps it', async () => {
    const path = asking('{ correspondents(first: 3) { nodes { name } } }');
    const head = await ask('HEAD', path);
    expect([head.status, head.bytes, head.headers['cache-status']]).toEqual([
      200,
      0,
      'dateline; fwd=miss; stored',
    ]);
    expect((await ask('GET', path)).headers['cache-status']).toBe('dateline; hit');
  });

  it('is 304 for whoever has it', async () => {
    const etag = String((await ask('GET', LIST)).headers['etag']);
    const head = await ask('HEAD', LIST, { 'if-none-match': etag });
    expect([head.status, head.bytes, head.headers['etag']]).toEqual([304, 0, etag]);
  });

  it('is no subscription', async () => {
    const path = asking('subscription { storyChanges { kind } }');
    expect((await ask('HEAD', path, { accept: 'text/event-stream' })).status).toBe(406);
  });

  it('stands beside the other methods in Allow', async () => {
    const { status, headers } = await ask('PUT', '/graphql');
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  });
});
