import { statusAt } from '../content/article-visibility.ts';
import type { ArticleRecord, ArticleStatus } from '../content/records.ts';
import { refused, type UserError } from './user-error.ts';

interface Rule {
  /** The states in which the command may be given. A scheduled story whose hour has come is published. */
  readonly from: readonly ArticleStatus[];
  /** The state that it leads to; `null` leaves it. */
  readonly to: ArticleStatus | null;
  /** Only for stories that readers have been able to see, or that they haven't. */
  readonly seen?: boolean;
}

/** Where a story may go from where. docs/desk.md draws it. */
const ARTICLE_RULES = {
  saveDraft: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED'], to: null },
  // Also takes a story off its schedule.
  submitArticle: { from: ['DRAFT', 'SCHEDULED'], to: 'SUBMITTED' },
  scheduleArticle: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED'], to: 'SCHEDULED' },
  embargoArticle: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null, seen: false },
  publishArticle: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED'], to: 'PUBLISHED' },
  updateArticle: { from: ['PUBLISHED'], to: 'PUBLISHED' },
  correctArticle: { from: ['PUBLISHED'], to: 'PUBLISHED', seen: true },
  retractArticle: { from: ['PUBLISHED'], to: 'RETRACTED' },
  restoreArticle: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'RETRACTED'], to: null },
  startLiveBlog: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
  addLiveEntry: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
  editLiveEntry: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
  pinLiveEntries: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
  removeLiveEntry: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
  closeLiveBlog: { from: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED'], to: null },
} as const satisfies Record<string, Rule>;

export type ArticleCommand = keyof typeof ARTICLE_RULES;

const INSTEAD: Partial<Record<ArticleCommand, string>> = {
  saveDraft: 'What readers have seen is changed with `updateArticle` or `correctArticle`.',
  publishArticle: 'A retracted story comes back with `restoreArticle`.',
  embargoArticle: 'What readers have seen can only be taken back, with `retractArticle`.',
  updateArticle: 'What readers have not seen yet is changed with `saveDraft`.',
  correctArticle: 'Only what readers can see is corrected; anything else is changed with `saveDraft`.',
  retractArticle: 'Only what is published is taken back.',
};

/** Whether readers could ever see the story. */
export const wasSeen = ({ firstPublishedAt }: Pick<ArticleRecord, 'firstPublishedAt'>, now: Date): boolean =>
  firstPublishedAt !== null && firstPublishedAt <= now;

/** What keeps a command from being given to a story as it is; `null` for nothing. */
export const illegal = (command: ArticleCommand, story: ArticleRecord, now: Date): UserError[] | null => {
  const rule: Rule = ARTICLE_RULES[command];
  const status = statusAt(story, now.getTime());
  const seen = story.visibleFrom !== null && story.visibleFrom <= now;
  if (rule.from.includes(status) && (rule.seen === undefined || rule.seen === seen)) return null;
  const state =
    status === 'PUBLISHED' && !seen ? 'published, and held back by its embargo' : status.toLowerCase();
  return refused(
    ['id'],
    'ILLEGAL_STATE',
    [`\`${command}\` is not for a story that is ${state}.`, INSTEAD[command] ?? ''].join(' ').trim(),
  );
};

/** The state after a command. */
export const stateAfter = (command: ArticleCommand, story: ArticleRecord, now: Date): ArticleStatus => {
  const { to }: Rule = ARTICLE_RULES[command];
  return to ?? statusAt(story, now.getTime());
};
