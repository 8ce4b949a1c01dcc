import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { ArticleHead, BlockRecord } from '../src/content/records.ts';
import type { GatewayContext } from './context.ts';

/** The blocks of a story that the viewer may read. One that went away between two reads has none. */
export const readableBlocks = (
  { _id }: ArticleHead,
  { loaders }: GatewayContext,
): Loaded<readonly BlockRecord[]> =>
  thenLoaded(loaders.articles.bodies.load(_id), (body) => body?.blocks ?? []);
