import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  await gateway.gateway.purge(['everything']);
  gateway.commands.length = 0;
});

const CARD = `headline byline { text tokens { correspondent { name } } } correspondents { name } tags { name }
  section { name } leadImage { url } socialPosts { platform text }`;

describe('commands to MongoDB', () => {
  it('are at most five for a front page of 50 with its relations', async () => {
    const { json } = await gateway.query(`{ articles(first: 50) { nodes { ${CARD} } } }`);
    expect(json.errors).toBeUndefined();
    expect(json.data.articles.nodes.length).toBeGreaterThan(30);
    expect(gateway.commands.length).toBeLessThanOrEqual(5);
  });

  it('are at most two for all tags with their five latest stories', async () => {
    const { json } = await gateway.query(
      '{ tags(first: 50) { nodes { slug articles(first: 5) { nodes { headline } } } } }',
    );
    expect(json.data.tags.nodes.length).toBeGreaterThan(30);
    expect(gateway.commands).toEqual(['find', 'aggregate']);
  });

  it('are one a level for correspondents, their stories and the posts in them', async () => {
    const { json } = await gateway.query(
      '{ correspondents { nodes { name articles(first: 5, filter: { access: FREE }) { nodes { headline socialPosts { text } } } } } }',
    );
    expect(json.errors).toBeUndefined();
    expect(gateway.commands).toEqual(['find', 'aggregate', 'find']);
  });

  it('are the same for one story asked for six ways as for one', async () => {
    await gateway.query(`{
      a: article(slug: "ninetieth-minute") { headline } b: article(slug: "ninetieth-minute") { kicker }
      c: article(slug: "ninetieth-minute") { url } d: article(slug: "why-the-bay-glows") { url }
      e: article(slug: "no-such-story") { url } f: article(slug: "eel-quota-cut") { url } }`);
    expect(gateway.commands).toEqual(['find']);
  });

  it('are none for a count that nobody selected, and one for those of every tag', async () => {
    await gateway.query('{ tags { nodes { slug } } }');
    expect(gateway.commands).toEqual(['find']);
    await gateway.query('{ tags { nodes { articleCount } } }');
    expect(gateway.commands).toEqual(['find', 'aggregate']);
  });

  it('are none for a bare viewer, and for readers who ask for drafts', async () => {
    await gateway.query(
      '{ viewer { tier } articles(filter: { status: DRAFT }) { totalCount nodes { id } } }',
    );
    expect(gateway.commands).toEqual([]);
  });
});
