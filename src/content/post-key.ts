import type { SocialPostRecord } from './records.ts';

/** Platforms on which the id of a post is unique only beside its author's or its server's name. */
const SCOPED: ReadonlySet<SocialPostRecord['platform']> = new Set(['MASTODON', 'BLUESKY', 'TELEGRAM']);

type Named = Pick<SocialPostRecord, 'platform' | 'postId' | 'url'>;

/**
 * What makes a post that post, whichever of its addresses is at hand: `X:1790000000000000004`. Where ids are counted by author or server, the address
 * follows without regard to case: `TELEGRAM:12:https://t.me/harbour/12`.
 */
export const postKey = ({ platform, postId, url }: Named): string =>
  `${platform}:${postId}${SCOPED.has(platform) ? `:${url.toLowerCase()}` : ''}`;

/** The post's id on its platform, out of its key. */
export const postIdOf = (key: string): string => key.split(':')[1] ?? '';
