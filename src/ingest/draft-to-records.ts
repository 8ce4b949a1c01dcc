import { figuresOf } from '../content/article-figures.ts';
import { listedAt, visibleFrom } from '../content/article-visibility.ts';
import { foldName } from '../content/fold-name.ts';
import { idFor } from '../content/global-id.ts';
import { localeChain } from '../content/locale.ts';
import { postKey } from '../content/post-key.ts';
import type {
  ArticleHead,
  ArticleRecord,
  BlockRecord,
  BylineTokenRecord,
  CorrespondentRecord,
  SocialPostRecord,
  TagRecord,
} from '../content/records.ts';
import { canonicalPost } from '../embeds/canonical-post.ts';
import { detectLocale } from './detect-locale.ts';
import { correspondentOf, postOf, tagOf } from './new-records.ts';
import type { BlockDraft, PageDraft } from './page-draft.ts';
import { slugOf } from './slug.ts';

/** What the newsroom has already of what a draft names. */
export interface Present {
  readonly article: ArticleHead | null;
  /** By folded name. */
  readonly correspondents: ReadonlyMap<string, CorrespondentRecord>;
  /** By slug or alias. */
  readonly tags: ReadonlyMap<string, TagRecord>;
  /** By `postKey()`. */
  readonly socialPosts: ReadonlyMap<string, SocialPostRecord>;
  readonly slugIsTaken: (slug: string) => boolean;
}

export interface ImportSettings {
  readonly now: Date;
  /** Where stories without an address of their own get one. */
  readonly siteUrl: string;
  /** Of stories in whose words no language is found. */
  readonly locale: string;
}

export interface StoryRecords {
  readonly article: ArticleRecord;
  readonly correspondents: readonly CorrespondentRecord[];
  readonly tags: readonly TagRecord[];
  readonly socialPosts: readonly SocialPostRecord[];
}

/** By what a story is known again: its source's id or address, else its own first words. */
export const keyOf = ({ key, headline, blocks }: PageDraft): string => {
  if (key !== null) return key;
  const first = blocks.find((block) => block.type === 'Paragraph');
  const words = first?.type === 'Paragraph' ? first.content.map(({ text }) => text).join('') : '';
  return idFor('art', `words:${headline}\n${words}`).replace('art_', 'text:');
};

/** The draft of a post that isn't one of a platform we know has no record, and its block is left out before it comes here. */
const blockRecords = (
  drafts: readonly BlockDraft[],
  posts: ReadonlyMap<string, SocialPostRecord>,
): BlockRecord[] =>
  drafts.map((draft, index) => {
    const id = `b${index + 1}`;
    if (draft.type !== 'SocialEmbed') return { ...draft, id };
    return { id, type: 'SocialEmbed', socialPostId: posts.get(draft.url)?._id ?? idFor('pst', draft.url) };
  });

/** The posts of a draft by their addresses: those that are here already know more than an address does. */
const postsOf = (
  { blocks }: PageDraft,
  present: Present,
  now: Date,
): ReadonlyMap<string, SocialPostRecord> => {
  const posts = new Map<string, SocialPostRecord>();
  for (const block of blocks) {
    const made = block.type === 'SocialEmbed' ? postOf(block.url, now) : null;
    if (block.type === 'SocialEmbed' && made !== null)
      posts.set(block.url, present.socialPosts.get(postKey(made)) ?? made);
  }
  return posts;
};

/** What the posts of a draft are looked up by before they are made. */
export const postKeys = ({ blocks }: PageDraft): string[] =>
  blocks.flatMap((block) => {
    const post = block.type === 'SocialEmbed' ? canonicalPost(block.url) : null;
    return post === null ? [] : [postKey(post)];
  });

/** The line as printed with the authors in their places, or their names in a row. */
const bylineOf = (
  draft: PageDraft,
  authors: readonly { name: string; id: string }[],
): BylineTokenRecord[] => {
  const line = draft.byline;
  if (line === null || !authors.every(({ name }) => line.includes(name))) {
    return authors.flatMap(({ name, id }, index) => [
      ...(index === 0 ? [] : [{ text: ', ', correspondentId: null }]),
      { text: name, correspondentId: id },
    ]);
  }
  const tokens: BylineTokenRecord[] = [];
  let rest = line;
  for (const { name, id } of [...authors].sort(
    (one, other) => line.indexOf(one.name) - line.indexOf(other.name),
  )) {
    const at = rest.indexOf(name);
    if (at === -1) continue;
    if (at > 0) tokens.push({ text: rest.slice(0, at), correspondentId: null });
    tokens.push({ text: name, correspondentId: id });
    rest = rest.slice(at + name.length);
  }
  return rest === '' ? tokens : [...tokens, { text: rest, correspondentId: null }];
};

