import { articleJsonLd, jsonLdText } from '../src/content/article-json-ld.ts';
import { entriesIn } from '../src/content/live-entries.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { ArticleHead } from '../src/content/records.ts';
import type { GatewayContext } from './context.ts';
import { present } from './present.ts';
import { readableBlocks } from './readable-blocks.ts';
import { readableCorrections } from './readable-corrections.ts';

/** A story's JSON-LD as text, from what the page's other fields read as well. */
export const articleJsonLdOf = async (article: ArticleHead, context: GatewayContext): Promise<string> => {
  const { loaders, newsroom } = context;
  const { contributions, tagIds, sectionId, live } = article;
  const entries: Loaded<ReturnType<typeof entriesIn>> =
    live === null ? [] : thenLoaded(readableBlocks(article, context), entriesIn);
  const [correspondents, section, tags, corrections, updates] = await Promise.all([
    loaders.correspondents.byId.loadMany(contributions.map(({ correspondentId }) => correspondentId)),
    sectionId === null ? null : loaders.tags.byId.load(sectionId),
    present(loaders.tags.byId.loadMany(tagIds)),
    readableCorrections(article, context),
    entries,
  ]);
  const byCarriedId = new Map(
    contributions.flatMap(({ correspondentId }, at) => {
      const one = correspondents[at];
      return one == null ? [] : [[correspondentId, one] as const];
    }),
  );
  return jsonLdText(
    articleJsonLd({
      article,
      newsroom,
      correspondents: byCarriedId,
      section,
      tags,
      corrections,
      entries: updates,
    }),
  );
};
