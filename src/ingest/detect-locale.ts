import { eld } from 'eld/small';
import { plainOf } from '../content/rich-text.ts';
import type { PageDraft } from './page-draft.ts';

/** Enough to be sure, little enough to be quick. */
const CHARACTERS = 2_000;

/** The language of a draft's words, as an ISO 639-1 code; `null` where they are too few to tell. */
export const detectLocale = ({ headline, standfirst, blocks }: PageDraft): string | null => {
  const texts = blocks.flatMap((block) => (block.type === 'Paragraph' ? [plainOf(block.content)] : []));
  const { language } = eld.detect([headline, standfirst ?? '', ...texts].join('\n').slice(0, CHARACTERS));
  return language === '' ? null : language;
};
