import { webUrl } from '../src/content/html-text.ts';
import { htmlOf, markdownOf, marksOf, plainOf } from '../src/content/rich-text.ts';
import type { Resolvers } from './types.generated.ts';

/** Rich text is its spans; links to our own stories lead to their canonical addresses already when a body is loaded. */
export const richTextResolvers: Pick<Resolvers, 'RichText' | 'Span'> = {
  RichText: {
    plain: (spans) => plainOf(spans),
    html: (spans) => htmlOf(spans),
    markdown: (spans) => markdownOf(spans),
    spans: (spans) => spans,
  },
  Span: {
    marks: (span) => marksOf(span),
    href: ({ href }) => webUrl(href),
    article: ({ articleId }, _, { loaders }) =>
      articleId === null ? null : loaders.articles.byId.load(articleId),
  },
};
