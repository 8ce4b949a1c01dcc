import { describe, expect, it } from '@jest/globals';
import { plainOf } from '../../src/content/rich-text.ts';
import { readPageText } from '../../src/ingest/read-page-text.ts';

/** The text of a whole page, as a browser copies it: menus, teasers and comments with the story. The words are ours. */
const MENU = [
  'Orrin Herald',
  'Search',
  'Politics',
  'Crafts',
  'Sport',
  'A bridge too many for the county',
  'Ten ways to glaze a bowl',
];
const HEADLINE = 'The last kiln of Orrin Hill goes cold';
const STORY = [
  'The last kiln of Orrin Hill went cold on a Tuesday, and the potters who had kept it burning for ninety years sat down in front of it.',
  'Nobody had planned a ceremony, but by noon the lane was full of people with cups in their hands, each of them bought here once.',
  'The county will decide in June whether the hill becomes a museum or a car park, and it has asked both sides for drawings.',
  '„Wir kommen wieder“, said one of them, who had learned his trade abroad, and then he said it in English: “We will be back.“',
  'Until then the gate stays shut, and the bricks lie in rows on the grass where the wind has begun to sort them by weight.',
  'On Sundays two of the potters come back to sweep the yard, because somebody has to, and it is the only habit they have kept.',
];
const TAIL = ['More from Crafts', 'Sixty winters on the hill', 'What clay is for', 'About us', 'Imprint'];
const COMMENTS = [
  '12 comments',
  'kilnfan',
  '4 May 2024 at 10:12',
  'I bought my first bowl there in the year that my daughter was born, and it still holds soup.',
];

interface Parts {
  readonly head?: readonly string[];
  readonly story?: readonly string[];
  readonly tail?: readonly string[];
}
const read = (
  { head = ['By', 'Ilse Marten', '3 May 2024, 18:30'], story = STORY, tail = TAIL }: Parts = {},
  headline = HEADLINE,
) => readPageText([[...MENU, headline, ...head].join('\n'), ...story, tail.join('\n')].join('\n\n'));
const textsOf = (draft: ReturnType<typeof read>) =>
  draft.blocks.map((block) =>
    block.type === 'Paragraph' || block.type === 'Heading' ? plainOf(block.content) : '',
  );

describe('the text of a whole page', () => {
  it('has its headline where the story is, not where the page begins', () => {
    const draft = read();
    expect(draft).toMatchObject({ headline: HEADLINE, byline: 'By Ilse Marten' });
    expect(draft.authors.map(({ name }) => name)).toEqual(['Ilse Marten']);
    expect(draft.publishedAt).toEqual(new Date('2024-05-03T18:30:00Z'));
    expect(textsOf(draft)).toEqual(STORY);
  });

  it('has the headline above a standfirst with the same words', () => {
    const standfirst =
      'After ninety years the potters of Orrin Hill let the fire in their kiln go out, and the county has yet to decide what the hill will be';
    expect(read({ head: [standfirst, 'By Ilse Marten'] })).toMatchObject({ headline: HEADLINE, standfirst });
  });

  it('has the headline without the way to the page, which ends with it', () => {
    const draft = readPageText(
      [[...MENU, `Home Crafts ${HEADLINE}`, HEADLINE, 'By Ilse Marten'].join('\n'), ...STORY].join('\n\n'),
    );
    expect(draft.headline).toBe(HEADLINE);
  });

  it('may have a question for a headline', () => {
    const asks = 'Who will mind the fire of Orrin Hill when all the potters are gone?';
    expect(read({ head: [] }, asks)).toMatchObject({ headline: asks });
  });

  it('keeps an agency in the line, and makes no author of two words that are a label', () => {
    expect(read({ head: ['Dive Deeper', 'By Reuters'] })).toMatchObject({
      authors: [],
      byline: 'By Reuters',
    });
  });

  it('leaves out the menus between two paragraphs, labels that come again, and what readers say', () => {
    const menu = ['Sixty winters on the hill', 'What clay is for', 'Our shop'].join('\n');
    const label = 'View six pictures';
    const story = [STORY[0] ?? '', label, STORY[1] ?? '', menu, STORY[2] ?? '', label, ...STORY.slice(3)];
    const draft = read({ story, tail: COMMENTS });
    expect(textsOf(draft)).toEqual(STORY);
    expect(draft.notes.dropped).toEqual(expect.arrayContaining([label, 'Our shop', 'kilnfan']));
  });

  it('keeps a heading, a short sentence and a list', () => {
    const story = [
      ...STORY.slice(0, 2),
      'What comes next',
      STORY[2] ?? '',
      '- a museum\n- a car park',
      ...STORY.slice(3),
      'Both will need the lane.',
    ];
    expect(read({ story }).blocks.map(({ type }) => type)).toEqual([
      'Paragraph',
      'Paragraph',
      'Heading',
      'Paragraph',
      'List',
      'Paragraph',
      'Paragraph',
      'Paragraph',
      'Paragraph',
    ]);
  });
});
