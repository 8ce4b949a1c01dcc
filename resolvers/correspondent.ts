import { carriedIds } from '../src/content/carried-ids.ts';
import { inLocale } from '../src/content/locale.ts';
import { correspondentUrl } from '../src/content/newsroom.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import type { CorrespondentRecord } from '../src/content/records.ts';
import { articleList } from './article-list.ts';
import { connectionFields, pagedConnection } from './connection.ts';
import { exactlyOne } from './exactly-one.ts';
import { imageView } from './image-view.ts';
import { present } from './present.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

export const correspondentQueries: Pick<QueryResolvers, 'correspondent' | 'correspondents'> = {
  correspondent: (_, args, { loaders: { correspondents } }) => {
    const { name, value } = exactlyOne(args, ['id', 'slug']);
    return (name === 'id' ? correspondents.byId : correspondents.bySlug).load(value);
  },
  correspondents: (_, { filter, ...page }, { loaders: { correspondents } }) => {
    const query = { nameStartsWith: filter?.nameStartsWith ?? null, beat: filter?.beat ?? null };
    return pagedConnection({
      kind: 'name',
      request: pageRequest(page, 'name'),
      read: (request) => correspondents.page({ ...query, page: request }),
      total: () => correspondents.count(query),
      placeOf: ({ nameKey, _id }) => ({ value: nameKey, id: _id }),
    });
  },
};

export const correspondentResolvers: Pick<Resolvers, 'Correspondent' | 'CorrespondentConnection'> = {
  Correspondent: {
    id: ({ _id }) => _id,
    url: (correspondent, _, { newsroom }) => correspondentUrl(newsroom, correspondent),
    title: ({ title }, { locale }, { newsroom }) => inLocale(title, locale ?? null, newsroom.locale),
    bio: ({ bio }, { locale }, { newsroom }) => inLocale(bio, locale ?? null, newsroom.locale),
    portrait: ({ portrait }, _, { newsroom }) =>
      portrait === null ? null : imageView(portrait, newsroom.locale),
    beats: ({ beatTagIds }, _, { loaders }) => present(loaders.tags.byId.loadMany(beatTagIds)),
    articles: (correspondent, args, context) =>
      articleList(args, context, { kind: 'correspondent', ids: carriedIds(correspondent) }),
    articleCount: (correspondent, _, { loaders }) =>
      loaders.articles.counts.load({
        below: { kind: 'correspondent', ids: carriedIds(correspondent) },
        filter: null,
      }),
  },
  CorrespondentConnection: connectionFields<CorrespondentRecord>(),
};
