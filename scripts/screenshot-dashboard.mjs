// `node scripts/screenshot-dashboard.mjs URL TOKEN`: takes docs/images/dashboard.png of a running example dashboard, as a chief.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [url = 'http://127.0.0.1:4100', token = ''] = process.argv.slice(2);
mkdirSync('docs/images', { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(url);
await page.fill('input[name=token]', token);
await page.press('input[name=token]', 'Enter');
await page.locator('#viewer', { hasText: 'chief' }).waitFor();
await page.locator('#stories tr', { hasText: 'harbour opens again' }).click();
await page.waitForSelector('#story h2');
await page.waitForSelector('#chart rect', { state: 'attached' });
await page.evaluate(() => scrollTo(0, 0));
await page.waitForTimeout(500);
await page.screenshot({ path: 'docs/images/dashboard.png' });
await browser.close();
