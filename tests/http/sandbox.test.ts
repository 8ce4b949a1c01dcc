import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openSandbox } from '../../src/http/sandbox/open-sandbox.ts';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { deskOf } from '../support/desk.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const FOLDER = new URL('../../dist/sandbox/', import.meta.url);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({}, openSandbox(FOLDER));
});
afterAll(() => gateway.close());

describe('the sandbox over HTTP', () => {
  it('is the page for browsers, and not for GraphQL clients', async () => {
    for (const path of ['/', '/graphql', '/graphql/']) {
      const page = await fetch(`${gateway.url}${path}`, { headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    }
    const client = await fetch(`${gateway.url}/graphql?query={__typename}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': 'true' },
    });
    expect(await client.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('is kept by browsers until it changes, and answers nothing outside its folder', async () => {
    const script = await fetch(`${gateway.url}/sandbox/sandbox.js`);
    const etag = script.headers.get('etag') ?? '';
    const again = (headers: Record<string, string>) =>
      fetch(`${gateway.url}/sandbox/sandbox.js`, { headers });
    expect(script.status).toBe(200);
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`, '*'])
      expect((await again({ 'if-none-match': known })).status).toBe(304);
    // Other bytes are another version.
    const plain = await again({ 'if-none-match': etag, 'accept-encoding': 'identity' });
    expect(plain.status).toBe(200);
    expect(plain.headers.get('etag')).not.toBe(etag);
    expect((await fetch(`${gateway.url}/sandbox/%2e%2e/package.json`)).status).toBe(404);
  });
});

describeInChromium('the sandbox in Chromium', () => {
  let browser: Browser;
  let page: Page;
  const strangers: string[] = [];
  const complaints: string[] = [];
  const sent: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== gateway.url) strangers.push(request.url());
      if (request.method() === 'POST') sent.push(request.headers()['authorization'] ?? '');
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${gateway.url}/`);
    await page.waitForSelector('.graphiql-execute-button', { timeout: 15_000 });
  }, 40_000);
  afterAll(() => browser.close());

  it('opens on the examples, runs the first one, and asks nobody else for anything', async () => {
    await page.locator('.graphiql-tab').nth(3).waitFor();
    await page.click('.graphiql-execute-button');
    await page.locator('.result-window', { hasText: '"edition"' }).waitFor();
    expect(await page.title()).toBe('Dateline');
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  }, 30_000);

  it.each([390, 768, 900, 1_280])('shows all of its bar on %d pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const part of ['strong', '.switch', 'input[name=token]']) {
      const box = await page.locator(`.bar ${part}`).boundingBox();
      expect(box).not.toBeNull();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    const field = await page.locator('input[name=token]').boundingBox();
    expect(field?.width).toBeGreaterThan(150);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('sends the token of its field', async () => {
    const token = await gateway.token({ roles: ['editor'] });
    await page.fill('input[name=token]', token);
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.click('.graphiql-execute-button');
    expect(await (await answer).text()).toContain('shipyards');
    expect(sent.at(-1)).toBe(`Bearer ${token}`);
  }, 30_000);

  it('lists every example with what it shows', async () => {
    await page.click('button[aria-label="Show Examples"]');
    const listed = await page.locator('.examples button').count();
    expect(listed).toBeGreaterThanOrEqual(12);
    await page.locator('.examples button', { hasText: 'gated-story' }).click();
    await page.locator('.graphiql-query-editor', { hasText: 'GatedStory' }).waitFor();
  }, 30_000);

  it('subscribes, and shows what happens as it happens', async () => {
    const query = 'subscription Happening { storyChanges { kind article { headline } } }';
    const window = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await window.goto(`${gateway.url}/?query=${encodeURIComponent(query)}`);
    await window.locator('.graphiql-query-editor', { hasText: 'Happening' }).waitFor({ timeout: 15_000 });
    const begun = window.waitForResponse(
      (response) => response.headers()['content-type']?.startsWith('text/event-stream') === true,
    );
    await window.click('.graphiql-execute-button');
    await begun;
    await (await deskOf(gateway)).published('Seen in the sandbox');
    await window.locator('.result-window', { hasText: 'Seen in the sandbox' }).waitFor({ timeout: 15_000 });
    await window.close();
  }, 40_000);

  it('shows what went on inside, of those operations that are asked with it', async () => {
    const panel = page.locator('.inside');
    await gateway.gateway.purge(['everything']);
    await page.locator('.graphiql-tab', { hasText: 'FrontPage' }).click();
    await page.click('button[aria-label="Show Inside"]');
    await panel.filter({ hasText: 'Turn on' }).waitFor();
    await page.check('input[name=inside]');
    await page.fill('input[name=token]', '');
    const answer = page.waitForResponse(
      (response) => response.request().headers()['x-dateline-debug'] === '1',
    );
    await page.click('.graphiql-execute-button');
    expect(await (await answer).json()).toHaveProperty('extensions.dateline.answer');
    await panel.locator('h3', { hasText: 'Commands' }).waitFor();
    expect(await panel.textContent()).toContain('made for this request');
    expect(await panel.locator('td code').first().textContent()).toMatch(/^(article|list|miss|tag):/);
    // What every client gets is all that the answer's pane shows.
    expect(await page.locator('.result-window').textContent()).not.toContain('dateline');
    await page.click('.graphiql-execute-button');
    await panel.filter({ hasText: 'a hit in memory' }).waitFor();
    expect([strangers, complaints]).toEqual([[], []]);
  }, 30_000);
});
