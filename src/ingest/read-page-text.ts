import { excerpt, type PageDraft, UnreadablePage } from './page-draft.ts';
import { isProse, linesOf } from './page-lines.ts';
import { picture } from './picture.ts';
import { readMoment } from './read-moment.ts';
import { readBody } from './text-body.ts';
import { anchorOf, bylineOf, bylinesAbove } from './text-byline.ts';
import { emptyHead, isNoHeadline, readHead } from './text-head.ts';
import { headlineAbove } from './text-headline.ts';
import { storySpan } from './text-span.ts';

/**
 * Reads the text of a saved page. What is what is told by shape and place: the story's paragraphs are sentences that stand apart; above them stand the headline, the standfirst, who wrote
 * it and the lead picture's line; whatever else there is, before and after, is the page's furniture, and is reported.
 */
export const readPageText = (page: string): PageDraft => {
  const all = linesOf(page);
  if (all.length === 0) throw new UnreadablePage('EMPTY', 'The file is empty: save the page again.');
  const span = storySpan(all);
  const prose = (span === null ? all : all.slice(span.start, span.end)).filter(({ text }) => isProse(text));
  const apart = prose.filter(({ together }) => together === 1).length >= prose.length / 2;
  const dropped: string[] = [];
  const unplaced: string[] = [];
  const drop = (text: string): void => void dropped.push(excerpt(text));

  const head = emptyHead();
  const story = prose.map(({ text }) => text).join(' ');
  const bylines = span === null ? [] : bylinesAbove(all, span.start, story);
  const anchor = anchorOf(bylines, span?.start ?? 0);
  const top = span === null ? -1 : headlineAbove(all, span.start, story, isNoHeadline, anchor?.index ?? -1);
  const byline = bylineOf(bylines, top);
  const place = { top, start: span?.start ?? 0, apart, byline };
  const start = readHead(all, place, head, drop, unplaced);
  if (head.headline === null)
    throw new UnreadablePage(
      'NO_HEADLINE',
      'No line of the page reads as a headline: give the story as HTML or NDJSON.',
    );
  const body = readBody(all.slice(start), (span?.end ?? all.length) - start, apart, head, drop);
  if (body.length === 0)
    throw new UnreadablePage(
      'NO_TEXT',
      'The page has a headline and no paragraphs: save the page with its story open.',
    );

  const named = head.picture?.caption == null ? null : readMoment(head.picture.caption);
  if (head.publishedAt === null) {
    unplaced.push(
      named === null
        ? 'The page gives no date of publication: the story is dated with the import.'
        : `The page gives no date of publication: the story is dated with its lead picture, ${named.toISOString().slice(0, 10)}.`,
    );
  }
  return {
    key: null,
    url: null,
    sourceName: null,
    headline: head.headline,
    kicker: null,
    standfirst: head.standfirst,
    locale: null,
    authors: head.authors,
    byline: head.byline,
    section: null,
    tags: [],
    leadImage: head.picture === null ? null : picture(head.picture),
    access: 'FREE',
    previewBlockCount: null,
    publishedAt: head.publishedAt ?? named,
    modifiedAt: head.modifiedAt,
    blocks: body,
    notes: { dropped, unplaced },
  };
};
