import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInChromium, launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let dashboard: ChildProcess;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  gateway = await startGateway({ DATELINE_CORS_ORIGINS: `https://elsewhere.example, ${url}` });
  const script = fileURLToPath(new URL('../../examples/dashboard/serve.mjs', import.meta.url));
  dashboard = spawn(process.execPath, [script, gateway.url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (dashboard.stdout !== null) await once(dashboard.stdout, 'data');
});
afterAll(async () => {
  dashboard.kill();
  await gateway.close();
});

describe('the dashboard’s server', () => {
  it('answers with its own files, under a policy that lets the page talk to the gateway alone', async () => {
    const page = await fetch(`${url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${gateway.url};`);
    for (const path of ['/serve.mjs', '/..%2fpackage.json', '/README.md', '/nothing.js'])
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404]);
  });

  it('is let in by the gateway, as other origins are not', async () => {
    const ask = async (origin: string) =>
      (
        await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin },
          body: JSON.stringify({ query: '{ viewer { tier } }' }),
        })
      ).headers.get('access-control-allow-origin');
    expect(await ask(url)).toBe(url);
    expect(await ask('https://stranger.example')).toBeNull();
  });
});

describeInChromium('two editors with the dashboard in Chromium', () => {
  const HEADLINE = 'The ferry’s bell is back';
  let browser: Browser;
  let [one, two]: Page[] = [];
  const complaints: string[] = [];
  /** What the second window asked the gateway for, by its first words. */
  const asked: string[] = [];

  /** A window of an editor of its own, at the gateway's own day. */
  const open = async (token: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 } });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    await page.fill('input[name=token]', token);
    await page.press('input[name=token]', 'Enter');
    await page.locator('#viewer', { hasText: 'chief' }).waitFor();
    return page;
  };
  const windows = (): [Page, Page] => {
    if (one === undefined || two === undefined) throw new Error('The windows are not open.');
    return [one, two];
  };
  const row = (page: Page, headline = HEADLINE) => page.locator('#stories tr', { hasText: headline });
  const statusIn = (page: Page, status: string, headline = HEADLINE) =>
    row(page, headline).locator(`.status.${status}`).waitFor();
  const reader = async () => {
    const { json, status } = await gateway.query(
      '{ article(slug: "the-ferry-s-bell-is-back") @pageStatus { headline corrections { content { plain } } } }',
    );
    return { status, article: json.data.article };
  };

  beforeAll(async () => {
    browser = await launchChromium();
    one = await open(await gateway.token({ roles: ['chief'] }));
    two = await open(await gateway.token({ roles: ['chief'] }));
    two.on('request', (request) => {
      const query = request.method() === 'POST' ? request.postDataJSON()?.query : undefined;
      if (typeof query === 'string') asked.push(query.trim().slice(0, 20));
    });
  }, 60_000);
  afterAll(() => browser.close());

  it('lists by tag, author and status, plots counts and fills the calendar', async () => {
    const [page] = windows();
    await page.locator('#stories tr').nth(20).waitFor();
    const [weekend, flood] = [row(page, 'A weekend in the reeds'), row(page, 'Carnet de crue')];
    await page.selectOption('select[name=status]', 'SCHEDULED');
    await flood.waitFor({ state: 'detached' });
    await weekend.waitFor();
    expect(await page.locator('#stories tr').count()).toBe(1);
    await page.selectOption('select[name=status]', '');
    await flood.waitFor();
    await page.selectOption('select[name=worklist]', 'POST_GONE');
    await weekend.waitFor({ state: 'detached' });
    expect(await page.locator('#stories tr').count()).toBeGreaterThan(0);
    await page.selectOption('select[name=worklist]', '');
    await page.selectOption('select[name=tag]', 'delta-flood');
    await page.selectOption('select[name=correspondent]', 'omar-haddad');
    await row(page, 'harbour opens again').waitFor({ state: 'detached' });
    await flood.waitFor();
    const bars = page.locator('#chart rect');
    expect(await bars.count()).toBe(14);
    const counts = await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('data-count'))));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    await page.selectOption('select[name=tag]', '');
    await page.selectOption('select[name=correspondent]', '');
    await weekend.waitFor();
    await page.locator('#calendar [data-day="2026-03-31"] .SCHEDULE').waitFor();
    expect(await page.locator('#month').textContent()).toBe('March 2026');
  }, 40_000);

  it('hear of what is written, and ask for nothing while nothing is', async () => {
    const [first, second] = windows();
    await Promise.all(
      [first, second].map((page) => page.locator('#freshness', { hasText: 'live' }).waitFor()),
    );
    await second.waitForTimeout(500);
    asked.length = 0;
    await second.waitForTimeout(2_500);
    expect(asked).toEqual([]);
  }, 40_000);

  it('write a draft in one window: it is in the other, and for no reader', async () => {
    const [first, second] = windows();
    await first.fill('#draft [name=headline]', HEADLINE);
    await first.fill('#draft [name=text]', 'It rang at six. <img src=x onerror=alert(1)>');
    await first.click('#draft button');
    await first.locator('#story h2', { hasText: HEADLINE }).waitFor();
    await statusIn(second, 'DRAFT');
    expect(asked.some((query) => query.startsWith('subscription'))).toBe(false);
    expect(await reader()).toEqual({ status: 404, article: null });
    expect(await first.locator('#story img').count()).toBe(0);
  }, 40_000);

  it('publish in one window: it is published in the other, and for readers', async () => {
    const [first, second] = windows();
    await row(second).click();
    await second.locator('#publish button').waitFor();
    await first.click('#publish button');
    await statusIn(first, 'PUBLISHED');
    await statusIn(second, 'PUBLISHED');
    expect(await reader()).toMatchObject({ status: 200, article: { headline: HEADLINE } });
  }, 40_000);

  it('who comes too late is told, and nothing is lost', async () => {
    const [, second] = windows();
    // The second window's panel still has the draft: it was opened before the other one published.
    await second.click('#publish button');
    await second.locator('#trouble', { hasText: 'by now' }).waitFor();
    expect(await reader()).toMatchObject({ status: 200, article: { headline: HEADLINE, corrections: [] } });
  }, 40_000);

  it('correct in one window: the other has it, and readers see the note', async () => {
    const [first, second] = windows();
    // The form is there since the panel was shown anew after the publication.
    await first.fill('#correct [name=note]', 'It rang at seven.');
    await first.fill('#correct [name=headline]', `${HEADLINE}, at seven`);
    await first.click('#correct button');
    await first.locator('#story .correction', { hasText: 'It rang at seven.' }).waitFor();
    await row(second, `${HEADLINE}, at seven`).waitFor();
    expect((await reader()).article).toEqual({
      headline: `${HEADLINE}, at seven`,
      corrections: [{ content: { plain: 'It rang at seven.' } }],
    });
  }, 40_000);

  it('take it back in one window: the other has it, and its page is gone', async () => {
    const [first, second] = windows();
    await first.fill('#retract [name=note]', 'There is no bell.');
    await first.click('#retract button');
    await statusIn(first, 'RETRACTED');
    await statusIn(second, 'RETRACTED');
    expect(await reader()).toEqual({ status: 410, article: null });
    expect(complaints).toEqual([]);
  }, 40_000);

  it.each([
    ['a desk', 1_280, 900],
    ['a tablet', 768, 1_000],
    ['a telephone', 390, 844],
  ])(
    'fits %s: nothing covers anything, and a story far down the list is shown in sight, by keyboard too',
    async (_, width, height) => {
      const page = await open(await gateway.token({ roles: ['chief'] }));
      await page.setViewportSize({ width, height });
      await page.locator('#stories tr').nth(20).waitFor();
      const inSight = async (selector: string): Promise<boolean> => {
        const box = await page.locator(selector).boundingBox();
        return box !== null && box.y >= 0 && box.y + box.height <= height;
      };
      await page.locator('#stories tr').nth(20).click();
      await page.locator('#story h2').waitFor();
      await page.waitForFunction("document.querySelector('#story h2').getBoundingClientRect().y >= 0");
      expect(await inSight('#story h2')).toBe(true);
      const first = await page.locator('#story h2').textContent();
      await page.locator('#stories tr').nth(12).focus();
      await page.keyboard.press('Enter');
      await page.locator('#story h2', { hasNotText: first ?? '' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.context().close();
    },
    60_000,
  );
});
