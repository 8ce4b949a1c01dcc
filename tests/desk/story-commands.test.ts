import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { codesOf, type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql } from '../support/test-server.ts';

const HOUR = 3_600_000;
let gateway: TestGateway;
let desk: Desk;
const heard: NewsroomEvent[] = [];
beforeAll(async () => {
  gateway = await startGateway();
  gateway.gateway.events.subscribe((event) => void heard.push(event));
  desk = await deskOf(gateway);
});
afterAll(() => gateway.close());

const asReader = async (slug: string) =>
  (
    await gateway.query(
      'query ($slug: String!) { article(slug: $slug) { headline version corrections { type content { plain } } } }',
      { slug },
    )
  ).json.data.article;
const front = async (): Promise<string[]> =>
  (await gateway.query('{ articles(first: 5) { nodes { headline } } }')).json.data.articles.nodes.map(
    ({ headline }: { headline: string }) => headline,
  );
const revisionsOf = async (id: string) =>
  (
    await gateway.query(
      'query ($id: ID!) { article(id: $id) { revisions { nodes { version kind actor story { headline status } } } } }',
      { id },
      await gateway.token({ roles: ['editor'] }),
    )
  ).json.data.article.revisions.nodes;

describe('the life of a story', () => {
  it('goes from draft to published, corrected, retracted and back, each step seen by readers at once', async () => {
    const draft = await desk.draft('A bridge is tested', {
      section: 'world',
      tags: ['oceans'],
      standfirst: 'By weight.',
    });
    expect(draft).toMatchObject({
      slug: 'a-bridge-is-tested',
      status: 'DRAFT',
      version: 1,
      section: { slug: 'world' },
    });
    expect(await asReader(draft.slug)).toBeNull();
    const { article: submitted } = await desk.give('submitArticle', {
      id: draft.id,
      version: 1,
      clientMutationId: 'mine',
    });
    expect(submitted).toMatchObject({ status: 'SUBMITTED', version: 2 });
    const published = await desk.give('publishArticle', { id: draft.id, version: 2 });
    expect(published).toMatchObject({
      announced: true,
      userErrors: [],
      article: { status: 'PUBLISHED', version: 3, publishedAt: new Date(NOW).toISOString() },
    });
    expect(await asReader(draft.slug)).toMatchObject({ headline: 'A bridge is tested', version: 3 });
    expect((await front())[0]).toBe('A bridge is tested');

    const updated = await desk.give('updateArticle', {
      id: draft.id,
      version: 3,
      story: { headline: 'A bridge holds' },
      publicNote: { text: 'The result was added.' },
    });
    expect(updated.article).toMatchObject({
      version: 4,
      headline: 'A bridge holds',
      slug: 'a-bridge-is-tested',
    });
    const corrected = await desk.give('correctArticle', {
      id: draft.id,
      version: 4,
      type: 'CORRECTION',
      note: { text: 'It holds forty tonnes, not four.' },
    });
    expect(corrected.article.version).toBe(5);
    expect(await asReader(draft.slug)).toMatchObject({
      headline: 'A bridge holds',
      corrections: [
        { type: 'UPDATE', content: { plain: 'The result was added.' } },
        { type: 'CORRECTION', content: { plain: 'It holds forty tonnes, not four.' } },
      ],
    });

    const retracted = await desk.give('retractArticle', {
      id: draft.id,
      version: 5,
      note: { text: 'It fell.' },
    });
    expect(retracted.article).toMatchObject({
      status: 'RETRACTED',
      retraction: { note: { plain: 'It fell.' } },
    });
    expect(await asReader(draft.slug)).toBeNull();
    expect(await front()).not.toContain('A bridge holds');
    const restored = await desk.give('restoreArticle', { id: draft.id, version: 6 });
    expect(restored.article).toMatchObject({
      status: 'PUBLISHED',
      version: 7,
      retraction: null,
      publishedAt: published.article.publishedAt,
    });
    expect(await asReader(draft.slug)).toMatchObject({ version: 7 });

    expect(
      (await revisionsOf(draft.id)).map(
        ({ version, kind }: { version: number; kind: string }) => `${version} ${kind}`,
      ),
    ).toEqual([
      '7 ARTICLE_RESTORED',
      '6 ARTICLE_RETRACTED',
      '5 ARTICLE_CORRECTED',
      '4 ARTICLE_UPDATED',
      '3 ARTICLE_PUBLISHED',
      '2 ARTICLE_SUBMITTED',
      '1 DRAFT_SAVED',
    ]);
    const told = heard.filter(({ subjectId }) => subjectId === draft.id);
    expect(told.map(({ kind, version }) => `${version} ${kind}`)).toEqual([
      '1 DRAFT_SAVED',
      '2 ARTICLE_SUBMITTED',
      '3 ARTICLE_PUBLISHED',
      '4 ARTICLE_UPDATED',
      '5 ARTICLE_CORRECTED',
      '6 ARTICLE_RETRACTED',
      '7 ARTICLE_RESTORED',
    ]);
    expect(told[2]).toMatchObject({ actor: 'somebody', visibleFrom: { before: null, after: new Date(NOW) } });
    expect(told[2]?.tags).toEqual(
      expect.arrayContaining([`article:${draft.id}`, 'list:front', `miss:slug:${draft.slug}`]),
    );
    expect(told[5]?.visibleFrom).toEqual({ before: new Date(NOW), after: null });
  });

  it('keeps the version before the first command of what was imported', async () => {
    const { json } = await gateway.query(
      '{ articles(first: 1, filter: { locale: "fr" }) { nodes { id version headline } } }',
    );
    const [story] = json.data.articles.nodes;
    const { article } = await desk.give('updateArticle', {
      id: story.id,
      version: story.version,
      story: { kicker: 'Vu' },
    });
    expect(article).toMatchObject({ kicker: 'Vu', headline: story.headline, version: story.version + 1 });
    expect(await revisionsOf(story.id)).toMatchObject([
      { version: story.version + 1, actor: 'somebody' },
      { version: story.version, actor: 'import', kind: null, story: { headline: story.headline } },
    ]);
  });

  it('is scheduled and held back by its hour alone', async () => {
    const { id } = await desk.draft('At six');
    const past = await desk.give('scheduleArticle', {
      id,
      version: 1,
      publishAt: new Date(NOW - 1).toISOString(),
    });
    expect(codesOf(past)).toEqual(['INVALID publishAt']);
    await desk.give('scheduleArticle', { id, version: 1, publishAt: new Date(NOW + HOUR).toISOString() });
    await desk.give('embargoArticle', { id, version: 2, until: new Date(NOW + 2 * HOUR).toISOString() });
    expect(await asReader('at-six')).toBeNull();
    try {
      gateway.setNow(NOW + HOUR + 1);
      expect(await asReader('at-six')).toBeNull();
      gateway.setNow(NOW + 2 * HOUR + 1);
      expect(await asReader('at-six')).toMatchObject({ version: 3 });
      const again = await desk.give('embargoArticle', {
        id,
        version: 3,
        until: new Date(NOW + 9 * HOUR).toISOString(),
      });
      expect(codesOf(again)).toEqual(['ILLEGAL_STATE id']);
    } finally {
      gateway.setNow(NOW);
    }
    const off = await desk.give('submitArticle', { id, version: 3 });
    expect(off.article).toMatchObject({ status: 'SUBMITTED', publishedAt: null, firstPublishedAt: null });
  });

  it('brings back the words of an earlier version, with the corrections made since', async () => {
    const { id } = await desk.published('First words');
    await desk.give('updateArticle', {
      id,
      version: 2,
      story: { headline: 'Second words', blocks: [words('b1', 'Other.')] },
    });
    await desk.give('correctArticle', {
      id,
      version: 3,
      type: 'CLARIFICATION',
      note: { text: 'To be clear.' },
    });
    const { article } = await desk.give('restoreArticle', { id, version: 4, revision: 2 });
    expect(article).toMatchObject({
      headline: 'First words',
      status: 'PUBLISHED',
      version: 5,
      corrections: [{ type: 'CLARIFICATION' }],
    });
    expect(article.body.text).toContain('First words');
    expect(codesOf(await desk.give('restoreArticle', { id, version: 5 }))).toEqual(['REQUIRED revision']);
    expect(codesOf(await desk.give('restoreArticle', { id, version: 5, revision: 99 }))).toEqual([
      'NOT_FOUND revision',
    ]);
  });
});

