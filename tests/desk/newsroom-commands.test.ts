import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let desk: Desk;
beforeAll(async () => {
  gateway = await startGateway();
  desk = await deskOf(gateway);
});
afterAll(() => gateway.close());

const ERRORS = 'announced userErrors { path code message }';
const TAG = `{ tag { id slug name kind aliases parent { slug } } ${ERRORS} }`;
const ask = async (query: string, variables: object = {}) =>
  (await gateway.query(query, variables)).json.data;
const name = (text: string) => [{ locale: 'en', text }];
const createTag = async (slug: string, more: object = {}) => {
  const { tag, userErrors } = await desk.give(
    'createTag',
    { kind: 'TOPIC', slug, name: name(slug), ...more },
    TAG,
  );
  expect(userErrors).toEqual([]);
  return tag;
};
const tagAt = (slug: string) =>
  ask(
    'query ($slug: String!) { tag(slug: $slug) { id slug aliases parent { slug } children { slug } articles(includeDescendants: true) { totalCount nodes { headline } } } }',
    { slug },
  ).then(({ tag }) => tag);

describe('tags', () => {
  it('are made, renamed and found by every name that they had', async () => {
    expect(await tagAt('rivers')).toBeNull();
    const { id } = await createTag('rivers', { parent: 'oceans', aliases: ['streams'] });
    expect(await tagAt('streams')).toMatchObject({ slug: 'rivers', parent: { slug: 'oceans' } });
    const renamed = await desk.give('renameTag', { id, slug: 'waterways', name: name('Waterways') }, TAG);
    expect(renamed).toMatchObject({
      announced: true,
      tag: { slug: 'waterways', aliases: ['streams', 'rivers'] },
    });
    for (const slug of ['waterways', 'rivers', 'streams']) expect((await tagAt(slug)).id).toBe(id);
    const back = await desk.give('renameTag', { id, slug: 'rivers' }, TAG);
    expect(back.tag).toMatchObject({ slug: 'rivers', aliases: ['streams', 'waterways'] });
  });

  it('keep their slugs and aliases to themselves', async () => {
    await createTag('taken', { aliases: ['taken-too'] });
    const again = (more: object) => desk.give('createTag', { kind: 'TOPIC', name: name('x'), ...more }, TAG);
    expect(codesOf(await again({ slug: 'taken' }))).toEqual(['TAKEN slug']);
    expect(codesOf(await again({ slug: 'taken-too' }))).toEqual(['TAKEN slug']);
    expect(codesOf(await again({ slug: 'free', aliases: ['taken'] }))).toEqual(['TAKEN aliases']);
    // A name in letters that only look the same gives the same slug.
    expect(codesOf(await again({ name: name('tаken') }))).toEqual(['TAKEN slug']);
    const both = await Promise.all([again({ slug: 'both' }), again({ slug: 'both' })]);
    expect(both.flatMap(codesOf)).toEqual(['TAKEN slug']);
  });

  it('have one name a language', async () => {
    const twice = await desk.give(
      'createTag',
      { kind: 'TOPIC', slug: 'twice-named', name: [...name('One'), ...name('Other')] },
      TAG,
    );
    expect(codesOf(twice)).toEqual(['INVALID name.1.locale']);
    expect(await tagAt('twice-named')).toBeNull();
  });

  it('move with all that is below them, and not below themselves', async () => {
    const top = await createTag('m-top');
    const middle = await createTag('m-middle', { parent: 'm-top' });
    await createTag('m-leaf', { parent: 'm-middle' });
    await createTag('m-other');
    await desk.published('On the leaf', { tags: ['m-leaf'] });
    expect((await tagAt('m-top')).articles.totalCount).toBe(1);
    const { userErrors } = await desk.give('moveTag', { id: middle.id, parent: 'm-other' }, TAG);
    expect(userErrors).toEqual([]);
    expect((await tagAt('m-top')).articles.totalCount).toBe(0);
    expect((await tagAt('m-other')).articles.nodes).toEqual([{ headline: 'On the leaf' }]);
    const leaf = await gateway.gateway.store.tags.bySlugs(['m-leaf']);
    expect(leaf[0]?.ancestorIds).toEqual([expect.any(String), middle.id]);
    for (const parent of ['m-leaf', 'm-middle'])
      expect(codesOf(await desk.give('moveTag', { id: middle.id, parent }, TAG))).toEqual([
        'SELF_REFERENCE parent',
      ]);
    expect((await desk.give('moveTag', { id: middle.id }, TAG)).tag.parent).toBeNull();
    expect(top.parent).toBeNull();
  });

  it('are merged with their names, stories and narrower tags', async () => {
    const gone = await createTag('seas-old', { aliases: ['the-seas'], name: name('Old seas') });
    const into = await createTag('seas');
    await createTag('seas-below', { parent: 'seas-old' });
    await desk.published('With the old one', { tags: ['seas-old'] });
    await desk.published('With the new one', { tags: ['seas'] });
    expect((await tagAt('seas')).articles.totalCount).toBe(1);
    const merged = await desk.give('mergeTags', { id: gone.id, into: 'seas' }, TAG);
    expect(merged.userErrors).toEqual([]);
    for (const slug of ['seas', 'seas-old', 'the-seas'])
      expect(await tagAt(slug)).toMatchObject({
        id: into.id,
        aliases: ['seas-old', 'the-seas'],
        children: [{ slug: 'seas-below' }],
        articles: { totalCount: 2 },
      });
    const listed = await ask('{ tags(filter: { nameStartsWith: "old sea" }) { nodes { slug } } }');
    expect(listed.tags.nodes).toEqual([{ slug: 'seas' }]);
    expect(codesOf(await desk.give('renameTag', { id: gone.id, slug: 'x' }, TAG))).toEqual([
      'ILLEGAL_STATE id',
    ]);
    const self = await desk.give('mergeTags', { id: into.id, into: 'the-seas' }, TAG);
    expect(codesOf(self)).toEqual(['SELF_REFERENCE into']);
    // Whoever names the old one in a story means the new one.
    expect((await desk.draft('After the merge', { tags: ['the-seas'] })).tags).toEqual([{ slug: 'seas' }]);
  });

  it('are retired: no new story takes them, those that have them keep them', async () => {
    const { id } = await createTag('yesterday');
    const story = await desk.published('Of yesterday', { tags: ['yesterday'] });
    await desk.give('retireTag', { id }, TAG);
    const fresh = await desk.give('saveDraft', { story: { headline: 'x', tags: ['yesterday'] } });
    expect(codesOf(fresh)).toEqual(['INVALID story.tags.0']);
    const same = { id: story.id, version: story.version, story: { tags: ['yesterday', 'oceans'] } };
    expect((await desk.give('updateArticle', same)).article.tags).toEqual([
      { slug: 'yesterday' },
      { slug: 'oceans' },
    ]);
    expect(codesOf(await desk.give('retireTag', { id }, TAG))).toEqual(['ILLEGAL_STATE id']);
  });
});

