import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { plainOf } from '../../src/content/rich-text.ts';
import type { BlockDraft } from '../../src/ingest/page-draft.ts';
import { readPageText } from '../../src/ingest/read-page-text.ts';
import { ARABIC, ENGLISH, FRENCH, GERMAN } from './text-pages.ts';

const wordsOf = (block: BlockDraft): string => {
  if (block.type === 'Paragraph' || block.type === 'Heading') return plainOf(block.content);
  return block.type === 'List' ? block.items.map(plainOf).join('|') : '';
};
const shape = (blocks: readonly BlockDraft[]): string[] => blocks.map(({ type }) => type);

describe('a French page, with counter, search box, doubled caption and forms', () => {
  const draft = readPageText(FRENCH);

  it('has its head apart', () => {
    expect(draft).toMatchObject({
      headline: 'Le port de Velmore rouvre ses quais après la tempête',
      leadImage: {
        url: null,
        caption: 'Des chalutiers à quai dans le port de Velmore, le 14 mai 2024.',
        credit: 'Inès Valcourt/Courrier de Velmore',
      },
      authors: [{ name: 'Inès Valcourt', title: 'correspondante maritime' }],
    });
    expect(draft.standfirst).toMatch(/^Les premiers chalutiers .* à l'aube$/);
  });

  it('has its paragraphs in order, the post at its place, and nothing else', () => {
    expect(shape(draft.blocks)).toEqual([
      'Paragraph',
      'Paragraph',
      'Paragraph',
      'SocialEmbed',
      'Heading',
      'Paragraph',
      'Paragraph',
      'Paragraph',
    ]);
    expect(draft.blocks[3]).toMatchObject({ url: 'https://x.com/PortVelmore/status/1790000000000000001' });
    const lines = FRENCH.split('\n');
    const paragraphs = draft.blocks.filter(({ type }) => type === 'Paragraph').map(wordsOf);
    expect(paragraphs.every((text) => lines.includes(text))).toBe(true);
    expect(paragraphs.at(-1)).toBe('Elle a fini par partir.');
  });

  it('is dated by what it shows, and says so; what it dropped is listed', () => {
    expect(draft.publishedAt?.toISOString().slice(0, 10)).toBe('2024-05-14');
    expect(draft.notes.unplaced).toEqual([expect.stringContaining('2024-05-14')]);
    expect(draft.notes.dropped).toEqual(
      expect.arrayContaining(['Le phare en crise - Jour 12', 'Rechercher', 'Log in to continue']),
    );
  });
});

describe('pages of other papers', () => {
  it('reads an English page: two authors, one with a title, a list, advertising and pointers left out', () => {
    const draft = readPageText(ENGLISH);
    expect(draft.headline).toBe('Council votes to keep the night ferry');
    expect(draft.standfirst).toBe('Harbour towns had feared that the last boat would be cancelled');
    expect(draft.authors.map(({ name, title }) => [name, title])).toEqual([
      ['Tom Okafor', null],
      ['Lena Marsh', 'transport correspondent'],
    ]);
    expect(draft.publishedAt?.toISOString()).toBe('2024-05-03T17:30:00.000Z');
    expect(shape(draft.blocks)).toEqual(['Paragraph', 'Paragraph', 'Paragraph', 'List', 'Paragraph']);
    expect(draft.notes.dropped).toEqual(expect.arrayContaining(['Advertisement', 'Share']));
  });

  it('reads a German page', () => {
    const draft = readPageText(GERMAN);
    expect(draft).toMatchObject({
      headline: 'Das Moor kehrt zurück',
      leadImage: { caption: 'Ein Kranich über dem Hohen Moor.', credit: 'Jonas Weil/Morgenbote' },
      authors: [{ name: 'Klara Brandt', title: 'Redakteurin für Umwelt' }],
      publishedAt: new Date('2024-04-12T09:15:00Z'),
    });
    expect(shape(draft.blocks)).toEqual(['Paragraph', 'Paragraph', 'Paragraph']);
  });

  it('reads an Arabic page, with its own digits', () => {
    const draft = readPageText(ARABIC);
    expect(draft.headline).toBe('بلدية دلتا آش تعيد فتح السوق القديم بعد عامين من الترميم');
    expect(draft.authors.map(({ name }) => name)).toEqual(['سلمى نوري']);
    expect(draft.publishedAt?.toISOString()).toBe('2024-05-03T00:00:00.000Z');
    expect(shape(draft.blocks)).toEqual(['Paragraph', 'Paragraph', 'Paragraph']);
  });

  it('puts paragraphs together that were cut at a column', () => {
    const wrapped = FRENCH.replace(/^(?=.{90}).+$/gm, (line) => line.replace(/(.{50,70}) /g, '$1\n'));
    expect(readPageText(wrapped).blocks.map(wordsOf)).toEqual(readPageText(FRENCH).blocks.map(wordsOf));
  });

  it('finds no story in a menu, and none in nothing', () => {
    expect(() => readPageText('Home\nNews\nSport\nSubscribe')).toThrow(/headline/);
    expect(() => readPageText('  \n\n ')).toThrow(/empty/);
  });
});

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));
const seedFiles = existsSync(seeds) ? readdirSync(seeds).filter((name) => name.endsWith('.txt')) : [];
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

// Only a checkout that has the page beside it can read it; its words are not ours to keep.
(seedFiles.length > 0 ? describe : describe.skip)('a real page', () => {
  it('keeps every paragraph, in order, and nothing of the furniture', () => {
    const draft = readPageText(readFileSync(`${seeds}/000_71956af0d4febdb8.txt`, 'utf8'));
    expect(hash(draft.headline)).toBe('f445c9668aca');
    expect(hash(draft.standfirst ?? '')).toBe('fb0c528426a3');
    expect(hash(draft.authors.map(({ name }) => name).join())).toBe('30a2002903ef');
    expect(hash(draft.leadImage?.caption ?? '')).toBe('309634b204d9');
    expect(hash(draft.leadImage?.credit ?? '')).toBe('c29dc72396a7');
    expect(shape(draft.blocks)).toEqual([
      ...Array(10).fill('Paragraph'),
      'SocialEmbed',
      'Paragraph',
      'Paragraph',
    ]);
    expect(hash(draft.blocks.map(wordsOf).join('\n'))).toBe('5206362f878a');
  });
});