describe('a correction', () => {
  const correct = (id: string, version: number) =>
    desk.give('correctArticle', { id, version, type: 'CORRECTION', note: { text: 'Wrong.' } });

  it('of what isn’t there, was never published, waits, or was retracted is refused by a code', async () => {
    expect(codesOf(await correct('art_0000000000000000', 1))).toEqual(['NOT_FOUND id']);
    const draft = await desk.draft('Never seen');
    expect(codesOf(await correct(draft.id, 1))).toEqual(['ILLEGAL_STATE id']);
    await desk.give('scheduleArticle', {
      id: draft.id,
      version: 1,
      publishAt: new Date(NOW + HOUR).toISOString(),
    });
    expect(codesOf(await correct(draft.id, 2))).toEqual(['ILLEGAL_STATE id']);
    const story = await desk.published('Soon gone');
    await desk.give('retractArticle', { id: story.id, version: 2, note: { text: 'Sorry.' } });
    expect(codesOf(await correct(story.id, 3))).toEqual(['ILLEGAL_STATE id']);
  });

  it('is not edited away', async () => {
    const { id } = await desk.published('To be corrected');
    const { article } = await correct(id, 2);
    const note = article.body.blocks.nodes.at(-1).id;
    const without = await desk.give('updateArticle', {
      id,
      version: 3,
      story: { blocks: [words('b1', 'New.')] },
    });
    expect(codesOf(without)).toEqual(['INVALID story.blocks']);
    const kept = await desk.give('updateArticle', {
      id,
      version: 3,
      story: { blocks: [{ id: note, keep: true }, words('b1', 'New.')] },
    });
    expect(kept.userErrors).toEqual([]);
    expect(kept.article.body.blocks.nodes.map((block: { __typename: string }) => block.__typename)).toEqual([
      'Correction',
      'Paragraph',
    ]);
  });
});

