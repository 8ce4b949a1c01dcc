import { z } from 'zod';
import { canonicalLocale } from '../content/locale.ts';
import { ACCESS_LEVELS, CONTRIBUTION_ROLES } from '../content/records.ts';
import { plainSpans } from '../content/rich-text.ts';
import { blocksOfHtml } from './blocks-of-html.ts';
import { type BlockDraft, type PageDraft, UnreadablePage } from './page-draft.ts';
import { picture } from './picture.ts';
import { readIsoMoment } from './read-moment.ts';

/** Text that MongoDB and every client keep as it is: no NUL, and no half of a character, which BSON would turn into U+FFFD without a word. */
const text = z
  .string()
  .refine((value) => value.isWellFormed(), 'holds half of a character (a lone surrogate)')
  .refine((value) => !value.includes('\u0000'), 'holds a NUL character');
const filled = text.refine((value) => value.trim() !== '', 'is empty');
const webAddress = text.pipe(z.url({ protocol: /^https?$/, error: 'is not an http or https address' }));
const moment = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
    'is not a moment with its offset, such as 2026-03-29T18:04:00Z',
  )
  .transform((value, context) => {
    const read = readIsoMoment(value);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'is a day that no calendar has' });
    return z.NEVER;
  });
const locale = text.transform((value, context) => {
  const canonical = canonicalLocale(value);
  if (canonical !== null) return canonical;
  context.addIssue({ code: 'custom', message: 'is not a BCP 47 language tag, such as fr or fr-CA' });
  return z.NEVER;
});

const image = z.strictObject({
  url: webAddress.nullish(),
  alt: text.nullish(),
  caption: text.nullish(),
  credit: text.nullish(),
  width: z.int().min(1).nullish(),
  height: z.int().min(1).nullish(),
});
const author = z.strictObject({
  name: filled,
  title: text.nullish(),
  bio: text.nullish(),
  role: z.enum(CONTRIBUTION_ROLES).default('AUTHOR'),
});

/** One story of an NDJSON file. docs/import.md describes the fields. Other keys are refused: a misspelt one would be lost without a word. */
const STORY = z
  .strictObject({
    id: filled.nullish(),
    url: webAddress.nullish(),
    source: text.nullish(),
    headline: filled,
    kicker: text.nullish(),
    standfirst: text.nullish(),
    locale: locale.nullish(),
    byline: text.nullish(),
    authors: z.array(author).max(50).default([]),
    section: filled.nullish(),
    tags: z.array(filled).max(200).default([]),
    image: image.nullish(),
    access: z.enum(ACCESS_LEVELS).default('FREE'),
    previewBlocks: z.int().min(0).nullish(),
    publishedAt: moment.nullish(),
    modifiedAt: moment.nullish(),
    html: text.nullish(),
    text: text.nullish(),
  })
  .refine(({ html, text }) => (html == null) !== (text == null), {
    message: 'needs one of `html` and `text`',
  })
  .refine(({ id, url }) => id != null || url != null, {
    message: 'needs `id` or `url`, so that it is known again',
  });

const paragraphs = (words: string): BlockDraft[] =>
  words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ type: 'Paragraph', content: plainSpans(paragraph) }));

const parse = (line: string, number: number): unknown => {
  try {
    return JSON.parse(line);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new UnreadablePage('NOT_VALID', `The line is not JSON: ${why.slice(0, 120)}`, number);
  }
};

/** A story out of a line of NDJSON. Throws UnreadablePage that names the line and every field that doesn't fit. */
export const readNdjsonLine = (line: string, number: number): PageDraft => {
  const result = STORY.safeParse(parse(line, number));
  if (!result.success) {
    const issues = result.error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.') || 'the story'} ${message}`);
    throw new UnreadablePage('NOT_VALID', `${issues.join('; ')}.`, number);
  }
  const story = result.data;
  const blocks = story.html == null ? paragraphs(story.text ?? '') : blocksOfHtml(story.html).blocks;
  if (blocks.length === 0) throw new UnreadablePage('NO_TEXT', 'The story has no text.', number);
  const shown = story.image;
  return {
    key: story.id ?? story.url ?? null,
    url: story.url ?? null,
    sourceName: story.source ?? null,
    headline: story.headline,
    kicker: story.kicker ?? null,
    standfirst: story.standfirst ?? null,
    locale: story.locale ?? null,
    authors: story.authors.map(({ name, title, bio, role }) => ({
      name,
      title: title ?? null,
      bio: bio ?? null,
      role,
    })),
    byline: story.byline ?? null,
    section: story.section ?? null,
    tags: story.tags,
    leadImage:
      shown == null
        ? null
        : picture({
            url: shown.url ?? null,
            alt: shown.alt ?? null,
            caption: shown.caption ?? null,
            credit: shown.credit ?? null,
            width: shown.width ?? null,
            height: shown.height ?? null,
          }),
    access: story.access,
    previewBlockCount: story.previewBlocks ?? null,
    publishedAt: story.publishedAt ?? null,
    modifiedAt: story.modifiedAt ?? null,
    blocks,
    notes: { dropped: [], unplaced: [] },
  };
};
