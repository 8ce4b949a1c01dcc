import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { type EventStream, openStream, type StreamRequest } from '../support/event-stream.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
let desk: Desk;
const streams: EventStream[] = [];
beforeAll(async () => {
  gateway = await startGateway({ DATELINE_MAX_COST: '2000' });
  desk = await deskOf(gateway);
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.cut();
});
afterAll(() => gateway.close());

const open = async (asked: StreamRequest): Promise<EventStream> => {
  const stream = await openStream(gateway.url, asked);
  streams.push(stream);
  return stream;
};
const STORIES = `subscription ($filter: ArticleFilter, $ids: [ID!], $kinds: [StoryChangeKind!], $afterEvent: ID) {
  storyChanges(filter: $filter, ids: $ids, kinds: $kinds, afterEvent: $afterEvent) {
    eventId kind articleId
    article { headline standfirst tags { slug } jsonLd body {
      ... on FullBody { text } ... on PreviewBody { requires blocks { nodes { ... on Paragraph { content { plain } } } } } } } } }`;
const changes = ({ told }: EventStream): string[] =>
  told.map(({ data }) => {
    const { kind, article } = data.data.storyChanges;
    return `${kind} ${article?.headline ?? '-'}`;
  });
const at = ({ id, version }: { id: string; version: number }) => ({ id, version });
let marks = 0;
/** What was told, once everything up to now has been: a story published now says so, and is left out. */
const settled = async (...open: readonly EventStream[]): Promise<string[][]> => {
  marks += 1;
  await desk.published(`Mark ${marks}`, { tags: ['energy'] });
  await until(() => open.every((stream) => changes(stream).includes(`PUBLISHED Mark ${marks}`)));
  return open.map((stream) => changes(stream).filter((change) => !change.includes(' Mark ')));
};
const codes = ({ text }: EventStream): string[] =>
  JSON.parse(text).errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);