describe('two editors at once', () => {
  it('lose nothing: the second is refused with both versions and what lies between them', async () => {
    const { id } = await desk.draft('The first headline', {
      blocks: [words('a', 'One two three.'), words('b', 'Four.')],
    });
    const ana = { id, version: 1, story: { headline: 'Ana’s headline' } };
    const ben = { id, version: 1, story: { blocks: [words('a', 'One two ten.'), words('b', 'Four.')] } };
    const [first, second] = await Promise.all([desk.give('saveDraft', ana), desk.give('saveDraft', ben)]);
    const [won, lost] = first.conflict === null ? [first, second] : [second, first];
    expect(won).toMatchObject({ userErrors: [], article: { version: 2 } });
    expect(codesOf(lost)).toEqual(['VERSION_CONFLICT version']);
    expect(lost.article.version).toBe(2);
    expect(lost.conflict).toMatchObject({
      expected: 1,
      stored: 2,
      theirs: { version: 2, headline: won.article.headline },
    });
    const both = [won.article, lost.conflict.yours];
    expect(both.map(({ headline }) => headline).sort()).toEqual(['Ana’s headline', 'The first headline']);
    const changed = lost.conflict.changes;
    expect(changed.fields.map(({ field }: { field: string }) => field)).toContain('headline');
    expect(changed.blocks).toMatchObject([{ id: 'a', change: 'CHANGED' }]);
    expect(await revisionsOf(id)).toHaveLength(2);
    // Put to theirs, it is taken.
    const mine = lost === second ? ben : ana;
    const again = await desk.give('saveDraft', { ...mine, version: 2 });
    expect(again.article).toMatchObject({ version: 3, headline: 'Ana’s headline' });
    expect(again.article.body.text).toContain('One two ten.');
  });

  it('of two corrections at once one is refused, and both are there once it is given again', async () => {
    const { id, slug } = await desk.published('Corrected twice');
    const correct = (version: number, text: string) =>
      desk.give('correctArticle', { id, version, type: 'CORRECTION', note: { text } });
    const answers = await Promise.all([correct(2, 'One.'), correct(2, 'Two.')]);
    expect(answers.flatMap(codesOf)).toEqual(['VERSION_CONFLICT version']);
    await correct(3, answers[0].conflict === null ? 'Two.' : 'One.');
    const seen = await asReader(slug);
    expect(seen.version).toBe(4);
    expect(
      seen.corrections.map(({ content }: { content: { plain: string } }) => content.plain).sort(),
    ).toEqual(['One.', 'Two.']);
  });
});

