import type { ArticleCondition } from './article-condition.ts';
import type { ArticleHead } from './records.ts';

const within = (at: Date | null, from: Date | null, until: Date | null): boolean =>
  at !== null && (from === null || at >= from) && (until === null || at < until);

/** Whether a story meets a condition: what the store asks MongoDB, for lists that are in memory already. */
export const matchesCondition = (head: ArticleHead, condition: ArticleCondition): boolean => {
  switch (condition.kind) {
    case 'and':
      return condition.all.every((part) => matchesCondition(head, part));
    case 'or':
      return condition.any.some((part) => matchesCondition(head, part));
    case 'not':
      return !matchesCondition(head, condition.condition);
    case 'tag':
      return head.tagIds.some((id) => condition.ids.includes(id));
    case 'correspondent':
      return head.contributions.some(({ correspondentId }) => condition.ids.includes(correspondentId));
    case 'section':
      return head.sectionId !== null && condition.ids.includes(head.sectionId);
    case 'socialPost':
      return head.socialPostIds.some((id) => condition.ids.includes(id));
    case 'readablePost': {
      const at = head.socialPostIds.indexOf(condition.id);
      return at !== -1 && (condition.levels.includes(head.access) || at < head.previewPostCount);
    }
    case 'locale':
      return condition.exact
        ? condition.locales.includes(head.locale)
        : head.localeChain.some((locale) => condition.locales.includes(locale));
    case 'status':
      return condition.statuses.includes(head.status);
    case 'access':
      return condition.levels.includes(head.access);
    case 'publishedAt':
      return within(head.publishedAt, condition.from, condition.until);
    case 'hasSocialPost':
      return head.socialPostIds.length > 0 === condition.value;
    case 'listedAt':
      return within(head.listedAt, condition.from, condition.until);
    case 'issue':
    case 'linksTo':
      throw new TypeError(`A head doesn't say whether \`${condition.kind}\` holds: only the store knows.`);
    case 'visibleAt':
      return head.visibleFrom !== null && head.visibleFrom <= condition.at;
  }
};
