import { bodyHtml } from '../src/content/body-html.ts';
import { type BodyReferences, postIdsOf } from '../src/content/body-render.ts';
import { bodyMarkdown, bodyText } from '../src/content/body-text.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { BlockRecord } from '../src/content/records.ts';
import { blockPage } from './block-page.ts';
import type { BodyView } from './body-view.ts';
import type { GatewayContext } from './context.ts';
import type { Resolvers } from './types.generated.ts';

/** The blocks that the viewer may read. A story that went away between two reads has none. */
const blocksOf = ({ article }: BodyView, { loaders }: GatewayContext): Loaded<readonly BlockRecord[]> =>
  thenLoaded(loaders.articles.bodies.load(article._id), (body) => body?.blocks ?? []);

type Render = (blocks: readonly BlockRecord[], references: BodyReferences) => string;

const rendered =
  (render: Render) =>
  (view: BodyView, _: unknown, context: GatewayContext): Loaded<string> =>
    thenLoaded(blocksOf(view, context), (blocks) =>
      thenLoaded(context.loaders.socialPosts.byId.loadMany(postIdsOf(blocks)), (found) =>
        render(blocks, {
          locale: view.article.locale,
          posts: new Map(found.flatMap((post) => (post === null ? [] : [[post._id, post]]))),
        }),
      ),
    );

export const bodyResolvers: Pick<Resolvers, 'ArticleBody' | 'FullBody' | 'PreviewBody'> = {
  ArticleBody: {
    __resolveType: ({ requires }) => (requires === null ? 'FullBody' : 'PreviewBody'),
  },
  FullBody: {
    blocks: (view, args, context) =>
      thenLoaded(blocksOf(view, context), (blocks) => blockPage(blocks, view.article.locale, args)),
    wordCount: ({ article }) => article.wordCount,
    html: rendered(bodyHtml),
    text: rendered(bodyText),
    markdown: rendered(bodyMarkdown),
  },
  PreviewBody: {
    blocks: (view, args, context) =>
      thenLoaded(blocksOf(view, context), (blocks) => blockPage(blocks, view.article.locale, args)),
    requires: ({ article, requires }) => requires ?? article.access,
    remainingBlocks: ({ article }) => Math.max(0, article.blockCount - article.previewBlockCount),
  },
};
