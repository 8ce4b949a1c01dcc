import { figuresOf } from '../../content/article-figures.ts';
import { listedAt, visibleFrom } from '../../content/article-visibility.ts';
import { idFor } from '../../content/global-id.ts';
import { localeChain } from '../../content/locale.ts';
import type {
  ArticleRecord,
  BlockRecord,
  BylineTokenRecord,
  ContributionRecord,
  LiveEntryRecord,
  RichTextRecord,
  SpanRecord,
} from '../../content/records.ts';
import { plainSpans } from '../../content/rich-text.ts';
import { CORRESPONDENTS } from './correspondents.ts';
import { POSTS } from './posts.ts';
import { type Draft, rich, type Story } from './story.ts';
import { TAGS } from './tags.ts';

const HOUR = 3_600_000;

/** The ids of the sample newsroom: the same in every installation. */
export const sampleId = {
  article: (slug: string): string => idFor('art', `sample:${slug}`),
  correspondent: (slug: string): string => idFor('cor', `sample:${slug}`),
  tag: (slug: string): string => idFor('tag', `sample:${slug}`),
  post: (url: string): string => idFor('pst', url),
};

const known = <T>(what: string, key: string, found: T | undefined): T => {
  if (found === undefined) throw new Error(`The sample newsroom has no ${what} called ${key}.`);
  return found;
};
const tagId = (slug: string): string =>
  sampleId.tag(
    known(
      'tag',
      slug,
      TAGS.find((tag) => tag.slug === slug),
    ).slug,
  );
const correspondentOf = (slug: string) =>
  known(
    'correspondent',
    slug,
    CORRESPONDENTS.find((one) => one.slug === slug),
  );
const postId = (key: string): string =>
  sampleId.post(
    known(
      'post',
      key,
      POSTS.find((post) => post.key === key),
    ).url,
  );

/** `{key}` in a byline becomes a name with its correspondent. */
const bylineOf = (line: string): BylineTokenRecord[] =>
  line
    .split(/(\{[\w-]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const slug = /^\{([\w-]+)\}$/.exec(part)?.[1];
      if (slug === undefined) return { text: part, correspondentId: null };
      return { text: correspondentOf(slug).name, correspondentId: sampleId.correspondent(slug) };
    });

/** The authors of the byline, then everybody else with what they did. */
const contributionsOf = ({ by, roles = [], locale }: Story): ContributionRecord[] => {
  const others = new Map(roles.map(([role, slug]) => [slug, role]));
  const named = [...by.matchAll(/\{([\w-]+)\}/g)].map(([, slug = '']) => slug);
  const all = [...new Set([...named, ...others.keys()])];
  return all.map((slug) => {
    const { bio } = correspondentOf(slug);
    return {
      role: others.get(slug) ?? 'AUTHOR',
      correspondentId: sampleId.correspondent(slug),
      bioAtPublication: bio[locale] ?? bio['en'] ?? null,
    };
  });
};

/** Links to `story:slug` become links to that story. */
const linked = (text: RichTextRecord, urlOf: (slug: string) => string): RichTextRecord =>
  text.map((span): SpanRecord => {
    const slug = /^story:(.+)$/.exec(span.href ?? '')?.[1];
    return slug === undefined ? span : { ...span, href: urlOf(slug), articleId: sampleId.article(slug) };
  });

/** What composing needs beside the story: the midnight that hours count from, and where every story's page is. */
export interface Composition {
  readonly midnight: number;
  readonly urlOf: (slug: string) => string;
}

const blocksOf = (
  drafts: readonly Draft[],
  { midnight, urlOf }: Composition,
  prefix = 'b',
): { blocks: BlockRecord[]; pinned: string[] } => {
  const pinned: string[] = [];
  const blocks = drafts.map((draft, index): BlockRecord => {
    const id = `${prefix}${index + 1}`;
    switch (draft.type) {
      case 'post':
        return { id, type: 'SocialEmbed', socialPostId: postId(draft.key) };
      case 'related':
        return {
          id,
          type: 'RelatedLink',
          articleId: sampleId.article(draft.slug),
          url: urlOf(draft.slug),
          title: draft.title,
        };
      case 'note':
        return {
          id,
          type: 'Correction',
          correctionType: draft.kind,
          at: new Date(midnight - draft.hoursAgo * HOUR),
          content: rich(draft.text),
        };
      case 'entry': {
        const at = new Date(midnight - draft.hoursAgo * HOUR);
        if (draft.pinned) pinned.push(id);
        const inner = blocksOf(draft.blocks, { midnight, urlOf }, `${id}-`).blocks;
        const { headline, key } = draft;
        return {
          id,
          type: 'LiveEntry',
          at,
          updatedAt: new Date(midnight - draft.changedHoursAgo * HOUR),
          headline,
          key,
          blocks: inner,
        } satisfies LiveEntryRecord;
      }
      case 'Paragraph':
        return { ...draft, id, content: linked(draft.content, urlOf) };
      default:
        return { ...draft, id };
    }
  });
  return { blocks, pinned };
};

/** A story as it is kept. */
export const composeStory = (story: Story, composition: Composition): ArticleRecord => {
  const { midnight, urlOf } = composition;
  const { slug, locale, status = 'PUBLISHED', access = 'FREE', formerSlugs = [] } = story;
  const at = new Date(midnight - story.hoursAgo * HOUR);
  const wasPublic = status === 'PUBLISHED' || status === 'RETRACTED';
  const { blocks, pinned } = blocksOf(story.body, composition);
  const timing = {
    status,
    publishedAt: wasPublic || status === 'SCHEDULED' ? at : null,
    embargoedUntil: story.embargoHours === undefined ? null : new Date(midnight + story.embargoHours * HOUR),
    createdAt: new Date(Math.min(at.getTime(), midnight) - 2 * HOUR),
  };
  const figures = figuresOf(blocks, { locale, access, previewBlockCount: story.preview ?? null });
  const noted = figures.corrections.at(-1)?.at;
  return {
    _id: sampleId.article(slug),
    slug,
    slugHistory: formerSlugs,
    url: urlOf(slug),
    urlHistory: formerSlugs.map((former) => urlOf(slug).replace(/[^/]+$/, former)),
    locale,
    localeChain: localeChain(locale),
    translationGroup: story.group ?? null,
    access,
    headline: story.headline,
    kicker: story.kicker ?? null,
    standfirst: story.standfirst ?? null,
    byline: bylineOf(story.by),
    contributions: contributionsOf(story),
    leadImage: story.image ?? null,
    sectionId: tagId(story.section),
    tagIds: story.tags.map(tagId),
    ...timing,
    updatedAt: noted === undefined || noted < at ? at : noted,
    firstPublishedAt: wasPublic && story.embargoHours === undefined ? at : null,
    visibleFrom: visibleFrom(timing),
    listedAt: listedAt(timing),
    ...figures,
    live: story.liveSummary === undefined ? null : liveOf(story.liveSummary, pinned, story),
    source: null,
    version: 1,
    blocks,
  };
};

const liveOf = (summary: string, pinnedEntryIds: readonly string[], { hoursAgo }: Story) => ({
  isLive: hoursAgo < 24,
  pinnedEntryIds,
  summary: plainSpans(summary),
});
