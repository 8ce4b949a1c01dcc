import { describe, expect, it } from '@jest/globals';
import { packBytes, unpackBytes } from '../../src/cache/value-bytes.ts';

describe('the bytes of a value', () => {
  const values: readonly unknown[] = [
    null,
    undefined,
    '',
    ['art_1'],
    { at: new Date(1_796_012_412_573), none: null, unsaid: undefined },
    {
      few: Object.freeze([1, -0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]),
      nested: [[null], [{}]],
    },
    { one: 'é', two: 'Wiadomości — 新聞', three: '🗞', half: '\ud83d', zero: '\0', odd: 'ż' },
    { body: Buffer.from([0, 1, 254, 255]), empty: Buffer.alloc(0), after: 'x' },
    { text: 'All the news that is fit to be said twice. '.repeat(300), zh: '新聞'.repeat(5_000) },
  ];

  it.each(['1', '0.1.0/2', '0.1.0/22'])(
    'are the value again, plain or deflated, in version %s',
    (version) => {
      for (const lasting of [false, true])
        for (const value of values) {
          const bytes = packBytes(value, version, lasting);
          expect(unpackBytes(bytes, version)).toEqual({ value });
          // A socket's piece may begin anywhere.
          const moved = Buffer.concat([Buffer.from('_'), bytes]).subarray(1);
          expect(unpackBytes(moved, version)).toEqual({ value });
        }
    },
  );

  it('tell what is undefined from what is not there', () => {
    const bytes = packBytes({ unsaid: undefined }, '1', false);
    expect(Object.keys(unpackBytes(bytes, '1')?.value ?? {})).toEqual(['unsaid']);
  });

  it('are shorter where what is long is to last', () => {
    const long = { text: 'All the news that is fit to be said twice. '.repeat(300) };
    expect(packBytes(long, '1', true).length).toBeLessThan(packBytes(long, '1', false).length / 10);
  });

  it('are none of another version, cut, or foreign', () => {
    for (const lasting of [false, true]) {
      const bytes = packBytes(values.at(-1), '0.1.0/2', lasting);
      expect(unpackBytes(bytes, '0.1.0/3')).toBeUndefined();
      expect(unpackBytes(bytes, '0.1.0/22')).toBeUndefined();
      for (const length of [0, 1, 7, 8, 9, 10, 11, 100, bytes.length - 1])
        expect(unpackBytes(bytes.subarray(0, length), '0.1.0/2')).toBeUndefined();
    }
    for (const foreign of ['', '0.1.0/2\n', '0.1.0/2\n\0', '0.1.0/2\n\0{"a":1}', '0.1.0/2\n\x01{"a":1}'])
      expect(unpackBytes(Buffer.from(foreign, 'latin1'), '0.1.0/2')).toBeUndefined();
  });
});
