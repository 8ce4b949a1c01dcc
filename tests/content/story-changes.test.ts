import { describe, expect, it } from '@jest/globals';
import { longestRising } from '../../src/content/longest-rising.ts';
import { changesBetween, changesOfText } from '../../src/content/story-changes.ts';
import { paragraph, sampleStory } from '../support/sample-records.ts';

const story = (...blocks: [id: string, text: string][]) =>
  sampleStory(1, { blocks: blocks.map(([id, text]) => paragraph(id, text)) });
const kinds = (before: ReturnType<typeof story>, after: ReturnType<typeof story>) =>
  changesBetween(before, after).blocks.map(({ id, change }) => `${change} ${id}`);

describe('what changed between two versions', () => {
  const before = story(['a', 'One.'], ['b', 'Two.'], ['c', 'Three.'], ['d', 'Four.']);

  it('is nothing where nothing did', () => {
    expect(changesBetween(before, before)).toEqual({ fields: [], blocks: [] });
  });

  it('is told block by block, known again by id', () => {
    const after = story(['a', 'One.'], ['x', 'New.'], ['b', 'Two, and more.'], ['d', 'Four.']);
    expect(kinds(before, after)).toEqual(['ADDED x', 'CHANGED b', 'REMOVED c']);
  });

  it('names the fewest blocks that moved', () => {
    expect(kinds(before, story(['d', 'Four.'], ['a', 'One.'], ['b', 'Two.'], ['c', 'Three.']))).toEqual([
      'MOVED d',
    ]);
    expect(kinds(before, story(['b', 'Two.'], ['c', 'Three!'], ['d', 'Four.'], ['a', 'One.']))).toEqual([
      'CHANGED c',
      'MOVED a',
    ]);
  });

  it('names fields with both texts in one', () => {
    const { fields } = changesBetween(before, { ...before, headline: 'Sample one', kicker: 'Seen' });
    expect(fields).toEqual([
      {
        field: 'headline',
        before: 'Sample 1',
        after: 'Sample one',
        text: [
          { change: 'SAME', text: 'Sample ' },
          { change: 'REMOVED', text: '1' },
          { change: 'ADDED', text: 'one' },
        ],
      },
      { field: 'kicker', before: null, after: 'Seen', text: [{ change: 'ADDED', text: 'Seen' }] },
    ]);
  });

  it('gives both texts back, whatever they are', () => {
    const texts = [
      '',
      'A word.',
      'Another word, and one more.',
      'مرحبا بالعالم',
      '東京の天気',
      'a\n\nb',
      'x '.repeat(3_000),
      'y '.repeat(3_000),
    ];
    for (const one of texts)
      for (const other of texts) {
        const parts = changesOfText(one, other);
        const without = (kind: string) =>
          parts.flatMap(({ change, text }) => (change === kind ? [] : [text])).join('');
        expect([without('ADDED'), without('REMOVED')]).toEqual([one, other]);
      }
  });
});

describe('a longest rising subsequence', () => {
  it.each([
    [[], []],
    [[3], [0]],
    [
      [1, 2, 3],
      [0, 1, 2],
    ],
    [[3, 2, 1], [2]],
    [
      [3, 0, 1, 2],
      [1, 2, 3],
    ],
    [
      [0, 8, 4, 12, 2, 10, 6, 14],
      [0, 4, 6, 7],
    ],
  ])('of %j is at %j', (numbers, places) => {
    expect(longestRising(numbers)).toEqual(places);
  });
});