describe('correspondents', () => {
  const PERSON = `{ correspondent { id slug name title bio beats { slug } accounts { handle } articleCount } ${ERRORS} }`;
  const create = (correspondent: object) => desk.give('createCorrespondent', { correspondent }, PERSON);
  const at = (slug: string) =>
    ask('query ($slug: String!) { correspondent(slug: $slug) { id slug articleCount } }', { slug }).then(
      ({ correspondent }) => correspondent,
    );

  it('are made and edited; former slugs lead to them', async () => {
    expect(codesOf(await create({}))).toEqual(['REQUIRED correspondent.name']);
    const { correspondent } = await create({
      name: 'Zoë Ünal',
      beats: ['oceans'],
      accounts: [{ platform: 'MASTODON', handle: 'zoe', url: 'https://social.example/@zoe' }],
    });
    expect(correspondent).toMatchObject({
      slug: 'zoe-unal',
      beats: [{ slug: 'oceans' }],
      accounts: [{ handle: 'zoe' }],
    });
    const { id } = correspondent;
    await desk.give(
      'editCorrespondent',
      { id, correspondent: { slug: 'zoe', title: name('Editor') } },
      PERSON,
    );
    expect(await at('zoe-unal')).toMatchObject({ id, slug: 'zoe' });
    expect(codesOf(await create({ name: 'Other', slug: 'zoe-unal' }))).toEqual(['TAKEN correspondent.slug']);
  });

  it('of one person become one, with the stories of both', async () => {
    const [one, two] = [await create({ name: 'Ada One' }), await create({ name: 'Ada Two' })];
    for (const { correspondent } of [one, two])
      await desk.published(`By ${correspondent.name}`, {
        contributions: [{ role: 'AUTHOR', correspondent: correspondent.id }],
      });
    expect(await at('ada-two')).toMatchObject({ articleCount: 1 });
    await desk.give('mergeCorrespondents', { id: one.correspondent.id, into: 'ada-two' }, PERSON);
    for (const slug of ['ada-one', 'ada-two'])
      expect(await at(slug)).toMatchObject({ id: two.correspondent.id, slug: 'ada-two', articleCount: 2 });
    const self = await desk.give(
      'mergeCorrespondents',
      { id: two.correspondent.id, into: 'ada-one' },
      PERSON,
    );
    expect(codesOf(self)).toEqual(['SELF_REFERENCE into']);
  });
});