/** The slug that a tag is looked up by before it is made. */
export const tagSlugs = ({ tags, section }: PageDraft): string[] =>
  [...tags, ...(section === null ? [] : [section])].map(slugOf).filter((slug) => slug !== '');

/** A draft as records. The story keeps its id, its slug and its first date if it is here already. */
export const recordsOf = (draft: PageDraft, present: Present, settings: ImportSettings): StoryRecords => {
  const { now, siteUrl } = settings;
  const { article: earlier } = present;
  const key = keyOf(draft);
  const id = earlier?._id ?? idFor('art', `source:${key}`);
  const locale = draft.locale ?? detectLocale(draft) ?? settings.locale;

  const made = draft.authors.map(
    (author) => present.correspondents.get(foldName(author.name)) ?? correspondentOf(author, locale, now),
  );
  const people = draft.authors.map(({ name, bio, role }, index) => ({
    name,
    bio,
    role,
    id: made[index]?._id ?? '',
  }));
  const tag = (name: string, kind: TagRecord['kind']): TagRecord =>
    present.tags.get(slugOf(name)) ?? tagOf(name, kind, locale, now);
  const section = draft.section === null ? null : tag(draft.section, 'SECTION');
  const tags = [
    ...new Map(draft.tags.map((name) => tag(name, 'TOPIC')).map((one) => [one._id, one])).values(),
  ];

  const posts = postsOf(draft, present, now);
  const blocks = blockRecords(draft.blocks, posts);
  const slug = earlier?.slug ?? freeSlug(draft.headline, id, present);
  const url = draft.url ?? earlier?.url ?? `${siteUrl}/${section?.slug ?? 'story'}/${slug}`;
  const publishedAt = draft.publishedAt ?? earlier?.publishedAt ?? now;
  const timing = {
    status: 'PUBLISHED',
    publishedAt,
    embargoedUntil: null,
    createdAt: earlier?.createdAt ?? now,
  } as const;
  return {
    correspondents: made.filter(({ nameKey }) => !present.correspondents.has(nameKey)),
    tags: [...tags, ...(section === null ? [] : [section])].filter(({ slug }) => !present.tags.has(slug)),
    socialPosts: [...posts.values()].filter((post) => !present.socialPosts.has(postKey(post))),
    article: {
      _id: id,
      slug,
      slugHistory: earlier?.slugHistory ?? [],
      url,
      urlHistory:
        earlier === null || earlier.url === url
          ? (earlier?.urlHistory ?? [])
          : [...earlier.urlHistory, earlier.url],
      locale,
      localeChain: localeChain(locale),
      translationGroup: earlier?.translationGroup ?? null,
      access: draft.access,
      headline: draft.headline,
      kicker: draft.kicker,
      standfirst: draft.standfirst,
      byline: bylineOf(draft, people),
      contributions: people.map(({ id, role, bio }) => ({
        role,
        correspondentId: id,
        bioAtPublication: bio,
      })),
      leadImage: draft.leadImage,
      sectionId: section?._id ?? null,
      tagIds: tags.map(({ _id }) => _id),
      ...timing,
      updatedAt: draft.modifiedAt ?? publishedAt,
      firstPublishedAt: earlier?.firstPublishedAt ?? publishedAt,
      visibleFrom: visibleFrom(timing),
      listedAt: listedAt(timing),
      ...figuresOf(blocks, { locale, access: draft.access, previewBlockCount: draft.previewBlockCount }),
      live: null,
      source: { key, name: draft.sourceName, url: draft.url, modifiedAt: draft.modifiedAt },
      version: (earlier?.version ?? 0) + 1,
      blocks,
    },
  };
};

const freeSlug = (headline: string, id: string, { slugIsTaken }: Present): string => {
  const slug = slugOf(headline);
  if (slug === '') return id.replace('_', '-');
  return slugIsTaken(slug) ? `${slug}-${id.slice(-5)}` : slug;
};
