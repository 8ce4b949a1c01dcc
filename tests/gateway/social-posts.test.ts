import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor } from '../../src/content/global-id.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { samplePost } from '../support/sample-records.ts';

const AT = '1790000000000000004';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.gateway.store.socialPosts.put([
    // Two channels of one platform count alike.
    samplePost('harbour', {
      platform: 'TELEGRAM',
      url: 'https://t.me/Harbour/12',
      postId: '12',
      text: 'harbour',
    }),
    samplePost('weather', {
      platform: 'TELEGRAM',
      url: 'https://t.me/Weather/12',
      postId: '12',
      text: 'weather',
    }),
    samplePost('elsewhere', {
      platform: 'TIKTOK',
      url: `https://www.tiktok.com/@ana/video/${AT}`,
      postId: AT,
    }),
  ]);
});
afterAll(() => gateway.close());

const ask = async (url: string) =>
  (await gateway.query('query ($url: URL!) { socialPost(url: $url) { platform url text } }', { url })).json;

describe('a post by its address', () => {
  it.each([
    `https://x.com/TomasReyd/status/${AT}`,
    `https://x.com/tomasreyd/status/${AT}`,
    `https://x.com/i/status/${AT}`,
    `https://x.com/i/web/status/${AT}`,
    `https://twitter.com/TOMASREYD/status/${AT}?s=20`,
    `http://mobile.twitter.com/TomasReyd/status/${AT}/photo/1`,
  ])('is one post at %s', async (url) => {
    expect(await ask(url)).toEqual({
      data: {
        socialPost: {
          platform: 'X',
          url: `https://x.com/TomasReyd/status/${AT}`,
          text: 'The delta does not need a barrier. It needs patience.',
        },
      },
    });
  });

  it('is the one of its channel where ids are counted by channel', async () => {
    const found = [await ask('https://t.me/harbour/12'), await ask('https://t.me/s/WEATHER/12')];
    expect(found.map(({ data }) => data.socialPost.text)).toEqual(['harbour', 'weather']);
    expect(await ask('https://t.me/nobody/12')).toEqual({ data: { socialPost: null } });
  });

  it('is not there until it is stored, and then it is', async () => {
    const url = 'https://x.com/harbourwatch/status/1790000000000009999';
    expect(await ask(url)).toEqual({ data: { socialPost: null } });
    const post = samplePost('late', { platform: 'X', url, postId: '1790000000000009999', text: 'late' });
    await gateway.gateway.store.socialPosts.put([post]);
    expect((await ask(url.replace('harbourwatch', 'i'))).data.socialPost).toMatchObject({
      url,
      text: 'late',
    });
  });
});

describe('lists with bounds of their own', () => {
  it('takes 500 blocks of a live entry, and 501 of none', async () => {
    const ask = (first: number) =>
      gateway.query(
        `query ($first: Int) { articles(first: 5) { nodes { body { ... on FullBody { blocks(first: 2) { nodes { ... on LiveEntry { blocks(first: $first) { totalCount } } } } } } } } }`,
        { first },
      );
    const [most, more] = [await ask(500), await ask(501)];
    expect([most.status, most.codes]).toEqual([200, []]);
    expect([more.status, more.codes]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('takes 100 ids at once, and refuses 101 before anything is read', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, n) => idFor('art', `none:${n}`));
    const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await gateway.query(NODES, { ids: ids(100) })).json.data.nodes).toHaveLength(100);
    gateway.commands.length = 0;
    const { status, codes } = await gateway.query(NODES, { ids: ids(101) });
    expect([status, codes, gateway.commands]).toEqual([400, ['BAD_USER_INPUT'], []]);
  });
});
