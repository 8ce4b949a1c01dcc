import { describe, expect, it } from '@jest/globals';
import { readPageText } from '../../src/ingest/read-page-text.ts';

/** Text of saved pages of a paper that doesn't exist; the words are ours. */
const STORY = [
  'The lighthouse keeper of Saltmarsh has handed in his keys, and with them the last paraffin lamp on the coast that was still lit by hand every evening.',
  'He is eighty-one, and the stairs are a hundred and twelve, which he says is the wrong way round for both of them at this time of year.',
  'From Monday the lamp will be switched on from a desk in the county town, by whoever happens to sit there, with a key on the keyboard.',
].join('\n\n');
const MENU = ['Home', 'News', 'Sport', 'Weather'].join('\n');
const HEADLINE = 'The last keeper of Saltmarsh lighthouse climbs down';

const read = (above: string, { top = HEADLINE, below = '' } = {}) =>
  readPageText(`${MENU}\n\n${top}\n\n${above}\n\n${STORY}\n${below}`);
const signed = (above: string) => {
  const { authors, byline, headline } = read(above);
  expect(headline).toBe(HEADLINE);
  return [authors.map(({ name }) => name), byline];
};

describe('who signs a page of text', () => {
  it.each<[string, string, string[], string | null]>([
    ['the word for it', 'By Nils Harrow', ['Nils Harrow'], 'By Nils Harrow'],
    ['the word for it and a day', 'by Nils Harrow Jul. 19, 2026 9:45 am', ['Nils Harrow'], 'by Nils Harrow'],
    ['a kind of text', 'Kommentar von Nils Harrow', ['Nils Harrow'], 'von Nils Harrow'],
    ['a label above', 'Author of the article:\nNils Harrow', ['Nils Harrow'], 'Nils Harrow'],
    ['a day below', 'Nils Harrow\n4 June 2024', ['Nils Harrow'], 'Nils Harrow'],
    ['a day behind', 'Nils Harrow, 26.04.2024 10:00 Uhr', ['Nils Harrow'], 'Nils Harrow'],
    [
      'a trade behind',
      'Nils Harrow Parliamentary Editor\n4 June 2024',
      ['Nils Harrow'],
      'Nils Harrow Parliamentary Editor',
    ],
    ['a trade written close', 'By\nNils HarrowNews Reporter', ['Nils Harrow'], 'By Nils Harrow'],
    ['an agency beside', 'Nils Harrow and AP\nJune 30, 2026 - 4.34pm', ['Nils Harrow'], 'Nils Harrow and AP'],
    ['rows', 'By\nNils Harrow\nand\nAda Brink', ['Nils Harrow', 'Ada Brink'], 'By Nils Harrow, Ada Brink'],
    ['an agency alone', 'dpa\n25.10.2025 - 15:26 Uhr', [], 'dpa'],
    ['a staff', 'Par La Rédaction', [], 'Par La Rédaction'],
    [
      'names that nothing parts',
      'Nils Harrow Ada Brink Tom Okafor\n3. Mai 2024, 17:47',
      [],
      'Nils Harrow Ada Brink Tom Okafor',
    ],
    ['nothing, right above the text', 'Nils Harrow', ['Nils Harrow'], 'Nils Harrow'],
  ])('is told by %s', (_, above, people, line) => {
    expect(signed(above)).toEqual([people, line]);
  });

  it.each([
    ['a label of what the story is about', 'Saltmarsh Lighthouse\n4 June 2024'],
    ['the name of a picture’s maker', 'Photo: Nils Harrow\n4 June 2024'],
    ['a heading', 'The Long Stairs\n4 June 2024'],
    ['letters that are no agency’s', 'INFO\n4 June 2024'],
  ])('is not %s', (_, above) => {
    expect(signed(above)[0]).toEqual([]);
  });

  it('is not somebody of whom a sentence says what they are', () => {
    const { authors } = read(
      'By Nils Harrow\n\nMona Vale is the harbour master of Saltmarsh, and she keeps the second key.',
    );
    expect(authors.map(({ name }) => name)).toEqual(['Nils Harrow']);
  });
});

describe('the headline of a page of text', () => {
  it('begins with a word of bylines, and is none', () => {
    const top = 'Von Saltmarsh bis Orrin: the last keeper of the lighthouse';
    expect(read('By Nils Harrow', { top }).headline).toBe(top);
  });

  it('is the line above a standfirst that stands by the byline', () => {
    const standfirst = 'Saltmarsh lighthouse will be switched on from a desk';
    expect(read(`${standfirst}\n\nBy Nils Harrow`).headline).toBe(HEADLINE);
  });

  it('is not the kicker above it', () => {
    expect(read('By Nils Harrow', { top: `Saltmarsh lighthouse\n\n${HEADLINE}` }).headline).toBe(HEADLINE);
  });
});
