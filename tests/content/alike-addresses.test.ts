import { describe, expect, it } from '@jest/globals';
import { alikeAddresses, withoutTracking } from '../../src/content/alike-addresses.ts';

const PAGE = 'https://news.example/sport/final';

describe('an address without tracking', () => {
  it.each([
    [`${PAGE}?utm_source=x&utm_medium=social`, PAGE],
    [`${PAGE}?fbclid=IwAR0`, PAGE],
    [`${PAGE}?page=2&UTM_Campaign=a&q=a%20b+c`, `${PAGE}?page=2&q=a%20b+c`],
    [`${PAGE}/?gclid=1&gad_source=1&_ga=2.1&mc_cid=a&at_medium=RSS&wt_mc=b`, `${PAGE}/`],
    // What may choose a page stays, however it looks.
    [`${PAGE}?id=3&ref=b&source=c&cid=4&utm=5`, `${PAGE}?id=3&ref=b&source=c&cid=4&utm=5`],
    [`${PAGE}?`, `${PAGE}?`],
    [`${PAGE}/utm_source=a`, `${PAGE}/utm_source=a`],
  ])('%s', (address, plain) => {
    expect(withoutTracking(address)).toBe(plain);
  });
});

describe('addresses alike', () => {
  it.each([
    [PAGE, [`${PAGE}/`, 'http://news.example/sport/final', 'http://news.example/sport/final/']],
    [
      'http://news.example/a/?id=3&utm_source=b',
      [
        'http://news.example/a/?id=3',
        'http://news.example/a?id=3',
        'https://news.example/a/?id=3',
        'https://news.example/a?id=3',
      ],
    ],
    ['https://news.example/', ['http://news.example/']],
    ['http://localhost:8080/a', ['http://localhost:8080/a/']],
  ])('of %s', (address, others) => {
    expect(alikeAddresses(address)).toEqual(others);
    for (const one of others) expect(new URL(one).href).toBe(one);
  });
});
