import { NEWEST_FIRST } from '../src/content/article-condition.ts';
import type { Clock } from '../src/content/clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { MetPost } from '../src/content/met-post.ts';
import { postKey } from '../src/content/post-key.ts';
import type {
  ArticleBody,
  ArticleHead,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../src/content/records.ts';
import {
  articleTag,
  correspondentTag,
  detailTag,
  editionKey,
  editionTag,
  listTags,
  postTag,
  tagTag,
} from '../src/content/surrogate-tags.ts';
import type { KeysBy } from '../src/store/store.ts';
import { type RecordKind, recordsById } from './cached-records.ts';
import type { Reads } from './create-loaders.ts';
import { parseEditionKey } from './edition-loaders.ts';
import { KeyedRecords } from './keyed-records.ts';

const storyTags = (id: string): readonly string[] => [articleTag(id), detailTag(id)];
const BODY: RecordKind<ArticleBody> = { prefix: 'body:', tagsOf: storyTags };
const CORRESPONDENT: RecordKind<CorrespondentRecord> = {
  prefix: 'correspondent:',
  tagsOf: (id) => [correspondentTag(id)],
};
const TAG: RecordKind<TagRecord> = { prefix: 'tag:', tagsOf: (id) => [tagTag(id)] };
const POST: RecordKind<SocialPostRecord> = { prefix: 'post:', tagsOf: (id) => [postTag(id)] };
/** Of the stories that have it, too: it ends when one of them comes, goes or changes who may read it. */
const MET_POST: RecordKind<MetPost> = {
  prefix: 'met-post:',
  tagsOf: (id) => [postTag(id), ...listTags({ kind: 'socialPost', ids: [id] }, NEWEST_FIRST)],
};

export interface KeptRecordsOptions {
  readonly store: Reads;
  /** When the next story or edition shows by itself. */
  readonly nextMoment: () => Loaded<number | null>;
  readonly clock: Clock;
}

/** What is kept of each collection's records: under which keys and surrogate tags, and how it is read. */
export const keptRecords = ({ store, nextMoment, clock }: KeptRecordsOptions) => {
  const isAhead = (moment: Date | null): boolean => moment === null || moment.getTime() > clock();
  const HEAD: RecordKind<ArticleHead> = {
    prefix: 'head:',
    tagsOf: storyTags,
    hiding: { isHidden: ({ visibleFrom }) => isAhead(visibleFrom), nextMoment },
  };
  const EDITION: RecordKind<EditionRecord> = {
    prefix: 'edition:',
    tagsOf: (id) => [editionTag(id)],
    hiding: { isHidden: ({ publishedAt }) => isAhead(publishedAt), nextMoment },
  };
  const { articles, correspondents, tags, socialPosts, editions } = store;

  const readEditions = async ({ id = [], day = [] }: KeysBy<'id' | 'day'>) =>
    (
      await Promise.all([
        id.length === 0 ? [] : editions.byIds(id),
        day.length === 0 ? [] : editions.byKeys(day.map(parseEditionKey)),
      ])
    ).flat();
  return {
    stories: new KeyedRecords({
      kind: HEAD,
      texts: BODY,
      read: (keys, onText) => articles.byAnyKey(keys, onText),
      pointers: {
        slug: { name: 'slug', keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory] },
        url: { name: 'url', keysOf: ({ url, urlHistory }) => [url, ...urlHistory] },
      },
    }),
    texts: recordsById(BODY, (ids) => articles.bodies(ids)),
    correspondents: new KeyedRecords({
      kind: CORRESPONDENT,
      read: (keys) => correspondents.byAnyKey(keys),
      pointers: {
        slug: { name: 'correspondent', keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory] },
      },
    }),
    tags: new KeyedRecords({
      kind: TAG,
      read: (keys) => tags.byAnyKey(keys),
      pointers: { slug: { name: 'tag', keysOf: ({ slug, aliases }) => [slug, ...aliases] } },
    }),
    posts: recordsById(POST, (ids) => socialPosts.byIds(ids)),
    postsMet: new KeyedRecords({
      kind: MET_POST,
      read: (keys) => socialPosts.met(keys),
      pointers: {
        url: { name: 'post', keysOf: ({ post }) => [post.url] },
        postKey: { name: 'post', keysOf: ({ post }) => [postKey(post)] },
      },
    }),
    editions: new KeyedRecords({
      kind: EDITION,
      read: readEditions,
      pointers: { day: { name: 'edition', keysOf: (edition) => [editionKey(edition)] } },
    }),
  };
};
