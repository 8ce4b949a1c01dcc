import { foldName } from '../content/fold-name.ts';
import { idFor } from '../content/global-id.ts';
import { postKey } from '../content/post-key.ts';
import type { CorrespondentRecord, SocialPostRecord, TagRecord } from '../content/records.ts';
import { authorPage, canonicalPost, tracksReader } from '../embeds/canonical-post.ts';
import type { AuthorDraft } from './page-draft.ts';
import { slugOf } from './slug.ts';

/** A post of which only the address is known; `null` where that is no post's. */
export const postOf = (url: string, now: Date): SocialPostRecord | null => {
  const post = canonicalPost(url);
  if (post === null) return null;
  const handle = post.handle ?? '';
  return {
    _id: idFor('pst', postKey(post)),
    platform: post.platform,
    url: post.url,
    postId: post.postId,
    author: { handle, name: handle, url: authorPage(post) },
    text: '',
    media: [],
    postedAt: null,
    retrievedAt: null,
    availability: 'UNKNOWN',
    tracksReader: tracksReader(post.platform),
    version: 1,
    updatedAt: now,
  };
};

/** A correspondent of whom nothing is known but what a page says. */
export const correspondentOf = (
  { name, title, bio }: AuthorDraft,
  locale: string,
  now: Date,
): CorrespondentRecord => {
  const id = idFor('cor', `name:${foldName(name)}`);
  return {
    _id: id,
    slug: slugOf(name) || id,
    slugHistory: [],
    name,
    nameKey: foldName(name),
    title: title === null ? {} : { [locale]: title },
    bio: bio === null ? {} : { [locale]: bio },
    portrait: null,
    beatTagIds: [],
    accounts: [],
    mergedInto: null,
    mergedFromIds: [],
    version: 1,
    updatedAt: now,
  };
};

/** A tag that stories name and nobody has described yet. */
export const tagOf = (name: string, kind: TagRecord['kind'], locale: string, now: Date): TagRecord => {
  const slug = slugOf(name) || idFor('tag', `name:${foldName(name)}`);
  return {
    _id: idFor('tag', `slug:${slug}`),
    slug,
    name: { [locale]: name },
    kind,
    description: {},
    aliases: [],
    nameKeys: [foldName(name)],
    parentId: null,
    ancestorIds: [],
    sameAs: [],
    mergedInto: null,
    mergedFromIds: [],
    retired: false,
    version: 1,
    updatedAt: now,
  };
};