describe('changes of stories', () => {
  it('are told as readers see them: published, updated, corrected, taken back, come again', async () => {
    const stream = await open({ query: STORIES });
    expect([stream.status, stream.headers['content-type'], stream.headers['cache-control']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store, no-transform',
    ]);
    const story = await desk.published('One');
    await stream.atLeast(1);
    const two = await desk.give('updateArticle', { ...at(story), story: { headline: 'Two' } });
    await stream.atLeast(2);
    const three = await desk.give('correctArticle', {
      ...at(two.article),
      type: 'CORRECTION',
      note: { text: 'It is three.' },
      story: { headline: 'Three' },
    });
    await stream.atLeast(3);
    const gone = await desk.give('retractArticle', { ...at(three.article), note: { text: 'Not so.' } });
    await stream.atLeast(4);
    await desk.give('restoreArticle', at(gone.article));
    await stream.atLeast(5);
    expect(changes(stream)).toEqual([
      'PUBLISHED One',
      'UPDATED Two',
      'CORRECTED Three',
      'RETRACTED -',
      'PUBLISHED Three',
    ]);
    const told = stream.told.map(({ data }) => data.data.storyChanges);
    expect(told.map(({ articleId }) => articleId)).toEqual(told.map(() => story.id));
    expect(told.map(({ eventId }) => eventId)).toEqual(stream.told.map(({ id }) => id));
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(5);
  });

  it('are told by filter, by ids and by kind; what leaves the filter is told, a last time', async () => {
    const energy = await open({ query: STORIES, variables: { filter: { tag: 'energy' } } });
    const withBelow = await open({
      query: STORIES,
      variables: { filter: { tag: 'climate', includeDescendants: true, locale: 'en' } },
    });
    const other = await desk.published('No tag');
    const tagged = await desk.published('Wind', { tags: ['energy'] });
    const byId = await open({ query: STORIES, variables: { ids: [tagged.id], kinds: ['RETRACTED'] } });
    const moved = await desk.give('updateArticle', { ...at(tagged), story: { tags: ['music'] } });
    const again = await desk.give('updateArticle', { ...at(moved.article), story: { headline: 'Songs' } });
    const back = await desk.give('updateArticle', { ...at(again.article), story: { tags: ['energy'] } });
    await desk.give('retractArticle', { ...at(back.article), note: { text: 'No.' } });
    await desk.give('retractArticle', { ...at(other), note: { text: 'No.' } });
    const expected = ['PUBLISHED Wind', 'UPDATED Wind', 'UPDATED Songs', 'RETRACTED -'];
    expect(await settled(energy, withBelow)).toEqual([expected, expected]);
    expect(changes(byId)).toEqual(['RETRACTED -']);
    expect(energy.told[1]?.data.data.storyChanges.article.tags).not.toContainEqual({ slug: 'energy' });
  });

  it('of a story that is gated give its preview, and the whole to those who may read it', async () => {
    const story = {
      access: 'SUBSCRIBER',
      previewBlocks: 1,
      blocks: [words('b1', 'For all.'), words('b2', 'CANARY-GATED for few.')],
    };
    const [anonymous, registered, subscriber] = await Promise.all([
      open({ query: STORIES }),
      open({ query: STORIES, token: await gateway.token({ tier: 'registered' }) }),
      open({ query: STORIES, token: await gateway.token({ tier: 'subscriber' }) }),
    ]);
    await desk.published('Gated', story);
    expect(await settled(anonymous, registered, subscriber)).toEqual([
      ['PUBLISHED Gated'],
      ['PUBLISHED Gated'],
      ['PUBLISHED Gated'],
    ]);
    for (const { text } of [anonymous, registered]) {
      expect(text).toContain('For all.');
      expect(text).not.toContain('CANARY');
    }
    expect(subscriber.text).toContain('CANARY-GATED');
  });

  it('are not told of drafts, schedules and embargoes, by no word and no number; and are when their hour comes', async () => {
    const stream = await open({ query: STORIES });
    const [before] = await settled(stream);
    const draft = await desk.draft('CANARY draft', { standfirst: 'CANARY' });
    await desk.give('saveDraft', { ...at(draft), story: { headline: 'CANARY again' } });
    const due = await desk.draft('CANARY due');
    await desk.give('scheduleArticle', { ...at(due), publishAt: new Date(NOW + 60_000).toISOString() });
    const held = await desk.draft('CANARY held');
    const embargoed = await desk.give('embargoArticle', {
      ...at(held),
      until: new Date(NOW + 120_000).toISOString(),
    });
    await desk.give('publishArticle', at(embargoed.article));
    expect(before).toEqual([]);
    expect(await settled(stream)).toEqual([[]]);
    expect(stream.text).not.toContain('CANARY');
    // What a stream says of where it is differs from one to the next, and so does what an event of nothing seen would say.
    const places = await Promise.all([open({ query: STORIES }), open({ query: STORIES })]);
    await until(() => places.every(({ lastEventId }) => lastEventId !== ''));
    expect(new Set(places.map(({ lastEventId }) => lastEventId)).size).toBe(2);
    gateway.setNow(NOW + 60_000);
    await until(() => changes(stream).includes('PUBLISHED CANARY due'));
    gateway.setNow(NOW + 120_000);
    await until(() => changes(stream).includes('PUBLISHED CANARY held'));
    expect(await settled(stream)).toEqual([['PUBLISHED CANARY due', 'PUBLISHED CANARY held']]);
    gateway.setNow(NOW);
  });

  it('of a story that was taken back since are not told, but that it was', async () => {
    const place = await open({ query: STORIES });
    await until(() => place.lastEventId !== '');
    const afterEvent = place.lastEventId;
    const replayed = await desk.published('CANARY gone');
    await desk.give('retractArticle', { ...at(replayed), note: { text: 'No.' } });
    const late = await open({ query: STORIES, variables: { afterEvent } });
    expect(await settled(late)).toEqual([['RETRACTED -']]);
    expect(late.text).not.toContain('CANARY');
  });
});

