import { postIdsOf } from '../src/content/body-render.ts';
import { bodyText } from '../src/content/body-text.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import type { ArticleRecord, RevisionHead } from '../src/content/records.ts';
import { revisionId } from '../src/content/revision-id.ts';
import { changesBetween } from '../src/content/story-changes.ts';
import { isStaff } from '../src/content/viewer.ts';
import { blockView } from './block-view.ts';
import type { GatewayContext } from './context.ts';
import { knownEnds } from './page-ends.ts';
import type { ArticleResolvers, Resolvers } from './types.generated.ts';

const cursorOf = ({ _id, version }: RevisionHead): string =>
  encodeCursor('version', { value: version, id: _id });

const storyAsOf = (
  articleId: string,
  version: number,
  { loaders }: GatewayContext,
): Loaded<ArticleRecord | null> =>
  thenLoaded(
    loaders.revisions.byId.load(revisionId(articleId, version)),
    (revision) => revision?.article ?? null,
  );

/** A story's own field: nothing for readers. */
export const articleRevisions: Pick<ArticleResolvers, 'revisions'> = {
  revisions: ({ _id }, args, { loaders, viewer }) => {
    if (!isStaff(viewer)) return null;
    const { limit, after } = pageRequest(args, 'version');
    const beforeVersion = after === null ? null : Number(after.value);
    const list = loaders.revisions.lists.load({ articleId: _id, limit: limit + 1, beforeVersion });
    const newest =
      beforeVersion === null
        ? []
        : loaders.revisions.lists.load({ articleId: _id, limit: 1, beforeVersion: null });
    return thenLoaded(allLoaded<readonly RevisionHead[]>([list, newest]), ([rows = [], earlier = []]) => ({
      rows: rows.slice(0, limit),
      hasNext: rows.length > limit,
      hasPrevious: earlier.some(({ version }) => version >= (beforeVersion ?? Number.POSITIVE_INFINITY)),
    }));
  },
};

export const revisionResolvers: Pick<
  Resolvers,
  'RevisionConnection' | 'Revision' | 'StoryVersion' | 'BlockChange'
> = {
  RevisionConnection: {
    edges: ({ rows }) => rows.map((node) => ({ cursor: cursorOf(node), node })),
    nodes: ({ rows }) => rows,
    pageInfo: ({ rows, ...beyond }) => knownEnds(rows.map(cursorOf), beyond),
  },
  Revision: {
    id: ({ _id }) => _id,
    story: ({ articleId, version }, _, context) =>
      thenLoaded(storyAsOf(articleId, version, context), (story) => {
        if (story === null) throw new TypeError(`The revision of ${articleId} at ${version} has gone.`);
        return story;
      }),
    diff: ({ articleId, version }, { against }, context) =>
      thenLoaded(storyAsOf(articleId, against ?? version - 1, context), (before) =>
        thenLoaded(storyAsOf(articleId, version, context), (after) =>
          before === null || after === null ? null : changesBetween(before, after),
        ),
      ),
  },
  StoryVersion: {
    blocks: ({ blocks, locale }) => blocks.map((block) => blockView(block, locale)),
    text: ({ blocks, locale }, _, { loaders }) =>
      thenLoaded(loaders.socialPosts.byId.loadMany(postIdsOf(blocks)), (found) =>
        bodyText(blocks, {
          locale,
          posts: new Map(found.flatMap((post) => (post === null ? [] : [[post._id, post]]))),
        }),
      ),
  },
  BlockChange: {
    before: ({ before, locale }) => (before === null ? null : blockView(before, locale)),
    after: ({ after, locale }) => (after === null ? null : blockView(after, locale)),
  },
};
