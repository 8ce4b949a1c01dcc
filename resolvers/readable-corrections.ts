import { correctionsIn } from '../src/content/article-figures.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { ArticleHead, BlockRecord, CorrectionRecord } from '../src/content/records.ts';
import type { GatewayContext } from './context.ts';
import { isWhole } from './is-whole.ts';
import { readableBlocks } from './readable-blocks.ts';

/** The corrections and notes that the viewer may read, oldest first: of a gated story those in its preview. */
export const readableCorrections = (
  article: ArticleHead,
  context: GatewayContext,
): Loaded<CorrectionRecord[]> => {
  const all: Loaded<readonly BlockRecord[]> = isWhole(article, context)
    ? context.loaders.articles.linked.load(article.corrections)
    : readableBlocks(article, context);
  return thenLoaded(all, correctionsIn);
};