describe('a live blog', () => {
  const LIVE = `subscription ($id: ID!, $afterEvent: ID) { liveEntries(articleId: $id, afterEvent: $afterEvent) {
    eventId kind entryId entry { title blocks { nodes { ... on Paragraph { content { plain } } } } } live { isLive entryIds } } }`;
  const told = ({ told: all }: EventStream): string[] =>
    all.map(({ data }) => {
      const { kind, entry } = data.data.liveEntries;
      return entry === null ? kind : `${kind} ${entry.title}`;
    });

  it('is told entry by entry, to each what they may read', async () => {
    const story = await desk.published('Live', {
      access: 'SUBSCRIBER',
      previewBlocks: 1,
      blocks: [words('b1', 'CANARY-INTRO')],
    });
    const reader = await open({ query: LIVE, variables: { id: story.id } });
    const subscriber = await open({
      query: LIVE,
      variables: { id: story.id },
      token: await gateway.token({ tier: 'subscriber' }),
    });
    const { id } = story;
    await desk.give('startLiveBlog', { id });
    const entry = async (title: string, hoursAgo: number): Promise<string> =>
      (
        await desk.give('addLiveEntry', {
          id,
          entry: {
            title,
            at: new Date(NOW - hoursAgo * 3_600_000).toISOString(),
            blocks: [words('e', `${title} text`)],
          },
        })
      ).blockId;
    const newest = await entry('Newest', 1);
    await subscriber.atLeast(2);
    const older = await entry('CANARY-OLDER', 2);
    await subscriber.atLeast(3);
    await desk.give('editLiveEntry', { id, entryId: newest, entry: { title: 'Newest, mended' } });
    await subscriber.atLeast(4);
    await desk.give('pinLiveEntries', { id, entryIds: [newest] });
    await desk.give('removeLiveEntry', { id, entryId: newest });
    await subscriber.atLeast(6);
    const closed = await desk.give('closeLiveBlog', { id });
    await desk.give('retractArticle', { ...at(closed.article), note: { text: 'No.' } });
    await Promise.all([subscriber.atLeast(8), reader.atLeast(7)]);
    expect(told(subscriber)).toEqual([
      'STARTED',
      'ENTRY_ADDED Newest',
      'ENTRY_ADDED CANARY-OLDER',
      'ENTRY_EDITED Newest, mended',
      'PINNED',
      'ENTRY_REMOVED',
      'CLOSED',
      'WITHDRAWN',
    ]);
    expect(subscriber.told[2]?.data.data.liveEntries.entryId).toBe(older);
    expect(told(reader)).toEqual(told(subscriber).filter((change) => !change.includes('CANARY')));
    expect(reader.told[0]?.data.data.liveEntries.live).toEqual({ isLive: true, entryIds: [] });
    expect(reader.told.slice(0, 4).every(({ data }) => !JSON.stringify(data).includes('CANARY'))).toBe(true);
  });

  it('that isn’t there is as silent as one that is hidden', async () => {
    const draft = await desk.draft('CANARY hidden blog');
    const hidden = await open({ query: LIVE, variables: { id: draft.id } });
    const none = await open({ query: LIVE, variables: { id: 'art_0000000000000000' } });
    await desk.give('startLiveBlog', { id: draft.id });
    await desk.give('addLiveEntry', { id: draft.id, entry: { title: 'CANARY' } });
    const mark = await open({ query: STORIES });
    await settled(mark);
    expect([hidden.status, none.status, hidden.told, none.told]).toEqual([200, 200, [], []]);
    const wrong = await open({ query: LIVE, variables: { id: 'tag_0000000000000000' } });
    expect([wrong.status, codes(wrong)]).toEqual([400, ['BAD_USER_INPUT']]);
  });
});

