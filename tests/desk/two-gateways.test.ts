import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventId, type NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/** 200 by hand. */
const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 40);

let redis: TestRedis | null = null;
let gateways: TestGateway[];
let desks: Desk[];
const heard: NewsroomEvent[][] = [[], []];

beforeAll(async () => {
  redis = redisIsThere ? await startRedis() : null;
  const env: Record<string, string> =
    // Time enough on a machine that others use: whether Redis was told is what is asked, not how soon.
    redis === null ? {} : { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
  const first = await startGateway(env);
  gateways = [first, await startGateway(env, null, first)];
  desks = await Promise.all(gateways.map((gateway) => deskOf(gateway)));
  for (const [at, { gateway }] of gateways.entries())
    gateway.events.subscribe((event) => void heard[at]?.push(event));
});
afterAll(async () => {
  for (const gateway of [...gateways].reverse()) await gateway.close();
  await redis?.stop();
});

const at = <T>(list: readonly T[], place: number): T => {
  const found = list[place % list.length];
  if (found === undefined) throw new Error('The list is empty.');
  return found;
};
const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const log = async (): Promise<NewsroomEvent[]> =>
  await at(gateways, 0).gateway.store.events.after('', 10_000);

describe('publishes at once on two instances', () => {
  it('are all there, once, with a revision each, in a log without gaps', async () => {
    const drafts = await Promise.all(range(ROUNDS).map((n) => at(desks, n).draft(`Story ${n} of many`)));
    const done = await Promise.all(
      drafts.map(({ id }, n) => at(desks, n + 1).give('publishArticle', { id, version: 1 })),
    );
    expect(done.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(done.map(({ announced }) => announced))).toEqual(new Set([true]));
    const { store } = at(gateways, 0).gateway;
    const heads = await store.articles.heads(drafts.map(({ id }) => id));
    expect(heads.map(({ status, version }) => `${status} ${version}`)).toEqual(
      range(ROUNDS).map(() => 'PUBLISHED 2'),
    );
    const revisions = await store.revisions.lists(
      drafts.map(({ id }) => ({ articleId: id, limit: 10, beforeVersion: null })),
    );
    for (const [n, list] of revisions.entries())
      expect(list.map(({ version, kind, article }) => [version, kind, article._id])).toEqual([
        [2, 'ARTICLE_PUBLISHED', drafts[n].id],
        [1, 'DRAFT_SAVED', drafts[n].id],
      ]);

    const events = await log();
    expect(events.map(({ id }) => id)).toEqual(range(events.length).map((n) => eventId(n + 1)));
    expect(new Set(events.map(({ subjectId, version }) => `${subjectId} ${version}`)).size).toBe(
      events.length,
    );
    expect(events.filter(({ kind }) => kind === 'ARTICLE_PUBLISHED')).toHaveLength(ROUNDS);
    // Each instance tells its own, in the order of the log, once; the two together tell all.
    for (const told of heard) expect(told.map(({ id }) => id)).toEqual(told.map(({ id }) => id).sort());
    expect(
      heard
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(events.map(({ id }) => id));
  }, 120_000);

  it('show in the lists of the other one', async () => {
    const [one, two] = desks;
    if (one === undefined || two === undefined) throw new Error('There are two desks.');
    const [author] = (await at(gateways, 0).query('{ correspondents(first: 1) { nodes { slug } } }')).json
      .data.correspondents.nodes;
    const FRONT = `{ articles(first: 1) { nodes { headline } } tag(slug: "oceans") { articles(first: 1) { nodes { headline } } }
      correspondent(slug: "${author.slug}") { articles(first: 1) { nodes { headline } } } }`;
    const seen = async (gateway: TestGateway): Promise<string[]> => {
      const { articles, tag, correspondent } = (await gateway.query(FRONT)).json.data;
      return [articles, tag.articles, correspondent.articles].map(({ nodes }) => nodes[0]?.headline);
    };
    // Later than all those above, so that it stands first. Both instances keep the lists.
    for (const gateway of gateways) gateway.setNow(NOW + 1_000);
    for (const gateway of gateways) await seen(gateway);
    const { id } = await one.published('Seen by both', {
      tags: ['oceans'],
      contributions: [{ role: 'AUTHOR', correspondent: author.slug }],
    });
    for (const headline of ['Seen by both', 'And changed']) {
      if (headline === 'And changed')
        await one.give('updateArticle', { id, version: 2, story: { headline } });
      const everywhere = [headline, headline, headline];
      expect(await seen(at(gateways, 0))).toEqual(everywhere);
      let other = await seen(at(gateways, 1));
      // Within the bound; without a Redis the other one learns of it when what it keeps is old.
      for (let tries = 0; redis !== null && other.join() !== everywhere.join() && tries < 200; tries += 1) {
        await pause(10);
        other = await seen(at(gateways, 1));
      }
      if (redis !== null) expect(other).toEqual(everywhere);
    }
    await one.give('retractArticle', { id, version: 3, note: { text: 'No.' } });
    expect((await seen(at(gateways, 0))).join()).not.toContain('And changed');
    for (let tries = 0; redis !== null && tries < 200; tries += 1) {
      if (!(await seen(at(gateways, 1))).includes('And changed')) break;
      await pause(10);
    }
    if (redis !== null) expect((await seen(at(gateways, 1))).join()).not.toContain('And changed');
  });
});

describe('corrections of one story at once on two instances (K18)', () => {
  it('are both kept, once each, and the highest version is what everybody reads', async () => {
    const { id, slug } = await at(desks, 0).published('Corrected on both');
    const READ = `{ article(slug: "${slug}") { version corrections { content { plain } } } }`;
    const read = async (gateway: TestGateway) => {
      const { version, corrections } = (await gateway.query(READ)).json.data.article;
      return [
        version,
        corrections.map(({ content }: { content: { plain: string } }) => content.plain).sort(),
      ] as const;
    };
    const said: string[] = [];
    for (let version = 2; version < 10; version += 2) {
      // Hot on both: the loser's instance has what it lost to, or what was before.
      for (const gateway of gateways) for (let time = 0; time < 2; time += 1) await read(gateway);
      const correct = async (n: number, on: number): Promise<number> => {
        const note = { text: `Correction ${version} of ${n}.` };
        const { conflict } = await at(desks, n).give('correctArticle', {
          id,
          version: on,
          type: 'CORRECTION',
          note,
        });
        if (conflict === null) said.push(note.text);
        return conflict === null ? -1 : n;
      };
      const lost = (await Promise.all([correct(0, version), correct(1, version)])).filter((n) => n >= 0);
      expect(lost).toHaveLength(1);
      expect(await correct(at(lost, 0), version + 1)).toBe(-1);
      const wanted = [version + 2, [...said].sort()];
      expect(await read(at(gateways, at(lost, 0)))).toEqual(wanted);
      let seen = await Promise.all(gateways.map(read));
      for (let tries = 0; redis !== null && tries < 200; tries += 1) {
        if (seen.every((one) => one[0] === version + 2)) break;
        await pause(10);
        seen = await Promise.all(gateways.map(read));
      }
      if (redis !== null) expect(seen).toEqual([wanted, wanted]);
      const [head] = await at(gateways, 0).gateway.store.articles.heads([id]);
      expect(head?.version).toBe(version + 2);
    }
  }, 60_000);
});

describe('entries of many reporters at once', () => {
  it('are all in the live blog, each with a version of its own', async () => {
    const count = Math.min(ROUNDS, 24);
    const { id } = await at(desks, 0).published('As it happens');
    await at(desks, 0).give('startLiveBlog', { id });
    const done = await Promise.all(
      range(count).map((n) =>
        at(desks, n).give('addLiveEntry', {
          id,
          entry: { title: `Entry ${n}`, blocks: [words('a', `What ${n} saw.`)] },
        }),
      ),
    );
    expect(done.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(done.map(({ article }) => article.version).sort((a, b) => a - b)).toEqual(
      range(count).map((n) => n + 4),
    );
    const [body] = await at(gateways, 1).gateway.store.articles.bodies([id]);
    const titles = body?.blocks.flatMap((block) => (block.type === 'LiveEntry' ? [block.headline] : []));
    expect(titles?.sort()).toEqual(
      range(count)
        .map((n) => `Entry ${n}`)
        .sort(),
    );
    const versions = (await log()).filter(({ subjectId }) => subjectId === id).map(({ version }) => version);
    expect(versions).toEqual(range(count + 3).map((n) => n + 1));
  }, 60_000);
});

describe('a publish while Redis is away', () => {
  it('is done, and says that not everybody has been told', async () => {
    if (redis === null) return;
    const { id } = await at(desks, 0).draft('In the dark');
    await redis.kill();
    const { article, announced, userErrors } = await at(desks, 0).give('publishArticle', { id, version: 1 });
    expect([article.status, announced, userErrors]).toEqual(['PUBLISHED', false, []]);
    const { json } = await at(gateways, 0).query('{ article(slug: "in-the-dark") { headline } }');
    expect(json.data.article).toEqual({ headline: 'In the dark' });
  }, 60_000);
});
