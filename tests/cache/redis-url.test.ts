import { describe, expect, it } from '@jest/globals';
import { parseRedisUrl } from '../../src/cache/redis-url.ts';

describe('a Redis URL', () => {
  it.each([
    ['redis://localhost', { kind: 'single', nodes: [{ host: 'localhost', port: 6379 }], db: 0, tls: null }],
    ['redis://:s%40crt@10.0.0.1:7000/3', { credentials: { password: 's@crt' }, db: 3 }],
    [
      'rediss://app:a:b@[::1]:7000',
      { nodes: [{ host: '::1', port: 7000 }], credentials: { username: 'app', password: 'a:b' }, tls: {} },
    ],
    ['rediss://cache.example?servername=redis.internal', { tls: { servername: 'redis.internal' } }],
    [
      'redis+sentinel://app:pw@one,two:27000/news/2?sentinelPassword=sp',
      {
        kind: 'sentinel',
        nodes: [
          { host: 'one', port: 26_379 },
          { host: 'two', port: 27_000 },
        ],
        name: 'news',
        db: 2,
        credentials: { username: 'app', password: 'pw' },
        sentinelCredentials: { sentinelPassword: 'sp' },
        tls: null,
      },
    ],
    ['redis+sentinel://one', { name: 'mymaster' }],
    ['rediss+sentinel://one/news', { kind: 'sentinel', name: 'news', tls: {} }],
    ['rediss+cluster://:pw@a:1,b:2', { kind: 'cluster', credentials: { password: 'pw' }, tls: {} }],
  ])('%s', (url, place) => {
    expect(parseRedisUrl(url)).toMatchObject(place);
  });

  it.each(['http://x', 'redis://', 'redis://h:port', 'redis+cluster://a,,b', 'redis://:secret@h/x'])(
    'is not %s, and says so without a secret',
    (url) => {
      expect(() => parseRedisUrl(url)).toThrow(TypeError);
      expect(() => parseRedisUrl(url)).not.toThrow(/secret/);
    },
  );
});
