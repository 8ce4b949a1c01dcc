import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, NOON, sampleStory, sampleTag } from '../support/sample-records.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const STORY = 'query ($slug: String!) { article(slug: $slug) @pageStatus { headline } }';
const statusOf = async (query: string, variables: object = {}, token?: string) => {
  const { status, json, headers } = await gateway.query(query, variables, token);
  return { status, page: json.extensions?.page, json, headers };
};

describe('the status of a page', () => {
  it('is 200 for a story that is there, with its canonical address', async () => {
    const { status, page, headers } = await statusOf(STORY, { slug: 'ninetieth-minute' });
    const location = 'https://news.example/sport/ninetieth-minute';
    expect([status, page]).toEqual([200, { status: 200, location }]);
    expect(headers.get('link')).toBe(`<${location}>; rel="canonical"`);
  });

  it.each([
    'no-such-story',
    'hospital-waiting-lists',
    'ports-minister-interview',
    'merger-of-the-yards',
    'weekend-in-the-reeds',
  ])('is 404 alike for what is not there and what readers may not see: %s', async (slug) => {
    const hidden = await gateway.query(STORY, { slug });
    const unknown = await gateway.query(STORY, { slug: 'no-such-story' });
    expect(hidden.status).toBe(404);
    expect(hidden.json.data).toEqual({ article: null });
    expect(hidden.text).toBe(unknown.text);
  });

  it('is 410 for a story that was taken back, by slug, id and address, and never a word of it', async () => {
    const editor = await gateway.token({ roles: ['editor'] });
    const KEYS = '{ article(slug: "lighthouse-sold") @pageStatus { id url } }';
    const seen = await statusOf(KEYS, {}, editor);
    expect(seen.status).toBe(200);
    const { id, url } = seen.json.data.article;
    for (const [query, variables] of [
      [STORY, { slug: 'lighthouse-sold' }],
      ['query ($id: ID!) { article(id: $id) @pageStatus { headline } }', { id }],
      ['query ($url: URL!) { article(url: $url) @pageStatus { headline } }', { url }],
      ['query ($id: ID!) { node(id: $id) @pageStatus { id } }', { id }],
    ] as const) {
      const { status, page, json } = await statusOf(query, variables);
      expect([status, page]).toEqual([410, { status: 410, location: null }]);
      expect(Object.values(json.data)).toEqual([null]);
    }
  });

  it('tells when and why it was taken back, if its editors say', async () => {
    await gateway.gateway.store.articles.put([
      sampleStory('explained', {
        status: 'RETRACTED',
        retraction: {
          at: new Date(NOON),
          note: [{ text: 'There is no bell.', marks: ['BOLD'], href: null, articleId: null }],
        },
      }),
    ]);
    const { page, json } = await statusOf(STORY, { slug: 'sample-explained' });
    expect(page).toEqual({
      status: 410,
      location: null,
      retraction: { at: new Date(NOON).toISOString(), note: 'There is no bell.' },
    });
    expect(json.data).toEqual({ article: null });
  });

  it('is 404 for a story that was taken back before readers could see it', async () => {
    await gateway.gateway.store.articles.put([
      sampleStory('never-shown', { status: 'RETRACTED', embargoedUntil: new Date(NOON + HOUR) }),
      sampleStory('never-put-live', { status: 'RETRACTED', firstPublishedAt: null }),
    ]);
    for (const slug of ['sample-never-shown', 'sample-never-put-live'])
      expect((await statusOf(STORY, { slug })).status).toBe(404);
  });

  it('is 401 without a token and 403 with one too low where the text is gated, unless the page shows previews', async () => {
    const OPEN = STORY.replace('@pageStatus', '@pageStatus(gated: $gated)').replace(
      '(',
      '($gated: Boolean! = true, ',
    );
    const slug = 'rent-and-tide';
    const bare = await statusOf(STORY, { slug });
    expect([bare.status, bare.page.status]).toEqual([401, 401]);
    expect(bare.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(bare.json.data.article.headline).toEqual(expect.any(String));
    const registered = await gateway.token({ tier: 'registered' });
    expect((await statusOf(STORY, { slug }, registered)).status).toBe(403);
    const subscriber = await gateway.token({ tier: 'subscriber' });
    expect((await statusOf(STORY, { slug }, subscriber)).status).toBe(200);
    expect((await statusOf(OPEN, { slug, gated: false })).status).toBe(200);
    expect((await statusOf(OPEN, { slug })).status).toBe(401);
  });

  it('says where a story moved to: 301 in words, 200 for the request itself', async () => {
    const location = 'https://news.example/business/harbour-reopens-after-storm';
    const bySlug = await statusOf(STORY, { slug: 'harbour-closed-by-storm' });
    expect([bySlug.status, bySlug.page]).toEqual([200, { status: 301, location }]);
    const byUrl = await statusOf(
      '{ article(url: "https://news.example/business/harbour-closed-by-storm#comments") @pageStatus { url } }',
    );
    expect(byUrl.page).toEqual({ status: 301, location });
    const canonical = await statusOf(`{ article(url: "${location}#comments") @pageStatus { url } }`);
    expect(canonical.page.status).toBe(200);
  });

  describe('by an address as readers paste it', () => {
    const canonical = 'https://news.example/sport/ninetieth-minute';
    const AT = 'query ($url: URL!) { article(url: $url) @pageStatus { url } }';
    const found = (status: number) => ({
      json: { data: { article: { url: canonical } } },
      page: { status, location: canonical },
    });

    it.each([
      'HTTPS://News.Example:443/sport/ninetieth-minute',
      'https://news.example/sport/ninetieth-minute#:~:text=goal',
      'https://news.example/sport/ninetieth-minute?utm_source=newsletter&fbclid=abc#top',
    ])('is 200 where nothing but the way there differs: %s', async (url) => {
      expect(await statusOf(AT, { url })).toMatchObject({ status: 200, ...found(200) });
    });

    it.each([
      'https://news.example/sport/ninetieth-minute/',
      'http://news.example/sport/ninetieth-minute',
      'http://news.example/sport/ninetieth-minute/?utm_medium=social',
    ])('is 301 where it stands elsewhere: %s', async (url) => {
      expect(await statusOf(AT, { url })).toMatchObject({ status: 200, ...found(301) });
    });

    it('is the story that stands there, before one at an address alike', async () => {
      const url = 'https://news.example/twin';
      await gateway.gateway.store.articles.put([
        sampleStory('twin', { url }),
        sampleStory('twin-slash', { url: `${url}/` }),
        sampleStory('twin-tracked', { url: `${url}?utm_source=feed` }),
      ]);
      for (const one of [url, `${url}/`, `${url}?utm_source=feed`])
        expect((await statusOf(AT, { url: one })).json.data.article.url).toBe(one);
    });

    it('is 410 where it was taken back, and 404 where readers may not see it', async () => {
      const url = 'https://news.example/taken-back';
      const hidden = 'https://news.example/not-yet';
      await gateway.gateway.store.articles.put([
        sampleStory('taken-back', { url, status: 'RETRACTED' }),
        sampleStory('not-yet', { url: hidden, status: 'DRAFT' }),
      ]);
      expect((await statusOf(AT, { url: `${url}/?gclid=1` })).page.status).toBe(410);
      expect((await statusOf(AT, { url: `${hidden}/?gclid=1` })).page.status).toBe(404);
    });

    it('costs one read where it stands, one more where it does not, and none once that is known', async () => {
      const reads = async (address: string): Promise<number> => {
        gateway.commands.length = 0;
        expect(
          (await gateway.query(`{ article(url: "${address}") { url } }`)).json.data.article,
        ).not.toBeNull();
        return gateway.commands.length;
      };
      await gateway.gateway.purge(['everything']);
      expect(await reads(canonical)).toBe(1);
      await gateway.gateway.purge(['everything']);
      expect(await reads(`${canonical}/`)).toBe(2);
      expect(await reads(`${canonical}/#again`)).toBe(0);
    });

    it('finds what is published there later', async () => {
      const url = 'https://news.example/later';
      expect((await statusOf(AT, { url: `${url}/` })).page.status).toBe(404);
      const late = sampleStory('later', { url });
      await gateway.gateway.store.articles.put([late]);
      await gateway.gateway.purge([`miss:url:${url}`]);
      expect((await statusOf(AT, { url: `${url}/` })).page).toEqual({ status: 301, location: url });
    });
  });

  it('says where a tag and a correspondent moved to', async () => {
    const merged = await statusOf('{ tag(slug: "marine-life") @pageStatus { slug } }');
    expect(merged.page).toEqual({ status: 301, location: 'https://news.example/tags/oceans' });
    const alias = await statusOf('{ tag(slug: "climate-change") @pageStatus { slug } }');
    expect(alias.page.location).toBe('https://news.example/tags/climate');
    const former = await statusOf('{ correspondent(slug: "l-marsh") @pageStatus { slug } }');
    expect(former.page).toEqual({ status: 301, location: 'https://news.example/authors/lena-marsh' });
    expect((await statusOf('{ tag(slug: "oceans") @pageStatus { slug } }')).page.status).toBe(200);
    expect((await statusOf('{ tag(slug: "nothing") @pageStatus { slug } }')).status).toBe(404);
    expect((await statusOf('{ edition(date: "1999-01-01") @pageStatus { id } }')).status).toBe(404);
  });

  it('follows an alias, a fragment and a condition; other fields don’t count', async () => {
    const FRAGMENT =
      'query { ...Page tag(slug: "oceans") { slug } } fragment Page on Query { it: article(slug: "nothing") @pageStatus { slug } }';
    expect((await statusOf(FRAGMENT)).status).toBe(404);
    const OTHER = '{ article(slug: "nothing") { slug } tag(slug: "oceans") @pageStatus { slug } }';
    expect((await statusOf(OTHER)).status).toBe(200);
    const SKIPPED = '{ article(slug: "nothing") @skip(if: true) @pageStatus { slug } viewer { tier } }';
    const { status, page } = await statusOf(SKIPPED);
    expect([status, page]).toEqual([200, undefined]);
    expect((await statusOf('{ article(slug: "nothing") { slug } }')).status).toBe(200);
  });

  it('is the error’s where the field failed', async () => {
    const { status, json } = await statusOf('{ article(id: null) @pageStatus { slug } }');
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('is not to be asked of a list, of a field further down, or twice', async () => {
    for (const query of [
      '{ articles @pageStatus { totalCount } }',
      '{ article(slug: "x") { section @pageStatus { slug } } }',
      '{ a: article(slug: "x") @pageStatus { slug } b: article(slug: "y") @pageStatus { slug } }',
    ]) {
      const { codes } = await gateway.query(query);
      expect([query, codes]).toEqual([query, ['GRAPHQL_VALIDATION_FAILED']]);
    }
  });
});

describe('a former slug that somebody else takes', () => {
  it('still leads to the story while what took it is hidden, so that the draft can’t be told', async () => {
    const { store } = gateway.gateway;
    await store.articles.put([sampleStory('moved', { slugHistory: ['sample-wanted'] })]);
    const before = await gateway.query(STORY, { slug: 'sample-wanted' });
    await store.articles.put([sampleStory('wanted', { status: 'DRAFT', publishedAt: null })]);
    const after = await gateway.query(STORY, { slug: 'sample-wanted' });
    expect(before.json.data.article.headline).toBe('Sample moved');
    expect(after.text).toBe(before.text);
    await store.articles.put([sampleStory('wanted')]);
    const taken = await gateway.query(STORY, { slug: 'sample-wanted' });
    expect(taken.json.data.article.headline).toBe('Sample wanted');
  });

  it('is the live tag’s before it is another one’s alias', async () => {
    await gateway.gateway.store.tags.put([sampleTag('here', { aliases: ['formerly-here'] })]);
    const { page } = await statusOf('{ tag(slug: "formerly-here") @pageStatus { slug } }');
    expect(page).toEqual({ status: 301, location: 'https://news.example/tags/topic-here' });
  });
});
