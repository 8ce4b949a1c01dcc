import type { Platform } from '../content/records.ts';

/** A social post as its address tells it. */
export interface CanonicalPost {
  readonly platform: Platform;
  /** One address for all of a post's mirrors and forms. */
  readonly url: string;
  readonly postId: string;
  /** The author's name on the platform, without `@`; `null` where the address doesn't say it. */
  readonly handle: string | null;
}

interface Rule {
  readonly platform: Platform;
  /** Hosts without `www.`, `m.` and `mobile.`. */
  readonly hosts: RegExp;
  /** Named groups: `id`, and `handle` where there is one. Matched against path and query. */
  readonly path: RegExp;
  readonly url: (parts: { readonly id: string; readonly handle: string; readonly host: string }) => string;
}

// The order matters only for Mastodon, which any host may speak: it comes last.
const RULES: readonly Rule[] = [
  {
    platform: 'X',
    hosts: /^(x|twitter|fxtwitter|vxtwitter|fixupx|nitter)\.(com|net)$/,
    path: /^\/(?:i\/(?:web\/)?|(?<handle>\w{1,20})\/)status(?:es)?\/(?<id>\d{1,20})(?:[/?]|$)/,
    url: ({ id, handle }) => `https://x.com/${handle === '' ? 'i' : handle}/status/${id}`,
  },
  {
    platform: 'BLUESKY',
    hosts: /^bsky\.app$/,
    path: /^\/profile\/(?<handle>[\w.:-]+)\/post\/(?<id>[a-z0-9]+)(?:[/?]|$)/,
    url: ({ id, handle }) => `https://bsky.app/profile/${handle}/post/${id}`,
  },
  {
    platform: 'THREADS',
    hosts: /^threads\.(net|com)$/,
    path: /^\/(?:@(?<handle>[\w.]+)\/post|t)\/(?<id>[\w-]+)(?:[/?]|$)/,
    url: ({ id, handle }) =>
      handle === '' ? `https://www.threads.com/t/${id}` : `https://www.threads.com/@${handle}/post/${id}`,
  },
  {
    platform: 'INSTAGRAM',
    hosts: /^instagram\.com$/,
    path: /^\/(?:(?<handle>[\w.]+)\/)?(?:p|reel|reels|tv)\/(?<id>[\w-]+)(?:[/?]|$)/,
    url: ({ id }) => `https://www.instagram.com/p/${id}/`,
  },
  {
    platform: 'FACEBOOK',
    hosts: /^(facebook|fb)\.com$/,
    path: /^\/(?<handle>[\w.-]+)\/(?:posts|videos|photos(?:\/[\w.-]+)?)\/(?:[\w%-]+\/)?(?<id>\w+)(?:[/?]|$)/,
    url: ({ id, handle }) => `https://www.facebook.com/${handle}/posts/${id}`,
  },
  {
    platform: 'FACEBOOK',
    hosts: /^(facebook|fb)\.com$/,
    path: /^\/(?:permalink|story)\.php\?(?:.*&)?story_fbid=(?<id>\w+)/,
    url: ({ id }) => `https://www.facebook.com/permalink.php?story_fbid=${id}`,
  },
  {
    platform: 'TIKTOK',
    hosts: /^tiktok\.com$/,
    path: /^\/@(?<handle>[\w.-]+)\/(?:video|photo)\/(?<id>\d+)(?:[/?]|$)/,
    url: ({ id, handle }) => `https://www.tiktok.com/@${handle}/video/${id}`,
  },
  {
    platform: 'YOUTUBE',
    hosts: /^(youtube|youtube-nocookie)\.com$/,
    path: /^\/(?:watch\?(?:.*&)?v=|embed\/|shorts\/|live\/)(?<id>[\w-]{11})(?:[/?&]|$)/,
    url: ({ id }) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    platform: 'YOUTUBE',
    hosts: /^youtu\.be$/,
    path: /^\/(?<id>[\w-]{11})(?:[/?]|$)/,
    url: ({ id }) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    platform: 'TELEGRAM',
    hosts: /^(t\.me|telegram\.me)$/,
    path: /^\/(?:s\/)?(?<handle>[A-Za-z]\w{3,31})\/(?<id>\d+)(?:[/?]|$)/,
    url: ({ id, handle }) => `https://t.me/${handle}/${id}`,
  },
  {
    platform: 'LINKEDIN',
    hosts: /^(\w{2}\.)?linkedin\.com$/,
    path: /^\/(?:feed\/update\/urn:li:\w+:|posts\/(?<handle>[\w%-]+?)_.*?(?:activity|share|ugcPost)[-:])(?<id>\d{10,})/,
    url: ({ id }) => `https://www.linkedin.com/feed/update/urn:li:activity:${id}`,
  },
  {
    platform: 'REDDIT',
    hosts: /^((old|new|np)\.)?reddit\.com$/,
    path: /^\/(?:r\/\w+\/)?comments\/(?<id>[a-z0-9]+)(?:[/?]|$)/,
    url: ({ id }) => `https://www.reddit.com/comments/${id}`,
  },
  {
    platform: 'MASTODON',
    hosts: /./,
    path: /^\/@(?<handle>\w+(?:@[\w.-]+)?)\/(?<id>\d{15,20})(?:[/?]|$)/,
    url: ({ id, handle, host }) => `https://${host}/@${handle}/${id}`,
  },
];

/**
 * The post that an address leads to, or `null` if it isn't one of a platform that is known: `x.com`, `twitter.com`, `mobile.twitter.com` and the
 * addresses with `?s=20` and `/photo/1` are one post.
 */
export const canonicalPost = (address: string): CanonicalPost | null => {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname, search } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const host = hostname.toLowerCase().replace(/^(www|m|mobile)\./, '');
  for (const { platform, hosts, path, url } of RULES) {
    const groups = hosts.test(host) ? path.exec(pathname + search)?.groups : undefined;
    const id = groups?.['id'];
    if (id === undefined) continue;
    const handle = groups?.['handle'] ?? '';
    return { platform, url: url({ id, handle, host }), postId: id, handle: handle === '' ? null : handle };
  }
  return null;
};

const HOMES: Partial<Record<Platform, (handle: string) => string>> = {
  X: (handle) => `https://x.com/${handle}`,
  BLUESKY: (handle) => `https://bsky.app/profile/${handle}`,
  THREADS: (handle) => `https://www.threads.com/@${handle}`,
  INSTAGRAM: (handle) => `https://www.instagram.com/${handle}/`,
  FACEBOOK: (handle) => `https://www.facebook.com/${handle}`,
  TIKTOK: (handle) => `https://www.tiktok.com/@${handle}`,
  TELEGRAM: (handle) => `https://t.me/${handle}`,
};

/** The author's page, or the post's own address where theirs can't be told. */
export const authorPage = ({ platform, handle, url }: CanonicalPost): string => {
  const home = handle === null ? undefined : HOMES[platform]?.(handle);
  if (home !== undefined) return home;
  return platform === 'MASTODON' ? url.replace(/\/\d+$/, '') : url;
};

/** Whether the platform's own widget would let it follow the reader: of these two it doesn't. */
export const tracksReader = (platform: Platform): boolean =>
  platform !== 'MASTODON' && platform !== 'BLUESKY';
