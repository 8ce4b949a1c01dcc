import { createHash } from 'node:crypto';
import type { ArticleCondition, ArticleOrder } from './article-condition.ts';
import { postKey } from './post-key.ts';
import type {
  ArticleHead,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from './records.ts';

/**
 * The names under which what is kept of something is ended when it changes. A record has its own (`article:ID`); what is known not to be there has `miss:slug:X`; a list has
 * one of each thing that a story must have to be in it (`list:tag:ID`), with `:updated` behind it if it is ordered by the last change.
 */
export const articleTag = (id: string): string => `article:${id}`;
/** What of a story lists don't show, such as its text: fields marked `@detail` in the schema. */
export const detailTag = (id: string): string => `${articleTag(id)}${DETAIL}`;
const DETAIL = ':detail';
export const isDetailTag = (tag: string): boolean => tag.endsWith(DETAIL);
export const correspondentTag = (id: string): string => `correspondent:${id}`;
export const tagTag = (id: string): string => `tag:${id}`;
export const postTag = (id: string): string => `post:${id}`;
export const editionTag = (id: string): string => `edition:${id}`;
/** What is at a key of one kind of thing now, be it something or nothing. */
export const missTag = (
  kind: 'slug' | 'url' | 'correspondent' | 'tag' | 'post' | 'edition',
  key: string,
): string => `miss:${kind}:${key}`;
/**
 * A story or an edition that isn't there for readers, be it unknown or hidden: what a cache on the way is told instead of its own tags, which would say that there is one. It ends what was
 * made without the thing when that appears. Who has the id can work it out, and learns nothing; it doesn't give the id away.
 */
export const unseenTag = (id: string): string =>
  `unseen:${createHash('sha256').update(id).digest('base64url').slice(0, 16)}`;
export const isUnseenTag = (tag: string): boolean => tag.startsWith('unseen:');
/** The most tags of one purge. */
export const MAX_PURGED = 500;

export const isListTag = (tag: string): boolean => tag.startsWith('list:');
export const isMissTag = (tag: string): boolean => tag.startsWith('miss:');
export const groupTag = (group: string): string => `translations:${group}`;

/** The list of all stories. */
export const FRONT = 'list:front';
/** Every list of tags, correspondents and editions: they change seldom. */
export const TAG_LISTS = 'list:tags';
export const CORRESPONDENT_LISTS = 'list:correspondents';
export const EDITION_LISTS = 'list:editions';

const LISTED_BY = ['tag', 'correspondent', 'section', 'socialPost', 'status', 'locale'] as const;
type ListedBy = (typeof LISTED_BY)[number];
const isListedBy = (kind: ArticleCondition['kind']): kind is ListedBy =>
  (LISTED_BY as readonly string[]).includes(kind);

const PREFIX: Record<ListedBy, string> = {
  tag: 'list:tag:',
  correspondent: 'list:correspondent:',
  section: 'list:section:',
  socialPost: 'list:post:',
  status: 'list:status:',
  locale: 'list:locale:',
};

const valuesOf = (condition: ArticleCondition): readonly string[] => {
  switch (condition.kind) {
    case 'tag':
    case 'correspondent':
    case 'section':
    case 'socialPost':
      return condition.ids;
    case 'status':
      return condition.statuses;
    case 'locale':
      return condition.locales;
    default:
      return [];
  }
};

/** The tags of a list: a story that enters it, leaves it or changes its place in it has one of them, before or after. */
export const listTags = (condition: ArticleCondition, { field }: Pick<ArticleOrder, 'field'>): string[] => {
  const tags = [...new Set(membershipTags(condition) ?? [FRONT])];
  return field === 'updatedAt' ? tags.map((tag) => `${tag}:updated`) : tags;
};

/** `null` for a condition that any story may meet. Of what must all hold, one is enough to know a story by. */
const membershipTags = (condition: ArticleCondition): string[] | null => {
  if (isListedBy(condition.kind)) {
    const prefix = PREFIX[condition.kind];
    return valuesOf(condition).map((value) => prefix + value);
  }
  if (condition.kind === 'and') {
    const parts = condition.all.map((part) => ({ kind: part.kind, tags: membershipTags(part) }));
    const known = parts.filter(
      (part): part is { kind: ArticleCondition['kind']; tags: string[] } => part.tags !== null,
    );
    const rank = (kind: string): number => (LISTED_BY as readonly string[]).indexOf(kind) >>> 0;
    return known.sort((left, right) => rank(left.kind) - rank(right.kind))[0]?.tags ?? null;
  }
  if (condition.kind === 'or') {
    const parts = condition.any.map(membershipTags);
    return parts.includes(null) ? null : parts.flatMap((tags) => tags ?? []);
  }
  return null;
};

/** The tags of every list that a story may be in. */
const listTagsOf = (head: ArticleHead): string[] => [
  FRONT,
  ...head.tagIds.map((id) => PREFIX.tag + id),
  ...head.contributions.map(({ correspondentId }) => PREFIX.correspondent + correspondentId),
  ...(head.sectionId === null ? [] : [PREFIX.section + head.sectionId]),
  ...head.socialPostIds.map((id) => PREFIX.socialPost + id),
  PREFIX.status + head.status,
  ...head.localeChain.map((locale) => PREFIX.locale + locale),
];

/** What a story's being in lists, and its place in those ordered by date, rests on. */
const placeOf = (head: ArticleHead): string =>
  JSON.stringify([
    head.status,
    head.visibleFrom,
    head.publishedAt,
    head.listedAt,
    head.access,
    head.sectionId,
    head.tagIds,
    head.contributions.map(({ correspondentId }) => correspondentId),
    head.socialPostIds,
    head.previewPostCount,
    head.localeChain,
  ]);

/** What of a story lists don't show, and what is in none of its own fields. */
const DETAILS: ReadonlySet<string> = new Set<keyof ArticleHead | 'blocks'>([
  'updatedAt',
  'corrections',
  'wordCount',
  'characterCount',
  'blockCount',
  'source',
  'version',
  'createdAt',
  'blocks',
]);

/** Everything else: what a list may show of it. */
const shownOf = (head: ArticleHead): string =>
  JSON.stringify(
    Object.entries(head)
      .filter(([name]) => !DETAILS.has(name))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );

const keyTags = (head: ArticleHead): string[] => [
  ...[head.slug, ...head.slugHistory].map((slug) => missTag('slug', slug)),
  ...[head.url, ...head.urlHistory].map((url) => missTag('url', url)),
  ...(head.translationGroup === null ? [] : [groupTag(head.translationGroup)]),
];

/**
 * What ends when a story is written: what shows more of it than lists do, what shows it at all if that changed, and the lists that it enters, leaves or moves in. A new headline ends
 * every answer that shows it, and no list's membership.
 */
export const tagsOfChange = (before: ArticleHead | null, after: ArticleHead): string[] => {
  const versions = before === null ? [after] : [before, after];
  const lists = [...new Set(versions.flatMap(listTagsOf))];
  const moved = before === null || placeOf(before) !== placeOf(after);
  const touched = before === null || before.updatedAt.getTime() !== after.updatedAt.getTime();
  return [
    ...new Set([
      detailTag(after._id),
      ...(before === null || shownOf(before) !== shownOf(after) ? [articleTag(after._id)] : []),
      ...versions.flatMap(keyTags),
      ...(moved ? [unseenTag(after._id), ...lists] : []),
      ...(moved || touched ? lists.map((tag) => `${tag}:updated`) : []),
    ]),
  ];
};

/** Under which tags a story stands besides its own: the lists that it may be in, and its addresses. Kept with what nobody keeps a revision of, for when it is somewhere else. */
export const standingTags = (head: ArticleHead): string[] => [
  ...new Set([...listTagsOf(head), ...keyTags(head)]),
];

/** What ends when a story is written of which only this is known of where it stood. */
export const tagsOfLeaving = (stood: readonly string[]): string[] =>
  stood.flatMap((tag) => (isListTag(tag) ? [tag, `${tag}:updated`] : [tag]));

export const tagsOfCorrespondent = ({ _id, slug, slugHistory }: CorrespondentRecord): string[] => [
  correspondentTag(_id),
  CORRESPONDENT_LISTS,
  ...[slug, ...slugHistory].map((key) => missTag('correspondent', key)),
];
export const tagsOfTag = ({ _id, slug, aliases }: TagRecord): string[] => [
  tagTag(_id),
  TAG_LISTS,
  ...[slug, ...aliases].map((key) => missTag('tag', key)),
];
export const tagsOfPost = (post: SocialPostRecord): string[] => [
  postTag(post._id),
  missTag('post', post.url),
  missTag('post', postKey(post)),
];
export const tagsOfEdition = ({ _id, locale, date }: EditionRecord): string[] => [
  editionTag(_id),
  unseenTag(_id),
  EDITION_LISTS,
  missTag('edition', editionKey({ locale, date })),
];
/** The key of an edition as one text. */
export const editionKey = ({ locale, date }: Pick<EditionRecord, 'locale' | 'date'>): string =>
  `${date} ${locale}`;
