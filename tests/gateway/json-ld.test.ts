import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { NOON, sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    DATELINE_SITE_NAME: 'The Velmora Post',
    DATELINE_LOGO_URL: 'https://news.example/logo.png',
    DATELINE_AUTHOR_PATH: '/people/{slug}/',
  });
});
afterAll(() => gateway.close());

const jsonLdOf = async (slug: string, token?: string) => {
  const { json } = await gateway.query(
    'query ($slug: String!) { article(slug: $slug) { jsonLd } }',
    { slug },
    token,
  );
  expect(json.errors).toBeUndefined();
  const text: string = json.data.article.jsonLd;
  return { text, json: JSON.parse(text) };
};

describe('JSON-LD', () => {
  it('says what a search engine asks of a news article', async () => {
    const { json } = await jsonLdOf('harbour-reopens-after-storm');
    expect(json).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': 'https://news.example/business/harbour-reopens-after-storm',
      headline: expect.stringContaining('harbour opens again'),
      inLanguage: 'en',
      author: [
        {
          '@type': 'Person',
          name: 'Lena Marsh',
          url: 'https://news.example/people/lena-marsh/',
          jobTitle: 'Harbour correspondent',
          sameAs: ['https://x.com/lenamarsh_news'],
        },
      ],
      contributor: [{ name: 'Pavel Dorn' }],
      publisher: {
        '@type': 'NewsMediaOrganization',
        name: 'The Velmora Post',
        logo: { url: 'https://news.example/logo.png' },
      },
      image: [
        { '@type': 'ImageObject', creditText: 'Pavel Dorn', caption: expect.any(String), width: '1600' },
      ],
      articleSection: 'Business',
      keywords: ['Trade', 'Velmora', 'Harbour Authority', 'Transport'],
      about: [
        { '@type': 'Thing', name: 'Trade' },
        { '@type': 'Place', name: 'Velmora' },
        { '@type': 'Organization', name: 'Harbour Authority' },
        { '@type': 'Thing', name: 'Transport' },
      ],
      correction: [{ '@type': 'CorrectionComment', text: expect.stringContaining('It was nineteen.') }],
      isAccessibleForFree: true,
    });
    expect(json).not.toHaveProperty('hasPart');
    expect(Date.parse(json.datePublished)).toBeLessThanOrEqual(Date.parse(json.dateModified));
  });

  it('names things in the story’s language', async () => {
    const { json } = await jsonLdOf('carnet-de-crue');
    expect(json).toMatchObject({
      inLanguage: 'fr',
      articleSection: 'Monde',
      keywords: ['Crue du delta', 'Delta de l’Ashe', 'Climat'],
      author: [{ jobTitle: 'Correspondant dans le delta' }],
    });
  });

  it('says of a gated story that it is gated, whoever asks, and has no word of it', async () => {
    const gate = { isAccessibleForFree: false, cssSelector: '.gated' };
    for (const tier of [undefined, 'subscriber'] as const) {
      const token = tier === undefined ? undefined : await gateway.token({ tier });
      const { json, text } = await jsonLdOf('rent-and-tide', token);
      expect(json).toMatchObject({ isAccessibleForFree: false, hasPart: gate });
      expect(json).not.toHaveProperty('articleBody');
      if (tier === undefined) expect(text).not.toContain('CorrectionComment');
    }
    const { text } = await jsonLdOf('crane-inspection-report');
    expect(text).not.toMatch(/logbook|with pleasure|underlined by hand/);
  });

  it('tells the updates of a live blog, as far as the viewer may read them', async () => {
    const open = await jsonLdOf('delta-flood-live');
    expect(open.json['@type']).toBe('LiveBlogPosting');
    expect(open.json.liveBlogUpdate).toHaveLength(5);
    expect(open.json.liveBlogUpdate[0]).toMatchObject({
      '@type': 'BlogPosting',
      headline: 'Pumps running in Saltmeadow',
      articleBody: expect.stringContaining('bakery'),
    });
    expect(open.json.coverageStartTime).toBe(open.json.liveBlogUpdate[4].datePublished);
    expect(open.json).not.toHaveProperty('coverageEndTime');
    expect((await jsonLdOf('conseil-en-direct')).json).toHaveProperty('coverageEndTime');
    const gated = await jsonLdOf('crane-hearing-live');
    expect(gated.json.liveBlogUpdate).toHaveLength(1);
    expect(gated.text).not.toMatch(/teapot|glass of water|merely/);
  });

  it('can’t end the script element that it stands in, and survives a story with nothing to say', async () => {
    const { store } = gateway.gateway;
    await store.tags.put([sampleTag('odd', { name: { en: '</script><script>alert(1)</script>' } })]);
    await store.articles.put([
      sampleStory('odd', {
        headline: 'A <!-- sign & a </script> \u2028 line',
        tagIds: [sampleId('tag', 'odd')],
        contributions: [
          { role: 'AUTHOR', correspondentId: sampleId('cor', 'nobody'), bioAtPublication: null },
        ],
        publishedAt: new Date(NOON),
      }),
    ]);
    const { json, text } = await jsonLdOf('sample-odd');
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(json.headline).toBe('A <!-- sign & a </script> \u2028 line');
    expect(json.author).toMatchObject({ '@type': 'NewsMediaOrganization' });
  });
});
