import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { visibleFrom } from '../../src/content/article-visibility.ts';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import type { ArticleRecord } from '../../src/content/records.ts';
import { NOW } from '../support/gateway.ts';
import { type GatewayPair, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

/** What becomes of a story when its hour comes and nobody writes: on two gateways that share a Redis, and on one that has none. */
const HOUR = 3_600_000;

const KINDS = redisIsThere ? ['Redis', 'no Redis'] : ['no Redis'];
describe.each(KINDS)('the publish clock with %s', (kind) => {
  let redis: TestRedis | null = null;
  let pair: GatewayPair;
  let story: ArticleRecord;

  beforeAll(async () => {
    if (kind === 'Redis') redis = await startRedis();
    pair = await startGatewayPair({ redisUrl: redis?.url ?? null });
    const { articles } = pair.one.gateway.store;
    const { json } = await pair.one.query('{ articles(first: 1) { nodes { id } } }');
    const id: string = json.data.articles.nodes[0].id;
    const [[head], [body]] = [await articles.heads([id]), await articles.bodies([id])];
    if (head === undefined || body === undefined) throw new Error('There is no story.');
    story = { ...head, blocks: body.blocks };
  }, 60_000);
  afterAll(async () => {
    await pair?.close();
    await redis?.stop();
  });

  const readers = (): Wired[] => (kind === 'Redis' ? [pair.one, pair.two] : [pair.one]);
  const put = async (number: number, timing: Partial<ArticleRecord>): Promise<string> => {
    const _id = `art_${'0'.repeat(14)}${kind.length}${number}`;
    const made = {
      ...story,
      ...timing,
      _id,
      slug: `clock-${number}`,
      slugHistory: [],
      url: `https://news.example/clock-${number}`,
      urlHistory: [],
      translationGroup: null,
      source: null,
      headline: `Clock ${number}`,
    };
    const listedAt = made.publishedAt ?? made.createdAt;
    await pair.one.gateway.store.articles.put([{ ...made, visibleFrom: visibleFrom(made), listedAt }]);
    return _id;
  };
  const front = async ({ query }: Wired): Promise<string[]> =>
    (await query('{ articles(first: 3) { nodes { headline } } }')).json.data.articles.nodes.map(
      ({ headline }: { headline: string }) => headline,
    );

  it('shows what is scheduled at its hour, and what is embargoed when that is lifted', async () => {
    await put(1, {
      status: 'SCHEDULED',
      publishedAt: new Date(NOW + HOUR),
      embargoedUntil: null,
      updatedAt: new Date(NOW),
    });
    await put(2, {
      status: 'PUBLISHED',
      publishedAt: new Date(NOW - 1),
      embargoedUntil: new Date(NOW + 2 * HOUR),
      updatedAt: new Date(NOW - 1),
    });
    const events: NewsroomEvent[] = [];
    for (const { gateway } of readers()) gateway.events.subscribe((event) => void events.push(event));
    await pause(1_000);
    for (const wired of readers()) expect(await front(wired)).not.toContain('Clock 1');
    pair.setNow(NOW + HOUR - 1);
    for (const wired of readers()) expect(await front(wired)).not.toContain('Clock 1');
    pair.setNow(NOW + HOUR);
    for (const wired of readers()) expect(await front(wired)).toContain('Clock 1');
    pair.setNow(NOW + 2 * HOUR);
    for (const wired of readers()) expect((await front(wired)).slice(0, 2)).toEqual(['Clock 1', 'Clock 2']);
    await until(() => events.length >= 2, 20_000);
    expect(events.map(({ kind, at, actor, id }) => ({ kind, at, actor, id: id.length }))).toEqual([
      { kind: 'ARTICLE_APPEARED', at: new Date(NOW + HOUR), actor: 'clock', id: 16 },
      { kind: 'ARTICLE_APPEARED', at: new Date(NOW + 2 * HOUR), actor: 'clock', id: 16 },
    ]);
  }, 30_000);
});
