import { escapeHtml, linkHtml } from './html-text.ts';
import type { SocialPostRecord } from './records.ts';

/** What readers get of a post: our editors' withholding takes its words and media away, the platform's deletion doesn't. */
export const postText = (post: SocialPostRecord): string =>
  post.availability === 'WITHHELD' ? '' : post.text;
export const postMedia = (post: SocialPostRecord): SocialPostRecord['media'] =>
  post.availability === 'WITHHELD' ? [] : post.media;

/** Who said it, as a quotation's source: `Ana Ruiz (@anaruiz)`. */
export const postSource = ({ author }: SocialPostRecord): string =>
  author.handle === '' || author.handle === author.name ? author.name : `${author.name} (@${author.handle})`;

/** The post as a quotation with its source. Nothing of the platform's is in it: no script, no frame, no image that reports the reader. */
export const postHtml = (post: SocialPostRecord): string => {
  const words = postText(post)
    .split(/\n+/)
    .filter((line) => line !== '')
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
  const time =
    post.postedAt === null
      ? ''
      : `, <time datetime="${post.postedAt.toISOString()}">${post.postedAt.toISOString().slice(0, 10)}</time>`;
  return `<blockquote cite="${escapeHtml(post.url)}" data-availability="${post.availability.toLowerCase()}">${words}<footer>${linkHtml(post.url, escapeHtml(postSource(post) || post.url))}${time}</footer></blockquote>`;
};
