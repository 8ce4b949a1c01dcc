import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { mintToken } from '../../src/graphql/mint-token.ts';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { postGraphql } from '../support/test-server.ts';

const FOLDER = new URL('../../examples/subgraphs/', import.meta.url);
const queries = readdirSync(new URL('queries/', FOLDER)).sort();
const read = (name: string): string => readFileSync(new URL(`queries/${name}`, FOLDER), 'utf8');
const SECRET = 'a secret for the example, long enough';

/** What each query shows of ours and of theirs. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  '01-story-with-comments-and-weather.graphql': ['Lena Marsh in Velmora', '"Quay 7"', '"16:40"'],
  '02-front-page-with-comment-counts.graphql': ['Velmora’s harbour opens again', '"commentCount":3'],
  '03-newest-comments.graphql': ['Velmora’s harbour opens again', '"Quay 7"'],
  '04-forecasts.graphql': ['Delta de l’Ashe', 'Fog over the reeds'],
};

let all: ChildProcess;
let url: string;
const said: string[] = [];

/** What `npm run example:federation` starts, told how a comment shows at once. */
beforeAll(async () => {
  const port = await freePort();
  const token = await mintToken({ secret: SECRET, subject: 'comments', roles: ['admin'], clock: Date.now });
  const { MONGODB_URL: _, REDIS_URL: __, ...env } = process.env;
  url = `http://127.0.0.1:${port}`;
  // Two checkouts may be tested at once.
  const others = [String(await freePort()), String(await freePort())];
  all = spawn(process.execPath, [fileURLToPath(new URL('start.mjs', FOLDER)), ...others], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...env,
      NODE_ENV: 'development',
      PORT: String(port),
      DATELINE_JWT_SECRET: SECRET,
      DATELINE_LOG_LEVEL: 'error',
      GATEWAY: `${url}/graphql`,
      GATEWAY_TOKEN: token,
    },
  });
  if (all.stdout === null) throw new Error('Nothing is heard of the example.');
  for await (const line of createInterface({ input: all.stdout })) {
    said.push(line);
    if (line.includes('sample stories were put in')) break;
  }
}, 40_000);
afterAll(async () => {
  if (all.exitCode !== null) return;
  all.kill('SIGTERM');
  await once(all, 'exit');
});

describe('the comments, the weather and Dateline as one', () => {
  it('say where they are, and how to ask them', () => {
    expect(said).toContain(`The sandbox is at ${url}/`);
    expect(said.filter((line) => line.includes('/?query='))).toHaveLength(queries.length);
  });

  it.each(queries)('%s returns data of more than one service and no errors', async (name) => {
    const text = read(name);
    expect(text).toMatch(/^# \S/);
    const { json } = await postGraphql(url, { query: text });
    expect(json.errors).toBeUndefined();
    for (const [field, value] of Object.entries(json.data)) expect([field, value]).not.toEqual([field, null]);
    expect(SHOWN[name]).toBeDefined();
    for (const shown of SHOWN[name] ?? []) expect(JSON.stringify(json.data)).toContain(shown);
  });

  it('show a new comment at once, since its service purges what shows it', async () => {
    const story = '{ article(slug: "rent-and-tide") { id commentCount comments { text } } }';
    const { json } = await postGraphql(url, { query: story });
    const { id, ...before } = json.data.article;
    expect(before).toEqual({ commentCount: 0, comments: [] });
    const comment = 'mutation ($id: ID!) { comment(articleId: $id, name: "N", text: "New here") { id } }';
    expect((await postGraphql(url, { query: comment, variables: { id } })).json.errors).toBeUndefined();
    const { json: after } = await postGraphql(url, { query: story });
    expect(after.data.article).toEqual({ id, commentCount: 1, comments: [{ text: 'New here' }] });
  });
});

describeInChromium('the sandbox over three services in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 40_000);
  afterAll(() => browser.close());

  it('runs one query over all three, and shows comments and weather', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const link = said.find((line) => line.includes('StoryWithCommentsAndWeather'))?.trim();
    await page.goto(link ?? '');
    await page.locator('.graphiql-query-editor', { hasText: 'StoryWithCommentsAndWeather' }).waitFor();
    const answer = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('StoryWithCommentsAndWeather'),
    );
    await page.click('.graphiql-execute-button');
    expect((await answer).status()).toBe(200);
    const result = page.locator('.result-window');
    for (const text of ['"headline": "Velmora’s harbour', '"name": "Quay 7"', '"weather":'])
      await result.filter({ hasText: text }).waitFor();
  }, 30_000);
});
