import { describe, expect, it } from '@jest/globals';
import { excerptHtml, excerptOf } from '../../src/content/search-highlights.ts';
import { analysisOf } from '../../src/content/search-languages.ts';
import { parseSearch, planSearch } from '../../src/content/search-query.ts';
import { searchTerms } from '../../src/content/search-terms.ts';
import { foldWord, wordsOf } from '../../src/content/search-words.ts';
import { paragraph, sampleStory } from '../support/sample-records.ts';

const folded = (text: string): string[] => wordsOf(text).map((word) => word.folded);

describe('words', () => {
  it.each<[string, string[]]>([
    ['L’ambassade d’Azerbaïdjan, aujourd’hui', ['ambassade', 'azerbaidjan', 'aujourd', 'hui']],
    ["Velmora's pilots don't", ['velmora', 'pilots', 'don']],
    ['dell’arte, qu’elle', ['arte', 'elle']],
    ['Œuvre et straße', ['oeuvre', 'et', 'strasse']],
    ['x-ray 42,000', ['x', 'ray', '42', '000']],
    ['سُفُن', ['سفن']],
    ['が か', ['が', 'か']],
    ['東京都の港', ['東京', '都', 'の', '港']],
    ['a ǁb cǂd', ['a', 'b', 'c', 'd']],
    ['💥 !?', []],
  ])('%s', (text, expected) => {
    expect(folded(text)).toEqual(expected);
  });

  it('say where they stand', () => {
    const text = 'Là, l’école ǁx';
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Là', 'école', 'x']);
  });

  it('are folded whatever form their accents have', () => {
    expect(foldWord('e\u0301te\u0301')).toBe(foldWord('été'));
  });
});

describe('stems', () => {
  it.each([
    ['ar', 'وزير الوزير والوزير بالوزير للوزير'],
    ['ar', 'فيضان الفيضان والفيضان'],
    ['ar', 'شركة الشركة شركات الشركات'],
    ['ar', 'فلسطينية الفلسطيني الفلسطينيين'],
    ['fr', 'ministre ministres'],
    ['en', 'pump pumps pumped'],
  ])('of %s are the same for %s', (locale, words) => {
    const { stem } = analysisOf(locale);
    expect(new Set(folded(words).map(stem)).size).toBe(1);
  });

  it('tell an Arabic noun that begins as a conjunction does from what is left without it', () => {
    const { stem } = analysisOf('ar');
    expect(stem(foldWord('وزير'))).not.toBe(stem(foldWord('زير')));
    expect(stem('nato')).toBe('nato');
  });
});

describe('what a story is found by', () => {
  const blocks = [paragraph('b1', 'Open words'), paragraph('b2', 'Gated ministers met')];
  it('keeps what stands behind a gate apart, and marked', () => {
    const terms = searchTerms(
      sampleStory(1, { access: 'REGISTERED', previewBlockCount: 1, headline: 'Ports', blocks }),
    );
    expect(terms).toMatchObject({ analysis: 'en', headline: ' port ', body: ' open word ' });
    expect(terms.gated).toBe(' ǀgate ǀminist ǀmet ');
    expect(terms.starts).toBe(' ǂpo ǂpor ǂport ǂports ');
  });

  it('leaves nothing gated of a free story', () => {
    expect(searchTerms(sampleStory(1, { blocks }))).toMatchObject({
      body: ' open word . gate minist met ',
      gated: '',
    });
  });

  it('has an end', () => {
    const long = searchTerms(
      sampleStory(1, {
        blocks: Array.from({ length: 70 }, (_, n) => paragraph(`b${n}`, 'word '.repeat(1_000))),
      }),
    );
    expect(long.body.split(' ').filter((word) => word === 'word').length).toBe(50_000);
  });
});

describe('what is asked for', () => {
  it('is words and phrases, and the last word may go on', () => {
    expect(parseSearch('old “harbour master” quay')).toEqual([
      { words: ['old'], open: false },
      { words: ['harbour', 'master'], open: false },
      { words: ['quay'], open: true },
    ]);
    expect(parseSearch('quay ')[0]?.open).toBe(false);
    expect(parseSearch('"quay')[0]?.open).toBe(false);
  });

  it.each(['', '   ', '"" -', 'x'.repeat(201), 'a '.repeat(17)])('is refused for %p', (query) => {
    expect(() => parseSearch(query)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  it('is read in every language, with the words of each that say nothing left out', () => {
    const { readings, terms } = planSearch(parseSearch('les ministres '), ['FREE']);
    const french = readings.find(({ analyses }) => analyses.includes('fr'));
    const none = readings.find(({ analyses }) => analyses.includes('none'));
    expect(french?.items).toEqual([[' ministr ']]);
    expect(none?.items).toEqual([[' les '], [' ministres ']]);
    expect(terms.every((term) => !/[ǀǁǂ]/u.test(term))).toBe(true);
  });

  it('looks for marked words only with the levels that read them', () => {
    const { readings } = planSearch(parseSearch('"port master"'), ['FREE', 'REGISTERED']);
    expect(readings.find(({ analyses }) => analyses.includes('en'))?.items).toEqual([
      [' port master ', ' ǀport ǀmaster '],
    ]);
  });
});

describe('highlights', () => {
  const english = analysisOf('en-GB');
  const marked = (text: string, query: string): string[] | null => {
    const excerpt = excerptOf(text, parseSearch(query), english);
    return excerpt === null ? null : excerpt.ranges.map(({ start, end }) => excerpt.text.slice(start, end));
  };

  it.each<[string, string, string[] | null]>([
    ['The ferries left the harbour', 'ferry ', ['ferries']],
    ['The ferries left the harbour', 'harb', ['harbour']],
    ['The master of the harbour, the harbour master', '"harbour master"', ['harbour master']],
    ['Nothing here', 'ferry', null],
    ['Le cœur', 'COEUR', ['cœur']],
  ])('of %p for %p', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it('cut a long text around what was found, at words, with places that hold', () => {
    const text = `${'far away '.repeat(60)}the ferry met another ferry${' and on'.repeat(60)}`;
    const excerpt = excerptOf(text, parseSearch('ferry '), english);
    expect(excerpt?.text.length).toBeLessThan(240);
    expect(excerpt?.text).toMatch(/^…(far|away) .* (and|on)…$/);
    expect(marked(text, 'ferry ')).toEqual(['ferry', 'ferry']);
  });

  it('cut a text without spaces between characters', () => {
    const text = `${'𠮷野'.repeat(200)}港湾${'𠮷野'.repeat(200)}`;
    const excerpt = excerptOf(text, parseSearch('港湾'), analysisOf('ja'));
    expect(excerpt?.text).not.toMatch(
      /(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/,
    );
  });

  it('escape everything but their own marks', () => {
    const excerpt = excerptOf('<img src=x onerror=ferry> & "ferry"', parseSearch('ferry '), english);
    expect(excerpt && excerptHtml(excerpt)).toBe(
      '&lt;img src=x onerror=<mark>ferry</mark>&gt; &amp; &quot;<mark>ferry</mark>&quot;',
    );
  });
});
