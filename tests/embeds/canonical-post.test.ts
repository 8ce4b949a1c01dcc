import { describe, expect, test } from '@jest/globals';
import { authorPage, canonicalPost } from '../../src/embeds/canonical-post.ts';

describe('canonicalPost', () => {
  test.each([
    [
      'https://x.com/harbourwatch/status/1700000000000000001',
      'X',
      'https://x.com/harbourwatch/status/1700000000000000001',
    ],
    [
      'http://mobile.twitter.com/harbourwatch/status/1700000000000000001?s=20',
      'X',
      'https://x.com/harbourwatch/status/1700000000000000001',
    ],
    [
      'https://twitter.com/harbourwatch/status/1700000000000000001/photo/1',
      'X',
      'https://x.com/harbourwatch/status/1700000000000000001',
    ],
    ['https://x.com/i/web/status/1700000000000000001', 'X', 'https://x.com/i/status/1700000000000000001'],
    [
      'https://bsky.app/profile/ana.example.org/post/3k2abcxyz',
      'BLUESKY',
      'https://bsky.app/profile/ana.example.org/post/3k2abcxyz',
    ],
    ['https://www.threads.net/@ana/post/Cx1_y-2', 'THREADS', 'https://www.threads.com/@ana/post/Cx1_y-2'],
    ['https://www.instagram.com/reel/Cx1_y-2/?igsh=1', 'INSTAGRAM', 'https://www.instagram.com/p/Cx1_y-2/'],
    [
      'https://www.facebook.com/port.example/posts/pfbid02abc',
      'FACEBOOK',
      'https://www.facebook.com/port.example/posts/pfbid02abc',
    ],
    [
      'https://m.facebook.com/story.php?id=7&story_fbid=42',
      'FACEBOOK',
      'https://www.facebook.com/permalink.php?story_fbid=42',
    ],
    [
      'https://www.tiktok.com/@ana/video/7300000000000000001?lang=en',
      'TIKTOK',
      'https://www.tiktok.com/@ana/video/7300000000000000001',
    ],
    ['https://youtu.be/abcdefghijk?t=4', 'YOUTUBE', 'https://www.youtube.com/watch?v=abcdefghijk'],
    [
      'https://www.youtube.com/watch?list=x&v=abcdefghijk',
      'YOUTUBE',
      'https://www.youtube.com/watch?v=abcdefghijk',
    ],
    ['https://t.me/s/harbour/512', 'TELEGRAM', 'https://t.me/harbour/512'],
    [
      'https://www.linkedin.com/posts/ana-ruiz_harbour-activity-7100000000000000001-Ab',
      'LINKEDIN',
      'https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000001',
    ],
    [
      'https://old.reddit.com/r/harbours/comments/1abc2d/a_title/',
      'REDDIT',
      'https://www.reddit.com/comments/1abc2d',
    ],
    [
      'https://press.example/@ana/111222333444555666',
      'MASTODON',
      'https://press.example/@ana/111222333444555666',
    ],
  ])('%s is one %s', (address, platform, url) => {
    expect(canonicalPost(address)).toMatchObject({ platform, url });
  });

  test.each([
    'https://x.com/harbourwatch',
    'https://news.example/world/a-story',
    'javascript:alert(1)',
    'not an address',
    'https://x.com.evil.example/a/status/1',
  ])('%s is no post', (address) => {
    expect(canonicalPost(address)).toBeNull();
  });

  test("tells the author's page where the address says who they are", () => {
    const page = (address: string) => {
      const post = canonicalPost(address);
      return post === null ? null : authorPage(post);
    };
    expect(page('https://twitter.com/ana/status/1')).toBe('https://x.com/ana');
    expect(page('https://press.example/@ana/111222333444555666')).toBe('https://press.example/@ana');
    expect(page('https://youtu.be/abcdefghijk')).toBe('https://www.youtube.com/watch?v=abcdefghijk');
  });
});
