import type { BlogPosting, LiveBlogPosting } from 'schema-dts';
import { richTextsOf } from './body-render.ts';
import { changedAt } from './live-entries.ts';
import type { ArticleHead, LiveEntryRecord, LiveState } from './records.ts';
import { plainOf } from './rich-text.ts';

/** The newest entries that are told: search engines show a few, and a day's worth would outgrow the page. */
const MAX_UPDATES = 25;

const updateOf = ({ url }: ArticleHead, entry: LiveEntryRecord): BlogPosting => ({
  '@type': 'BlogPosting',
  '@id': `${url}#${entry.id}`,
  url: `${url}#${entry.id}`,
  ...(entry.headline !== null && { headline: entry.headline }),
  datePublished: entry.at.toISOString(),
  dateModified: entry.updatedAt.toISOString(),
  articleBody: richTextsOf(entry).map(plainOf).join('\n'),
});

/** What makes a live blog of a story: since when, until when, and its newest entries. */
export const liveUpdates = (
  article: ArticleHead,
  { isLive }: LiveState,
  entries: readonly LiveEntryRecord[],
): Omit<Extract<LiveBlogPosting, { '@type': 'LiveBlogPosting' }>, '@type'> => {
  const start = entries.at(-1)?.at ?? article.firstPublishedAt ?? article.publishedAt;
  const end = isLive ? null : changedAt(entries);
  return {
    ...(start !== null && { coverageStartTime: start.toISOString() }),
    ...(end !== null && { coverageEndTime: end.toISOString() }),
    liveBlogUpdate: entries.slice(0, MAX_UPDATES).map((entry) => updateOf(article, entry)),
  };
};