describe('the desk', () => {
  const DESK = `subscription ($kinds: [DeskEventKind!], $ids: [ID!]) { deskActivity(kinds: $kinds, ids: $ids) {
    kind actor version nodeId node { __typename ... on Article { headline status } ... on Tag { slug } } } }`;

  it('is told to those who work here: drafts, tags and all, with who did it', async () => {
    const token = await gateway.token({ roles: ['editor'] });
    const all = await open({ query: DESK, token });
    const tags = await open({ query: DESK, variables: { kinds: ['TAG_CREATED'] }, token });
    const draft = await desk.draft('A draft');
    await desk.give(
      'createTag',
      { slug: 'turbines', kind: 'TOPIC', name: [{ locale: 'en', text: 'Turbines' }] },
      '{ userErrors { message } }',
    );
    await Promise.all([all.atLeast(2), tags.atLeast(1)]);
    expect(all.told.map(({ data }) => data.data.deskActivity)).toEqual([
      expect.objectContaining({
        kind: 'DRAFT_SAVED',
        actor: 'somebody',
        nodeId: draft.id,
        node: { __typename: 'Article', headline: 'A draft', status: 'DRAFT' },
      }),
      expect.objectContaining({ kind: 'TAG_CREATED', node: { __typename: 'Tag', slug: 'turbines' } }),
    ]);
    expect(tags.told).toHaveLength(1);
  });

  it.each([
    ['anonymous', {}],
    ['registered', { tier: 'registered' }],
    ['subscriber', { tier: 'subscriber' }],
  ] as const)('is none of a reader’s business: %s', async (name, claims) => {
    const token = name === 'anonymous' ? undefined : await gateway.token(claims);
    const stream = await open({ query: DESK, token });
    expect([stream.status, codes(stream), stream.ended ?? 'CUT']).toEqual([403, ['FORBIDDEN'], 'CUT']);
  });
});

describe('a subscription that may not be', () => {
  it.each([
    [
      'two root fields',
      'subscription { a: storyChanges { kind } b: storyChanges { kind } }',
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a query', '{ viewer { tier } }', 400, 'BAD_REQUEST'],
    ['a mutation', 'mutation { purge(tags: ["everything"]) { tags } }', 400, 'BAD_REQUEST'],
    ['no GraphQL', 'subscription {', 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { storyChanges { secret } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a strange id', 'subscription { storyChanges(ids: ["x"]) { kind } }', 400, 'BAD_USER_INPUT'],
    [
      'a strange place',
      'subscription { storyChanges(afterEvent: "0000000000000001") { kind } }',
      400,
      'BAD_USER_INPUT',
    ],
    [
      'more than it may cost',
      'subscription { storyChanges { article { tags { articles(first: 100) { nodes { tags { articles(first: 100) { nodes { id } } } } } } } } }',
      400,
      'QUERY_TOO_COSTLY',
    ],
    [
      'more tokens than are taken',
      `subscription { storyChanges { ${'kind '.repeat(5_000)} } }`,
      400,
      'QUERY_TOO_LARGE',
    ],
    [
      'more levels than are taken',
      `subscription { storyChanges { article ${'{ related(first: 1) '.repeat(15)} { id } ${'}'.repeat(15)} } }`,
      400,
      'QUERY_TOO_LARGE',
    ],
  ])('is refused in words: %s', async (_, query, status, code) => {
    const stream = await open({ query });
    await until(() => stream.text.endsWith('\n'));
    expect([stream.status, codes(stream)[0]]).toEqual([status, code]);
  });

  it('says how to subscribe where it is sent as a query', async () => {
    const { status, codes: told, text } = await gateway.query('subscription { storyChanges { kind } }');
    expect([status, told]).toEqual([400, ['BAD_REQUEST']]);
    expect(text).toContain('text/event-stream');
  });

  it('is refused without a good token, and ends when the token does', async () => {
    const bad = await open({ query: STORIES, token: 'nonsense' });
    await until(() => bad.text.endsWith('\n'));
    expect([bad.status, codes(bad)]).toEqual([401, ['UNAUTHENTICATED']]);
    // There is a minute of leeway between clocks.
    const short = await open({ query: STORIES, token: await gateway.token({ seconds: -59 }) });
    expect(short.status).toBe(200);
    gateway.setNow(NOW + 2_000);
    await until(() => short.ended !== null);
    gateway.setNow(NOW);
    expect([short.ended, short.told.map(({ data }) => data.errors?.[0]?.extensions.code)]).toEqual([
      'COMPLETE',
      ['UNAUTHENTICATED'],
    ]);
  });
});
