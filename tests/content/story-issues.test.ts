import { describe, expect, it } from '@jest/globals';
import { linkedArticleIds } from '../../src/content/body-links.ts';
import type { BlockRecord, ImageRecord } from '../../src/content/records.ts';
import { issuesOf } from '../../src/content/story-issues.ts';
import { paragraph, sampleId, sampleStory } from '../support/sample-records.ts';

const image = (given: Partial<ImageRecord> = {}): ImageRecord => ({
  url: 'https://media.example/1.jpg',
  alt: 'A crane',
  caption: null,
  credit: 'Ana Ruiz',
  rights: null,
  width: null,
  height: null,
  focalPoint: null,
  renditions: [],
  ...given,
});
const entry = (blocks: readonly BlockRecord[]): BlockRecord => ({
  id: 'e1',
  type: 'LiveEntry',
  at: new Date(0),
  updatedAt: new Date(0),
  headline: null,
  key: false,
  blocks,
});
const tagged = { tagIds: [sampleId('tag', 1)] };
const of = (given: Parameters<typeof sampleStory>[1]) => issuesOf(sampleStory(1, { ...tagged, ...given }));

describe('what is to be mended in a story', () => {
  it.each<[string, Parameters<typeof sampleStory>[1], string[]]>([
    ['nothing', { leadImage: image() }, []],
    ['a lead image without alt', { leadImage: image({ alt: ' ' }) }, ['IMAGE_WITHOUT_ALT']],
    [
      'a picture of a gallery without credit',
      { blocks: [{ id: 'b1', type: 'Gallery', title: null, images: [image(), image({ credit: null })] }] },
      ['IMAGE_WITHOUT_CREDIT'],
    ],
    [
      'a picture in a live entry',
      { blocks: [entry([{ id: 'b1', type: 'ImageBlock', image: image({ alt: null, credit: '' }) }])] },
      ['IMAGE_WITHOUT_ALT', 'IMAGE_WITHOUT_CREDIT'],
    ],
    ['no picture, for one that was never imported', { leadImage: image({ url: null, alt: null }) }, []],
    ['no tags', { tagIds: [] }, ['WITHOUT_TAGS']],
    ['a gate without a preview', { access: 'SUBSCRIBER', previewBlockCount: 0 }, ['GATED_WITHOUT_PREVIEW']],
    ['a gate with one', { access: 'SUBSCRIBER', previewBlockCount: 1 }, []],
    ['a free story', { access: 'FREE', previewBlockCount: 0 }, []],
  ])('%s', (_, given, expected) => {
    expect(of(given)).toEqual(expected);
  });

  it('is told from what it links to, in words, pointers and live entries', () => {
    const [one, two, three] = [sampleId('art', 1), sampleId('art', 2), sampleId('art', 3)];
    const link: BlockRecord = {
      id: 'p1',
      type: 'Paragraph',
      content: [{ text: 'x', marks: [], href: 'https://paper.example/x', articleId: one }],
    };
    const pointer: BlockRecord = {
      id: 'r1',
      type: 'RelatedLink',
      articleId: two,
      url: 'https://paper.example/y',
      title: null,
    };
    const blocks = [paragraph('b1', 'x'), link, pointer, entry([{ ...pointer, articleId: three }, link])];
    expect(linkedArticleIds(blocks).sort()).toEqual([one, two, three].sort());
  });
});
