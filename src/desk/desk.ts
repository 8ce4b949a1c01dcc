import type { Cache } from '../cache/cache.ts';
import { GatewayError } from '../content/errors.ts';
import type { Viewer } from '../content/viewer.ts';

/** The most tags of one purge. */
const MAX_TAGS = 500;

/** The commands that one viewer may give. Each checks for itself that they may, before anything else. */
export interface Desk {
  /** Throws FORBIDDEN for all but administrators. */
  purge(tags: readonly string[]): Promise<{ readonly announced: boolean }>;
}

export const createDesk = ({
  viewer,
  cache,
}: {
  readonly viewer: Viewer;
  readonly cache: Pick<Cache, 'purge'>;
}): Desk => ({
  async purge(tags) {
    if (!viewer.roles.includes('ADMIN')) throw new GatewayError('FORBIDDEN');
    if (tags.length === 0 || tags.length > MAX_TAGS)
      throw new GatewayError(
        'BAD_USER_INPUT',
        `\`tags\` has ${tags.length} tags, and must have from 1 to ${MAX_TAGS}.`,
      );
    return await cache.purge(tags);
  },
});