describe('editions', () => {
  const EDITION = `{ edition { id version date title publishedAt sections { title stories { headline } } } ${ERRORS} }`;
  const seen = () => ask('{ edition(date: "2026-06-01") { title articles { nodes { headline } } } }');

  it('are curated in order, refused where another editor was quicker, and shown once published', async () => {
    const [one, two] = [
      await desk.published('First on the page'),
      await desk.published('Second on the page'),
    ];
    const curate = (articles: string[], version?: number) =>
      desk.give(
        'curateEdition',
        { date: '2026-06-01', title: 'June', version, sections: [{ title: 'Top', articles }] },
        EDITION,
      );
    const made = await curate([two.id, one.id]);
    expect(made.edition.sections[0].stories).toEqual([
      { headline: 'Second on the page' },
      { headline: 'First on the page' },
    ]);
    expect((await seen()).edition).toBeNull();
    const blind = await curate([one.id]);
    expect(codesOf(blind)).toEqual(['VERSION_CONFLICT version']);
    expect(blind.userErrors[0].message).toContain('at version 1');
    expect(blind.edition.version).toBe(1);
    const both = await Promise.all([curate([one.id, two.id], 1), curate([one.id], 1)]);
    expect(both.flatMap(codesOf)).toEqual(['VERSION_CONFLICT version']);
    expect(codesOf(await curate([one.id, one.id], 2))).toEqual(['INVALID sections.0.articles.1']);
    expect(codesOf(await curate(['art_0000000000000000'], 2))).toEqual(['NOT_FOUND sections.0.articles.0']);
    const { id } = made.edition;
    const live = await desk.give('publishEdition', { id, version: 2 }, EDITION);
    expect(live.edition.version).toBe(3);
    expect(live.edition.publishedAt).toBe(new Date(NOW).toISOString());
    expect((await seen()).edition).toMatchObject({ title: 'June' });
    expect(codesOf(await desk.give('publishEdition', { id }, EDITION))).toEqual(['ILLEGAL_STATE id']);
  });
});

describe('versions', () => {
  it('of tags, correspondents and posts are shown as they are, and commands are given on them', async () => {
    const tag = await createTag('versioned');
    const person = await desk.give(
      'createCorrespondent',
      { correspondent: { name: 'Vera Sion' } },
      `{ correspondent { id } ${ERRORS} }`,
    );
    const post = await desk.give(
      'addSocialPost',
      { url: 'https://x.com/vera/status/1790000000000000555' },
      `{ socialPost { id } ${ERRORS} }`,
    );
    const ids = [tag.id, person.correspondent.id, post.socialPost.id];
    const versions = async () =>
      (
        await ask(
          'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Tag { version } ... on Correspondent { version } ... on SocialPost { version } } }',
          { ids },
        )
      ).nodes.map(({ version }: { version: number }) => version);
    expect(await versions()).toEqual([1, 1, 1]);
    const [renamed, edited, withheld] = [
      await desk.give('renameTag', { id: ids[0], version: 1, name: name('Versions') }, `{ ${ERRORS} }`),
      await desk.give(
        'editCorrespondent',
        { id: ids[1], version: 1, correspondent: { name: 'Vera Sionova' } },
        `{ ${ERRORS} }`,
      ),
      await desk.give('withholdSocialPost', { id: ids[2], version: 1 }, `{ ${ERRORS} }`),
    ];
    for (const { userErrors } of [renamed, edited, withheld]) expect(userErrors).toEqual([]);
    expect(await versions()).toEqual([2, 2, 2]);
    const late = await desk.give(
      'renameTag',
      { id: ids[0], version: 1, name: name('Later') },
      `{ ${ERRORS} }`,
    );
    expect(codesOf(late)).toEqual(['VERSION_CONFLICT version']);
  });
});

