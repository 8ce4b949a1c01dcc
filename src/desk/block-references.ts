import { linkedArticleIds } from '../content/body-links.ts';
import { postIdsOf } from '../content/body-render.ts';
import type { BlockRecord } from '../content/records.ts';
import type { Store } from '../store/store.ts';
import { articlesByIds } from './references.ts';
import type { Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

/** Complains of blocks that refer to what isn't there, or to their own story, and gives pointers to our stories their addresses. */
export const checkBlocks = async (
  blocks: readonly BlockRecord[],
  storyId: string,
  path: Path,
  store: Pick<Store, 'articles' | 'socialPosts'>,
  complaints: Complaints,
): Promise<BlockRecord[]> => {
  const ids = linkedArticleIds(blocks);
  const postIds = postIdsOf(blocks);
  const [articles, posts] = await Promise.all([
    articlesByIds(store, ids),
    postIds.length === 0 ? [] : store.socialPosts.byIds(postIds),
  ]);
  const known = new Set(posts.map(({ _id }) => _id));
  return blocks.map((block, index) => {
    const at = [...path, index];
    for (const id of linkedArticleIds([block]).filter(
      (linked) => !articles.has(linked) && linked !== storyId,
    ))
      complaints.add(at, 'NOT_FOUND', `There is no story ${id}.`);
    for (const id of postIdsOf([block]).filter((post) => !known.has(post)))
      complaints.add(at, 'NOT_FOUND', `There is no social post ${id}: add it by its address first.`);
    if (block.type !== 'RelatedLink' || block.articleId === null) return block;
    if (block.articleId === storyId)
      complaints.add(
        [...at, 'relatedLink', 'article'],
        'SELF_REFERENCE',
        'A story does not point to itself.',
      );
    return { ...block, url: articles.get(block.articleId)?.url ?? block.url };
  });
};
