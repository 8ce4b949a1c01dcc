import { foldName } from '../content/fold-name.ts';
import { idFor } from '../content/global-id.ts';
import type {
  ArticleRecord,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../content/records.ts';
import { authorPage, canonicalPost, tracksReader } from '../embeds/canonical-post.ts';
import type { Store } from '../store/store.ts';
import { composeStory, sampleId } from './newsroom/compose.ts';
import { CORRESPONDENTS } from './newsroom/correspondents.ts';
import { EDITIONS } from './newsroom/editions.ts';
import { POSTS } from './newsroom/posts.ts';
import { ARABIC } from './newsroom/stories-ar.ts';
import { ENGLISH } from './newsroom/stories-en.ts';
import { FRENCH } from './newsroom/stories-fr.ts';
import { TAGS } from './newsroom/tags.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STORIES = [...ENGLISH, ...FRENCH, ...ARABIC];

export interface SampleNewsroom {
  readonly articles: readonly ArticleRecord[];
  readonly correspondents: readonly CorrespondentRecord[];
  readonly tags: readonly TagRecord[];
  readonly socialPosts: readonly SocialPostRecord[];
  readonly editions: readonly EditionRecord[];
}

const tagRecords = (updatedAt: Date): TagRecord[] => {
  const bySlug = new Map(TAGS.map((tag) => [tag.slug, tag]));
  const ancestors = (slug: string | undefined): string[] => {
    const tag = slug === undefined ? undefined : bySlug.get(slug);
    return tag === undefined ? [] : [...ancestors(tag.parent), sampleId.tag(tag.slug)];
  };
  const mergedInto = (slug: string) => TAGS.filter((other) => other.mergedInto === slug);
  return TAGS.map((tag) => ({
    _id: sampleId.tag(tag.slug),
    slug: tag.slug,
    name: tag.name,
    kind: tag.kind,
    description: tag.description ?? {},
    aliases: tag.aliases ?? [],
    nameKeys: [...new Set([...Object.values(tag.name), ...(tag.aliases ?? [])].map(foldName))],
    parentId: tag.parent === undefined ? null : sampleId.tag(tag.parent),
    ancestorIds: ancestors(tag.parent),
    sameAs: tag.sameAs ?? [],
    mergedInto: tag.mergedInto === undefined ? null : sampleId.tag(tag.mergedInto),
    mergedFromIds: mergedInto(tag.slug).map(({ slug }) => sampleId.tag(slug)),
    mergedSlugs: mergedInto(tag.slug).flatMap(({ slug, aliases = [] }) => [slug, ...aliases]),
    retired: tag.retired ?? false,
    version: 1,
    updatedAt,
  }));
};

const correspondentRecords = (updatedAt: Date): CorrespondentRecord[] =>
  CORRESPONDENTS.map(({ slug, name, title, bio, beats, accounts = [], portrait, formerSlugs = [] }) => ({
    _id: sampleId.correspondent(slug),
    slug,
    slugHistory: formerSlugs,
    name,
    nameKey: foldName(name),
    title,
    bio,
    portrait: portrait ?? null,
    beatTagIds: beats.map(sampleId.tag),
    accounts,
    mergedInto: null,
    mergedFromIds: [],
    version: 1,
    updatedAt,
  }));

const postRecords = (midnight: number): SocialPostRecord[] =>
  POSTS.map(({ url, name, text, hoursAgo, availability = 'AVAILABLE', media = [] }) => {
    const post = canonicalPost(url);
    if (post === null) throw new Error(`The sample newsroom's post ${url} is on no platform.`);
    return {
      _id: sampleId.post(post.url),
      platform: post.platform,
      url: post.url,
      postId: post.postId,
      author: { handle: post.handle ?? '', name, url: authorPage(post) },
      text,
      media,
      postedAt: new Date(midnight - hoursAgo * HOUR),
      retrievedAt: new Date(midnight),
      availability,
      tracksReader: tracksReader(post.platform),
      version: 1,
      updatedAt: new Date(midnight),
    };
  });

const editionRecords = (midnight: number): EditionRecord[] =>
  EDITIONS.map(({ locale, title, daysAgo, sections }) => {
    const at = new Date(midnight - daysAgo * DAY);
    const date = at.toISOString().slice(0, 10);
    return {
      _id: idFor('edt', `sample:${locale}:${daysAgo}`),
      date,
      locale,
      title,
      sections: sections.map(({ title, tag, slugs }) => ({
        title,
        tagId: tag === undefined ? null : sampleId.tag(tag),
        articleIds: slugs.map(sampleId.article),
      })),
      publishedAt: at,
      version: 1,
      updatedAt: at,
    };
  });

/** The sample newsroom as it stands on the day (UTC) of `now`, in milliseconds: the same all day long. */
export const sampleNewsroom = (now: number, siteUrl = 'https://news.example'): SampleNewsroom => {
  const midnight = Math.floor(now / DAY) * DAY;
  const sections = new Map(STORIES.map(({ slug, section }) => [slug, section]));
  const urlOf = (slug: string): string => `${siteUrl}/${sections.get(slug) ?? 'story'}/${slug}`;
  return {
    articles: STORIES.map((story) => composeStory(story, { midnight, urlOf })),
    correspondents: correspondentRecords(new Date(midnight)),
    tags: tagRecords(new Date(midnight)),
    socialPosts: postRecords(midnight),
    editions: editionRecords(midnight),
  };
};

export interface Seeded {
  readonly stories: number;
  readonly correspondents: number;
  readonly tags: number;
  readonly 'social posts': number;
  readonly editions: number;
}

/** Writes the sample newsroom. What stories refer to goes in before them, so that no reader meets a gap. On another day it moves the stories to that day. */
export const seedNewsroom = async (store: Store, now: number): Promise<Seeded> => {
  const { articles, correspondents, tags, socialPosts, editions } = sampleNewsroom(now);
  await Promise.all([
    store.tags.put(tags),
    store.correspondents.put(correspondents),
    store.socialPosts.put(socialPosts),
  ]);
  await store.articles.put(articles);
  await store.editions.put(editions);
  return {
    stories: articles.length,
    correspondents: correspondents.length,
    tags: tags.length,
    'social posts': socialPosts.length,
    editions: editions.length,
  };
};

/** Whether somebody began to seed this database and was stopped before the end: nothing but samples, and not all their editions, which go in last. */
const isHalfSeeded = async (store: Store, stories: number, samples: SampleNewsroom): Promise<boolean> => {
  const { articles, editions } = samples;
  if (stories > articles.length) return false;
  const [ours, fronts] = await Promise.all([
    store.articles.heads(articles.map(({ _id }) => _id)),
    store.editions.byIds(editions.map(({ _id }) => _id)),
  ]);
  return ours.length === stories && fronts.length < editions.length;
};

/**
 * Gives a newcomer something to read: seeds a database that holds no story, or only what a start that was stopped had put in. Answers with the number of stories written.
 */
export const seedIfEmpty = async (store: Store, now: number): Promise<number> => {
  const [count = 0] = await store.articles.counts([{ kind: 'and', all: [] }]);
  const wanted = count === 0 || (await isHalfSeeded(store, count, sampleNewsroom(now)));
  return wanted ? (await seedNewsroom(store, now)).stories : 0;
};