describe('a command given again under its key', () => {
  it('answers what it answered, and writes nothing', async () => {
    const make = { story: { headline: 'Made once', blocks: [words('a', 'x')] }, idempotencyKey: 'k1' };
    const first = await desk.give('saveDraft', make);
    const { id } = first.article;
    await desk.give('saveDraft', { id, version: 1, story: { headline: 'Changed since' } });
    gateway.commands.length = 0;
    const again = await desk.give('saveDraft', make);
    expect(gateway.commands.filter((name) => !['find', 'aggregate'].includes(name))).toEqual([]);
    expect(again.article).toMatchObject({ id, version: 1, headline: 'Made once' });

    const publish = { id, version: 2, idempotencyKey: 'k2' };
    const live = await Promise.all([
      desk.give('publishArticle', publish),
      desk.give('publishArticle', publish),
    ]);
    expect(live.map(({ userErrors, article }) => [userErrors, article.version])).toEqual([
      [[], 3],
      [[], 3],
    ]);
    expect(await revisionsOf(id)).toHaveLength(3);
  });

  it('is refused where it asks for something else, and is somebody else’s own', async () => {
    const story = { headline: 'Under a key' };
    await desk.give('saveDraft', { story, idempotencyKey: 'k3' });
    const other = await desk.give('saveDraft', { story: { headline: 'Another' }, idempotencyKey: 'k3' });
    expect(codesOf(other)).toEqual(['KEY_REUSED idempotencyKey']);
    const colleague = await deskOf(gateway, 'editor', { subject: 'a colleague' });
    const theirs = await colleague.give('saveDraft', { story: { headline: 'Theirs' }, idempotencyKey: 'k3' });
    expect(theirs.article).toMatchObject({ headline: 'Theirs', version: 1 });
  });
});

describe('a key and a name that run together as another key and another name do', () => {
  it('is somebody else’s command', async () => {
    const [ana, anaB] = await Promise.all(
      ['ana', 'ana b'].map((subject) => deskOf(gateway, 'chief', { subject })),
    );
    const save = (desk: Desk | undefined, idempotencyKey: string) =>
      desk?.give('saveDraft', { idempotencyKey, story: { headline: `Under ${idempotencyKey}` } });
    const [one, two] = [await save(ana, 'b 1'), await save(anaB, '1')];
    expect([one.userErrors, two.userErrors]).toEqual([[], []]);
    expect([one.article.headline, two.article.headline]).toEqual(['Under b 1', 'Under 1']);
  });
});

describe('a request given again under the key in its header', () => {
  const SAVE =
    'mutation ($one: SaveDraftInput!, $two: SaveDraftInput!) {' +
    ' one: saveDraft(input: $one) { article { id headline } userErrors { code path } }' +
    ' two: saveDraft(input: $two) { article { id headline } userErrors { code path } } }';
  const save = async (key: string, one: string, two: object = { story: { headline: 'And another' } }) => {
    const { json } = await postGraphql(
      gateway.url,
      { query: SAVE, variables: { one: { story: { headline: one } }, two } },
      {
        authorization: `Bearer ${await gateway.token({ roles: ['editor'], subject: 'with a header' })}`,
        'idempotency-key': key,
      },
    );
    return json.data;
  };

  it('does each of its commands once, and nothing else under that key', async () => {
    const first = await save('"8e03978e"', 'One of two');
    expect(first.one.article.id).not.toBe(first.two.article.id);
    expect(await save('8e03978e', 'One of two')).toEqual(first);
    const other = await save('8e03978e', 'Something else');
    expect(codesOf(other.one)).toEqual(['KEY_REUSED idempotencyKey']);
    expect(other.two).toEqual(first.two);
  });

  it('leaves a key of the command itself in force', async () => {
    const own = { story: { headline: 'By its own' }, idempotencyKey: 'its own' };
    const first = await save('header 1', 'Of the header', own);
    const second = await save('header 2', 'Of the header', own);
    expect(second.two).toEqual(first.two);
    expect(second.one.article.id).not.toBe(first.one.article.id);
  });
});

describe('a command that reads its own writes', () => {
  it('shows each mutation of one request as it left the story', async () => {
    const { id } = await desk.draft('In a row');
    const update = (alias: string, version: number, text: string) =>
      `${alias}: saveDraft(input: { id: "${id}", version: ${version}, story: { blocks: [{ id: "x", paragraph: { content: { text: "${text}" } } }] } }) { article { version body { ... on FullBody { text } } } }`;
    const { json } = await gateway.query(
      `mutation { ${update('a', 1, 'first')} ${update('b', 2, 'second')} }`,
      {},
      await gateway.token({ roles: ['editor'] }),
    );
    expect(json.data).toEqual({
      a: { article: { version: 2, body: { text: 'first' } } },
      b: { article: { version: 3, body: { text: 'second' } } },
    });
  });
});
