import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** The short way of a hit gives what the long way gives, and takes nothing that it must not. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Raw {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
}

const BODY = JSON.stringify({ query: '{ articles(first: 20) { nodes { headline standfirst } } }' });

/** Sends a request as it is given: `long` leaves the body's length out, which is how it gets to the long way. */
const ask = (
  headers: Record<string, string>,
  { method = 'POST', path = '/graphql', pieces = [BODY], long = false } = {},
): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const length = Buffer.byteLength(pieces.join(''));
    const sent = request(`${gateway.url}${path}`, {
      method,
      headers: {
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...(method === 'POST' && !long && { 'content-length': String(length) }),
        'x-request-id': 'the-same-for-both',
        ...headers,
      },
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { date: _, age: __, 'keep-alive': ___, ...rest } = response.headers;
        resolve({ status: response.statusCode ?? 0, headers: rest, bytes: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    const write = async (): Promise<void> => {
      if (method === 'POST')
        for (const piece of pieces) {
          sent.write(piece);
          await new Promise((done) => setTimeout(done, pieces.length > 1 ? 20 : 0));
        }
      sent.end();
    };
    void write();
  });

describe('the short way', () => {
  it.each([
    {},
    { 'accept-encoding': 'gzip' },
    { 'accept-encoding': 'br, gzip' },
    { accept: 'application/graphql-response+json' },
    { accept: 'application/json', origin: 'https://elsewhere.example' },
    { 'content-type': 'application/json; charset=utf-8' },
  ])('gives the bytes and headers of the long one (%j)', async (headers) => {
    await ask(headers);
    await ask(headers);
    const [short, long] = [await ask(headers), await ask(headers, { long: true })];
    expect(short.headers['cache-status']).toBe('dateline; hit');
    expect(short.bytes.equals(long.bytes)).toBe(true);
    expect(short).toEqual(long);
    expect(short.headers['x-request-id']).toBe('the-same-for-both');
  });

  it('takes a body that comes in pieces', async () => {
    await ask({});
    const whole = await ask({});
    const cut = await ask({}, { pieces: [BODY.slice(0, 7), BODY.slice(7, 20), BODY.slice(20)] });
    expect(cut.bytes.equals(whole.bytes)).toBe(true);
  });

  it('answers GET, with its tags and with 304', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ tags(first: 3) { nodes { name } } }')}`;
    const asked = { 'apollo-require-preflight': '1' };
    const first = await ask(asked, { method: 'GET', path });
    const again = await ask(asked, { method: 'GET', path });
    expect(again.headers['cache-status']).toBe('dateline; hit');
    expect(again.headers['surrogate-key']).toBe(first.headers['surrogate-key']);
    const same = await ask(
      { ...asked, 'if-none-match': String(again.headers['etag']) },
      { method: 'GET', path },
    );
    expect([same.status, same.bytes.length]).toEqual([304, 0]);
  });

  it('takes nothing that the long way refuses', async () => {
    await ask({});
    const refused = [
      await ask({ authorization: 'Bearer nonsense' }),
      await ask({ 'content-type': 'text/plain' }),
      await ask({ accept: 'text/html' }),
      await ask({ 'content-encoding': 'gzip' }),
      await ask(Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`x-${n}`, '1']))),
      await ask({ 'x-long': 'x'.repeat(20_000) }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 415, 406, 415, 431, 431]);
  });
});
