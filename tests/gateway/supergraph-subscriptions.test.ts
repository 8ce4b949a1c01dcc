import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { LoadedSubgraph } from '../../src/federation/load-subgraphs.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { COMMENTS_SDL, type CommentsService, startComments } from '../support/comments-service.ts';
import { type Desk, deskOf } from '../support/desk.ts';
import { type EventStream, openStream, type StreamRequest } from '../support/event-stream.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

/** Subscriptions to what happens here, with what other services know of it. */
let comments: CommentsService;
let gateway: TestGateway;
let desk: Desk;
let subgraphs: readonly LoadedSubgraph[];
const streams: EventStream[] = [];
beforeAll(async () => {
  comments = await startComments();
  subgraphs = [comments.loaded()];
  gateway = await startGateway({}, null, null, (url) => url, seedNewsroom, {
    remotes: async () => subgraphs,
  });
  desk = await deskOf(gateway);
});
afterAll(async () => {
  await gateway.close();
  await comments.close();
});
beforeEach(() => {
  comments.asked.length = 0;
});
afterEach(() => {
  comments.fault = null;
  comments.twist = null;
  for (const stream of streams.splice(0)) stream.cut();
});
const reload = async (settings: object = {}, sdl = COMMENTS_SDL): Promise<void> => {
  subgraphs = [comments.loaded(settings, sdl)];
  await gateway.gateway.reloadRemotes();
};
const open = async (asked: StreamRequest): Promise<EventStream> => {
  const stream = await openStream(gateway.url, asked);
  streams.push(stream);
  return stream;
};
const BOTH =
  'subscription { storyChanges { kind articleId article { id headline commentCount comments { text } } } }';
const codesOf = ({ text }: EventStream): string[] =>
  JSON.parse(text).errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);

