import { sightOf } from '../src/content/access.ts';
import type { ArticleHead } from '../src/content/records.ts';
import type { GatewayContext } from './context.ts';

/** Whether the viewer may read all of a story. */
export const isWhole = (article: ArticleHead, { viewer, clock }: GatewayContext): boolean =>
  sightOf(article, viewer, clock()).kind === 'FULL';
