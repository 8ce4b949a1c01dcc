import { carriedIds } from '../src/content/carried-ids.ts';
import { thenLoaded } from '../src/content/loaded.ts';
import { inLocale } from '../src/content/locale.ts';
import { tagUrl } from '../src/content/newsroom.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import type { TagRecord } from '../src/content/records.ts';
import { articleList } from './article-list.ts';
import { connectionFields, pagedConnection } from './connection.ts';
import { exactlyOne } from './exactly-one.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

export const tagQueries: Pick<QueryResolvers, 'tag' | 'tags'> = {
  tag: (_, args, { loaders: { tags } }) => {
    const { name, value } = exactlyOne(args, ['id', 'slug']);
    return (name === 'id' ? tags.byId : tags.bySlug).load(value);
  },
  tags: (_, { filter, ...page }, { loaders: { tags } }) => {
    const query = {
      kind: filter?.kind ?? null,
      parent: filter?.parent ?? null,
      nameStartsWith: filter?.nameStartsWith ?? null,
    };
    return pagedConnection({
      kind: 'slug',
      request: pageRequest(page, 'slug'),
      read: (request) => tags.page({ ...query, page: request }),
      total: () => tags.count(query),
      placeOf: ({ slug, _id }) => ({ value: slug, id: _id }),
    });
  },
};

export const tagResolvers: Pick<Resolvers, 'Tag' | 'TagConnection'> = {
  Tag: {
    id: ({ _id }) => _id,
    aliases: ({ aliases, mergedSlugs = [] }) => [...aliases, ...mergedSlugs],
    url: (tag, _, { newsroom }) => tagUrl(newsroom, tag),
    name: ({ name, slug }, { locale }, { newsroom }) =>
      inLocale(name, locale ?? null, newsroom.locale) ?? slug,
    description: ({ description }, { locale }, { newsroom }) =>
      inLocale(description, locale ?? null, newsroom.locale),
    parent: ({ parentId }, _, { loaders }) => (parentId === null ? null : loaders.tags.byId.load(parentId)),
    children: ({ _id }, _, { loaders }) => loaders.tags.children.load(_id),
    articles: (tag, { includeDescendants, ...args }, context) =>
      includeDescendants
        ? thenLoaded(context.loaders.tags.withDescendants.load(tag._id), (ids) =>
            articleList(args, context, { kind: 'tag', ids }),
          )
        : articleList(args, context, { kind: 'tag', ids: carriedIds(tag) }),
    articleCount: (tag, _, { loaders }) =>
      loaders.articles.counts.load({ below: { kind: 'tag', ids: carriedIds(tag) }, filter: null }),
  },
  TagConnection: connectionFields<TagRecord>(),
};
