// `node scripts/screenshot-sandbox.mjs URL`: takes docs/images/sandbox.png and inside.png of a running gateway's sandbox.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [url = 'http://127.0.0.1:4000'] = process.argv.slice(2);
mkdirSync('docs/images', { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(url);
await page.waitForSelector('.graphiql-execute-button');

const shoot = async (plugin, name) => {
  await page.click(`button[aria-label="Show ${plugin}"]`);
  await page.click('.graphiql-execute-button');
  await page.waitForFunction(() => document.querySelector('.result-window')?.textContent?.includes('data'));
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: `docs/images/${name}.png` });
};
await shoot('Examples', 'sandbox');
// An operation that nobody has asked for yet.
await page.locator('.graphiql-tab', { hasText: 'TagPage' }).click();
await page.check('input[name=inside]');
await shoot('Inside', 'inside');
await browser.close();
