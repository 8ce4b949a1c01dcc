import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const FRESH_MS = 2_000;
const STORY =
  'query Story($slug: String!) { article(slug: $slug) { headline tags { name } body { ... on FullBody { text } } } }';

describe.each([
  ['whole answers', 'true'],
  ['records alone', 'false'],
])('%s that come of age', (_, kept) => {
  let gateway: TestGateway;
  let slugs: string[] = [];
  beforeAll(async () => {
    gateway = await startGateway({
      DATELINE_CACHE_FRESH_MS: String(FRESH_MS),
      DATELINE_KEEP_ANSWERS: kept,
    });
    const list = await gateway.query('{ articles(first: 20) { nodes { slug } } }');
    slugs = list.json.data.articles.nodes.map(({ slug }: { slug: string }) => slug);
  });
  afterAll(async () => await gateway.close());

  it('are read again with one command for several lists', async () => {
    const TAG =
      'query Tag($slug: String!) { tag(slug: $slug) { articles(first: 3) { nodes { headline } } } }';
    const tags = await gateway.query('{ tags(first: 12) { nodes { slug } } }');
    const names: string[] = tags.json.data.tags.nodes.map(({ slug }: { slug: string }) => slug);
    const ask = async (): Promise<string[]> =>
      await Promise.all(names.map(async (slug) => (await gateway.query(TAG, { slug })).text));
    const first = await ask();
    expect(first.filter((text) => text.includes('headline')).length).toBeGreaterThan(6);
    expect(await ask()).toEqual(first);
    const found = await readBehind(ask, first);
    const lists = found.filter((command) => JSON.stringify(command).includes('tagIds'));
    expect(lists.length).toBeGreaterThan(0);
    expect(lists.length).toBeLessThanOrEqual(names.length / 2);
  });

  const askAll = async (): Promise<string[]> =>
    await Promise.all(slugs.map(async (slug) => (await gateway.query(STORY, { slug })).text));

  /** The commands that are sent when what was answered so has come of age and is asked for again, until there are no more. */
  const readBehind = async (
    ask: () => Promise<string[]>,
    answers: readonly string[],
  ): Promise<readonly Record<string, unknown>[]> => {
    await pause(FRESH_MS * 1.05);
    const { asked } = gateway;
    asked.length = 0;
    expect(await ask()).toEqual(answers);
    for (let before = -1; before < asked.length; await pause(500)) before = asked.length;
    return [...asked];
  };

  it('are read again behind their readers, those of many stories with one command', async () => {
    const first = await askAll();
    expect(await askAll()).toEqual(first);
    const finds = (await readBehind(askAll, first)).filter((command) => command['find'] === 'articles');
    // Heads and texts, and on a busy machine what came too late for them: not one for each story.
    expect(slugs).toHaveLength(20);
    expect(finds.length).toBeGreaterThan(0);
    expect(finds.length).toBeLessThanOrEqual(slugs.length / 2);
  });
});
