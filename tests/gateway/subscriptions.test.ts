import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, deskOf, words } from '../support/desk.ts';
import { type EventStream, openStream, type StreamRequest } from '../support/event-stream.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
let desk: Desk;
const streams: EventStream[] = [];
beforeAll(async () => {
  gateway = await startGateway();
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
    eventId kind articleId article { headline status tags { slug } body { ... on FullBody { text } ... on PreviewBody { requires } } } } }`;
const changes = (stream: EventStream): string[] =>
  stream.told.map(({ data }) => {
    const { kind, article } = data.data.storyChanges;
    return `${kind} ${article?.headline ?? '-'}`;
  });
const at = ({ id, version }: { id: string; version: number }) => ({ id, version });
/** Waits until everything before a story that is published now has been told, and leaves that out. */
const settled = async (stream: EventStream): Promise<string[]> => {
  const last = `PUBLISHED Mark ${Math.random()}`;
  await desk.published(last.slice('PUBLISHED '.length), { tags: ['energy'] });
  await until(() => changes(stream).includes(last));
  return changes(stream).filter((change) => !change.includes(' Mark '));
};

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
    expect(stream.told.map(({ data }) => data.data.storyChanges.articleId)).toEqual(
      stream.told.map(() => story.id),
    );
    expect(stream.told.map(({ id }) => id)).toEqual(
      stream.told.map(({ data }) => data.data.storyChanges.eventId),
    );
    expect(new Set(stream.told.map(({ id }) => id)).size).toBe(5);
  });
});
