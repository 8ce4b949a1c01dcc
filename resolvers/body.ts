import { bodyHtml } from '../src/content/body-html.ts';
import { type BodyReferences, postIdsOf } from '../src/content/body-render.ts';
import { bodyMarkdown, bodyText } from '../src/content/body-text.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { BlockRecord } from '../src/content/records.ts';
import { type BlockPage, blockPage } from './block-page.ts';
import type { BodyView } from './body-view.ts';
import type { GatewayContext } from './context.ts';
import { readableBlocks } from './readable-blocks.ts';
import type { Resolvers } from './types.generated.ts';

type Render = (blocks: readonly BlockRecord[], references: BodyReferences) => string;

const rendered =
  (render: Render) =>
  (view: BodyView, _: unknown, context: GatewayContext): Loaded<string> =>
    thenLoaded(readableBlocks(view.article, context), (blocks) =>
      thenLoaded(context.loaders.socialPosts.embedded.loadMany(postIdsOf(blocks)), (found) =>
        render(blocks, {
          locale: view.article.locale,
          posts: new Map(found.flatMap((post) => (post === null ? [] : [[post._id, post]]))),
        }),
      ),
    );

const blocks = (
  { article }: BodyView,
  args: { readonly first?: number | null; readonly after?: string | null },
  context: GatewayContext,
): Loaded<BlockPage> =>
  thenLoaded(readableBlocks(article, context), (all) => blockPage(all, article.locale, args));

export const bodyResolvers: Pick<Resolvers, 'ArticleBody' | 'FullBody' | 'PreviewBody'> = {
  ArticleBody: {
    __resolveType: ({ requires }) => (requires === null ? 'FullBody' : 'PreviewBody'),
  },
  FullBody: {
    blocks,
    wordCount: ({ article }) => article.wordCount,
    html: rendered(bodyHtml),
    text: rendered(bodyText),
    markdown: rendered(bodyMarkdown),
  },
  PreviewBody: {
    blocks,
    requires: ({ article, requires }) => requires ?? article.access,
    remainingBlocks: ({ article }) => Math.max(0, article.blockCount - article.previewBlockCount),
  },
};
