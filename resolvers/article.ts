import { sightOf } from '../src/content/access.ts';
import { statusAt } from '../src/content/article-visibility.ts';
import { bylineText } from '../src/content/byline.ts';
import { thenLoaded } from '../src/content/loaded.ts';
import { directionOf, pickLocale } from '../src/content/locale.ts';
import { MAX_RELATED, pageRequest } from '../src/content/page-arguments.ts';
import { readingMinutes } from '../src/content/reading-time.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { articleJsonLdOf } from './article-json-ld.ts';
import { articleList } from './article-list.ts';
import { asksFor } from './asks-for.ts';
import { connectionFields } from './connection.ts';
import { imageView } from './image-view.ts';
import { isWhole } from './is-whole.ts';
import { present } from './present.ts';
import { readableCorrections } from './readable-corrections.ts';
import { articleRevisions } from './revision.ts';
import { storyAt, storyKey } from './story-at.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

const asksForText = asksFor('body');

export const articleQueries: Pick<QueryResolvers, 'article' | 'articles'> = {
  article: (_, args, { loaders: { articles }, countRead }, info) => {
    return thenLoaded(storyAt(articles, storyKey(args), asksForText(info)), (article) => {
      if (article !== null) countRead(article._id);
      return article;
    });
  },
  articles: (_, args, context) => articleList(args, context),
};

export const articleResolvers: Pick<
  Resolvers,
  'Article' | 'ArticleConnection' | 'Byline' | 'BylineToken' | 'Contribution'
> = {
  Article: {
    ...articleRevisions,
    id: ({ _id }) => _id,
    dir: ({ locale }) => directionOf(locale),
    status: (article, _, { clock }) => statusAt(article, clock()),
    byline: (article) => article,
    correspondents: ({ contributions }, _, { loaders }) =>
      present(
        loaders.correspondents.byId.loadMany(contributions.map(({ correspondentId }) => correspondentId)),
      ),
    leadImage: ({ leadImage, locale }) => (leadImage === null ? null : imageView(leadImage, locale)),
    body: (article, _, { viewer, clock }) => {
      const sight = sightOf(article, viewer, clock());
      return { article, requires: sight.kind === 'PREVIEW' ? sight.requires : null };
    },
    tags: ({ tagIds }, _, { loaders }) => present(loaders.tags.byId.loadMany(tagIds)),
    section: ({ sectionId }, _, { loaders }) =>
      sectionId === null ? null : loaders.tags.byId.load(sectionId),
    socialPosts: (article, _, context) =>
      present(
        context.loaders.socialPosts.embedded.loadMany(
          isWhole(article, context)
            ? article.socialPostIds
            : article.socialPostIds.slice(0, article.previewPostCount),
        ),
      ),
    corrections: (article, _, context) => readableCorrections(article, context),
    translations: (article, _, { loaders }) => loaders.articles.translations.load(article),
    translation: (article, { locale }, { loaders }) =>
      thenLoaded(
        loaders.articles.translations.load(article),
        (others) => pickLocale([article, ...others], locale) ?? article,
      ),
    related: (article, { first }, { loaders }) => {
      const { limit } = pageRequest({ first }, 'listedAt', { size: 5, most: MAX_RELATED });
      return loaders.articles.related.load({ article, first: limit });
    },
    live: (article) => (article.live === null ? null : { article, live: article.live }),
    jsonLd: (article, _, context) => articleJsonLdOf(article, context),
    readingMinutes: ({ locale, wordCount, characterCount }) =>
      readingMinutes(locale, wordCount, characterCount),
  },
  ArticleConnection: connectionFields<ArticleHead>(),
  Byline: {
    text: ({ byline }) => bylineText(byline),
    tokens: ({ byline }) => byline,
  },
  BylineToken: {
    correspondent: ({ correspondentId }, _, { loaders }) =>
      correspondentId === null ? null : loaders.correspondents.byId.load(correspondentId),
  },
  Contribution: {
    correspondent: ({ correspondentId }, _, { loaders }) => loaders.correspondents.byId.load(correspondentId),
  },
};
