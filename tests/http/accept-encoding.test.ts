import { describe, expect, it } from '@jest/globals';
import { chooseEncoding, ENCODERS } from '../../src/http/accept-encoding.ts';
import { compress } from '../../src/http/compress.ts';

/** What clients say that they take, by RFC 9110, 12.5.3. */
const LONG = 100_000;
const SHORT = 10;
const BEST = Object.keys(ENCODERS)[0] ?? '';

describe('the encoding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, br', 'br'],
    ['gzip, deflate, br, zstd', BEST],
    ['*', BEST],
    // Nobody is given what they refuse,
    ['gzip;q=0', 'identity'],
    ['gzip;q=0.000, identity', 'identity'],
    ['gzip; q=0, br', 'br'],
    ['gzip;q=0, *;q=0', 'identity'],
    ['br;q=0, zstd;q=0, *', 'gzip'],
    ['*;q=0', 'identity'],
    ['*;q=0, gzip', 'gzip'],
    ['gzip, *;q=0', 'gzip'],
    ['gzip;q=nonsense', 'identity'],
    // nor what they like less than something else that we have.
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.5, identity', 'identity'],
    ['gzip;q=0.5, identity;q=0.5', 'gzip'],
    ['gzip;q=0.5', 'gzip'],
    ['deflate', 'identity'],
  ] as [string | undefined, string][])('is, for %j, %s', (header, encoding) => {
    expect(chooseEncoding(header, LONG)).toBe(encoding);
    // And the same once it was seen.
    expect(chooseEncoding(header, LONG)).toBe(encoding);
  });

  it('is none where the answer is short, but for who refuses it as it is', () => {
    expect(chooseEncoding('gzip, br', SHORT)).toBe('identity');
    expect(chooseEncoding('gzip, identity;q=0', SHORT)).toBe('gzip');
    expect(chooseEncoding('gzip, *;q=0', SHORT)).toBe('gzip');
  });

  it('is none for who refuses everything that we have: bytes are better than none', () => {
    expect(chooseEncoding('identity;q=0', LONG)).toBe('identity');
    expect(chooseEncoding('identity;q=0, deflate', SHORT)).toBe('identity');
  });

  it('is said of what is sent', async () => {
    const words = Buffer.alloc(LONG, 'word ');
    expect((await compress(words, 'gzip;q=0')).encoding).toBeNull();
    expect((await compress(words, 'gzip;q=0.1, br;q=0')).encoding).toBe('gzip');
  });
});
