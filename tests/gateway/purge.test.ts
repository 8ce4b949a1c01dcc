import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const FRONT = '{ articles(first: 5) { nodes { headline } } }';
const PURGE = 'mutation ($tags: [String!]!) { purge(tags: $tags) { tags announced } }';
const commandsOf = async (query: string): Promise<number> => {
  gateway.commands.length = 0;
  await gateway.query(query);
  return gateway.commands.length;
};

describe('records and lists that readers ask for again', () => {
  it('come from memory until their tag is purged, by an administrator', async () => {
    await gateway.query(FRONT);
    expect(await commandsOf(FRONT)).toBe(0);
    const { json } = await gateway.query(
      PURGE,
      { tags: ['list:front'] },
      await gateway.token({ roles: ['admin'] }),
    );
    expect(json.data.purge).toEqual({ tags: ['list:front'], announced: true });
    expect(await commandsOf(FRONT)).toBeGreaterThan(0);
  });

  it('are nobody else’s to purge', async () => {
    await gateway.query(FRONT);
    for (const token of [undefined, await gateway.token({ roles: ['chief'] })]) {
      const { codes } = await gateway.query(PURGE, { tags: ['list:front'] }, token);
      expect(codes).toEqual(['FORBIDDEN']);
    }
    expect(await commandsOf(FRONT)).toBe(0);
  });

  it('show a story at its hour, without anybody writing', async () => {
    const headline = async (): Promise<string> =>
      (await gateway.query('{ articles(first: 1) { nodes { headline publishedAt } } }')).json.data.articles
        .nodes[0].publishedAt;
    const [before, next] = [
      await headline(),
      await gateway.gateway.store.articles.nextVisible(new Date(Date.UTC(2026, 2, 29, 12))),
    ];
    expect(next).not.toBeNull();
    gateway.setNow((next?.getTime() ?? 0) - 1);
    expect(await headline()).toBe(before);
    gateway.setNow(next?.getTime() ?? 0);
    expect(await commandsOf(FRONT)).toBeGreaterThan(0);
  });
});