describe('social posts', () => {
  const POST = `{ socialPost { id url text availability author { handle name } } ${ERRORS} }`;
  const add = (input: object) => desk.give('addSocialPost', input, POST);

  it('are taken in by any of their addresses, once, with what an editor has seen', async () => {
    const url = 'https://mobile.twitter.com/harbour/status/1790000000000000123?s=20';
    const bare = await add({ url });
    expect(bare.socialPost).toMatchObject({
      url: 'https://x.com/harbour/status/1790000000000000123',
      availability: 'UNKNOWN',
      text: '',
    });
    const again = await Promise.all([
      add({
        url: 'https://x.com/harbour/status/1790000000000000123',
        text: 'The crane is back.',
        authorName: 'Harbour',
      }),
      add({ url }),
    ]);
    expect(again.map(({ socialPost }) => socialPost.id)).toEqual([bare.socialPost.id, bare.socialPost.id]);
    expect((await add({ url })).socialPost).toMatchObject({
      text: 'The crane is back.',
      author: { name: 'Harbour' },
      availability: 'AVAILABLE',
    });
    expect(codesOf(await add({ url: 'https://news.example/not-a-post' }))).toEqual(['INVALID url']);
  });

  it('are withheld at once from every story that embeds them, and shown again', async () => {
    const { socialPost } = await add({
      url: 'https://x.com/quay/status/1790000000000000124',
      text: 'A name.',
    });
    const story = await desk.published('Embedding', {
      blocks: [{ id: 's', socialPost: socialPost.id }, words('b', 'x')],
    });
    const text = async () =>
      (
        await ask('query ($id: ID!) { article(id: $id) { body { ... on FullBody { text } } } }', {
          id: story.id,
        })
      ).article.body.text;
    expect(await text()).toContain('A name.');
    const held = await desk.give('withholdSocialPost', { id: socialPost.id }, POST);
    expect(held).toMatchObject({ announced: true, socialPost: { availability: 'WITHHELD', text: '' } });
    expect(await text()).not.toContain('A name.');
    expect(codesOf(await desk.give('withholdSocialPost', { id: socialPost.id }, POST))).toEqual([
      'ILLEGAL_STATE id',
    ]);
    await desk.give('releaseSocialPost', { id: socialPost.id }, POST);
    expect(await text()).toContain('A name.');
  });
});

describe('a live blog', () => {
  const entriesOf = async (id: string) =>
    (await gateway.gateway.store.articles.bodies([id]))[0]?.blocks.flatMap((block) =>
      block.type === 'LiveEntry' ? [block.headline] : [],
    );
  const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

  it('takes entries at their moment, changes, pins, removes and ends', async () => {
    const { id } = await desk.published('Live from the quay');
    const add = (title: string, more: object = {}) =>
      desk.give('addLiveEntry', { id, entry: { title, ...more } });
    expect(codesOf(await add('Too early'))).toEqual(['ILLEGAL_STATE id']);
    await desk.give('startLiveBlog', { id, summary: { text: 'What is known.' } });
    const first = await add('First', { at: at(0), blocks: [words('w', 'It began.')] });
    await add('Third', { at: at(20) });
    const second = await add('Second', { at: at(10) });
    expect(await entriesOf(id)).toEqual(['Third', 'Second', 'First']);
    expect(codesOf(await add('', {}))).toEqual(['REQUIRED entry']);

    const entryId = second.blockId;
    await desk.give('editLiveEntry', { id, entryId, entry: { title: 'Second, put right', key: true } });
    expect(await entriesOf(id)).toEqual(['Third', 'Second, put right', 'First']);
    const pinned = await desk.give('pinLiveEntries', { id, entryIds: [first.blockId, entryId] });
    expect(pinned.userErrors).toEqual([]);
    const [head] = await gateway.gateway.store.articles.heads([id]);
    expect(head?.live).toMatchObject({ isLive: true, pinnedEntryIds: [first.blockId, entryId] });
    expect(codesOf(await desk.give('pinLiveEntries', { id, entryIds: ['none'] }))).toEqual([
      'NOT_FOUND entryId',
    ]);
    await desk.give('removeLiveEntry', { id, entryId });
    expect(await entriesOf(id)).toEqual(['Third', 'First']);
    expect((await gateway.gateway.store.articles.heads([id]))[0]?.live?.pinnedEntryIds).toEqual([
      first.blockId,
    ]);

    await desk.give('closeLiveBlog', { id });
    expect(codesOf(await add('Too late'))).toEqual(['ILLEGAL_STATE id']);
    const late = await desk.give('editLiveEntry', {
      id,
      entryId: first.blockId,
      entry: { title: 'First, at last' },
    });
    expect(late.userErrors).toEqual([]);
  });

  it('has an entry once, however often its key is given', async () => {
    const { id } = await desk.published('Live and repeated');
    await desk.give('startLiveBlog', { id });
    const add = () => desk.give('addLiveEntry', { id, entry: { title: 'Once' }, idempotencyKey: 'entry' });
    const answers = await Promise.all([add(), add(), add()]);
    expect(new Set(answers.map(({ blockId }) => blockId)).size).toBe(1);
    expect(await entriesOf(id)).toEqual(['Once']);
  });
});