describe('a subscription with fields of another service', () => {
  it('is told of each event, with ours as it is then and theirs of the story', async () => {
    const stream = await open({ query: BOTH });
    expect(stream.status).toBe(200);
    const story = await desk.published('One');
    const { article } = await desk.give('updateArticle', {
      ...{ id: story.id, version: story.version },
      story: { headline: 'Two' },
    });
    await stream.atLeast(2);
    await desk.give('retractArticle', { id: story.id, version: article.version, note: { text: 'Gone.' } });
    const told = await stream.atLeast(3);
    const theirs = {
      id: story.id,
      commentCount: story.id.length,
      comments: [{ text: `On ${story.id}` }],
    };
    expect(told.map(({ data }) => data)).toEqual([
      {
        data: {
          storyChanges: { kind: 'PUBLISHED', articleId: story.id, article: { headline: 'One', ...theirs } },
        },
      },
      {
        data: {
          storyChanges: { kind: 'UPDATED', articleId: story.id, article: { headline: 'Two', ...theirs } },
        },
      },
      { data: { storyChanges: { kind: 'RETRACTED', articleId: story.id, article: null } } },
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(3);
  });

  it('takes aliases, fragments and variables, above and below', async () => {
    const stream = await open({
      query: `subscription ($kinds: [StoryChangeKind!], $with: Boolean!, $from: DateTime) { ...Root }
        fragment Root on Subscription { what: storyChanges(kinds: $kinds, filter: { publishedAt: { from: $from } }) { ...Change } }
        fragment Change on StoryChange { article { title: headline ... @include(if: $with) { count: commentCount } } }`,
      variables: { kinds: ['PUBLISHED'], with: true, from: '2026-01-01T00:00:00Z' },
    });
    expect([stream.status, stream.status === 200 ? '' : stream.text]).toEqual([200, '']);
    const story = await desk.published('Aliased');
    const [told] = await stream.atLeast(1);
    expect(told?.data).toEqual({
      data: { what: { article: { title: 'Aliased', count: story.id.length } } },
    });
  });

  it('goes on from theirs to ours, read anew for each event and under the policy of readers', async () => {
    const story = await desk.published('Linked');
    const hidden = await desk.draft('Hidden');
    comments.twist = (data) =>
      '_entities' in data
        ? {
            _entities: (data['_entities'] as object[]).map((entity) => ({
              ...entity,
              comments: [story.id, hidden.id].map((id) => ({
                __typename: 'Comment',
                id: `c-${id}`,
                text: 'x',
                article: { __typename: 'Article', id },
              })),
            })),
          }
        : data;
    const stream = await open({
      query: `subscription { storyChanges(ids: ["${story.id}"]) { article { comments { article { headline } } } } }`,
    });
    const first = await desk.give('updateArticle', {
      ...{ id: story.id, version: story.version },
      story: { headline: 'Linked twice' },
    });
    await stream.atLeast(1);
    await desk.give('updateArticle', {
      ...{ id: story.id, version: first.article.version },
      story: { headline: 'Linked again' },
    });
    const told = await stream.atLeast(2);
    expect(told.map(({ data }) => data.data.storyChanges.article.comments)).toEqual([
      [{ article: { headline: 'Linked twice' } }, { article: null }],
      [{ article: { headline: 'Linked again' } }, { article: null }],
    ]);
  });

  it('is told all the same where the service fails, with its error in place', async () => {
    const stream = await open({ query: BOTH });
    comments.fault = (_, response) => {
      response.writeHead(503, { 'content-type': 'text/html' }).end('down');
      return true;
    };
    await desk.published('Alone');
    const [told] = await stream.atLeast(1);
    expect(told?.data.data.storyChanges.article).toMatchObject({ headline: 'Alone', commentCount: null });
    expect(told?.data.errors[0]).toMatchObject({
      path: ['storyChanges', 'article', 'commentCount'],
      extensions: { code: 'SUBGRAPH_FAILED', service: 'comments' },
    });
  });

  it('is given the last good answer where the service fails, marked stale', async () => {
    await reload({ staleMs: 60_000 });
    try {
      const story = await desk.published('Kept');
      const stream = await open({ query: BOTH });
      const { article } = await desk.give('updateArticle', {
        ...{ id: story.id, version: story.version },
        story: { headline: 'Kept once' },
      });
      await stream.atLeast(1);
      comments.fault = (_, response) => {
        response.writeHead(503, { 'content-type': 'text/html' }).end('down');
        return true;
      };
      await desk.give('updateArticle', {
        ...{ id: story.id, version: article.version },
        story: { headline: 'Kept twice' },
      });
      const [before, after] = (await stream.atLeast(2)).map(({ data }) => data);
      expect(before.extensions).toBeUndefined();
      expect(after).toMatchObject({
        data: { storyChanges: { article: { headline: 'Kept twice', commentCount: story.id.length } } },
        extensions: { stale: true },
      });
    } finally {
      await reload();
    }
  });

  it('asks the service once for all who are told alike; for each by themselves where it is told who asks', async () => {
    const asking = async (tokens: readonly (string | undefined)[]) => {
      const all = await Promise.all(tokens.map((token) => open({ query: BOTH, token })));
      comments.asked.length = 0;
      await desk.published('Shared');
      for (const stream of all) await stream.atLeast(1);
      for (const stream of all) stream.cut();
      return comments.asked.map(({ headers }) => headers.authorization);
    };
    expect(await asking([undefined, undefined, undefined])).toEqual([undefined]);
    const tokens = await Promise.all(
      ['ana', 'ben'].map((subject) => gateway.token({ tier: 'registered', subject })),
    );
    await reload({ forwardAuthorization: true });
    try {
      expect((await asking(tokens)).sort()).toEqual(tokens.map((token) => `Bearer ${token}`).sort());
    } finally {
      await reload();
    }
  });

  it('is served over a WebSocket, too', async () => {
    const client = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const told: unknown[] = [];
    let isOpen = false;
    client.on('message', ({ type }) => {
      isOpen ||= type === 'connection_ack';
    });
    const end = client.subscribe(
      { query: 'subscription { storyChanges { article { headline commentCount } } }' },
      { next: (value) => told.push(value), error: () => {}, complete: () => {} },
    );
    try {
      await until(() => isOpen);
      let story = await desk.published('By socket');
      // Whether it was heard in time can't be seen from here: it is said until it is.
      await until(async () => {
        if (told.length === 0) story = await desk.published('By socket');
        return told.length > 0;
      });
      expect(told[0]).toEqual({
        data: { storyChanges: { article: { headline: 'By socket', commentCount: story.id.length } } },
      });
    } finally {
      end();
      await client.dispose();
    }
  });
});

describe('a subscription to what happens in another service', () => {
  it('is refused, in words that say so', async () => {
    await reload({}, `${COMMENTS_SDL} type Subscription { commented: Comment }`);
    try {
      const stream = await open({ query: 'subscription { commented { text } }' });
      await until(() => stream.ended !== null);
      expect([stream.status, codesOf(stream)]).toEqual([400, ['BAD_REQUEST']]);
      expect(stream.text).toContain('subscribe to `commented` where it happens');
      const ours = await open({ query: BOTH });
      await desk.published('Ours');
      expect((await ours.atLeast(1))[0]?.data.errors).toBeUndefined();
    } finally {
      await reload();
    }
  });

  it('is unknown where nobody has it, and what is ours alone is executed by our own schema', async () => {
    const stream = await open({ query: 'subscription { commented { text } }' });
    await until(() => stream.ended !== null);
    expect(codesOf(stream)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const ours = await open({ query: 'subscription { storyChanges { article { headline } } }' });
    await desk.published('Ours alone');
    expect((await ours.atLeast(1))[0]?.data).toEqual({
      data: { storyChanges: { article: { headline: 'Ours alone' } } },
    });
    expect(comments.asked).toEqual([]);
  });
});
