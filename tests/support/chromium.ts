import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const present = existsSync(PATH);
if (!present && process.env.CI === 'true') throw new Error(`There is no ${PATH}.`);

/** `describe` for what needs a browser: left out, aloud, where there is none. */
export const describeInChromium = (what: string, body: () => void): void => {
  if (!present)
    process.stderr.write(
      `SKIPPED: ${what}, since there is no ${PATH}. Install chromium, or set CHROMIUM_PATH.\n`,
    );
  (present ? describe : describe.skip)(what, body);
};

/** A browser that asks nobody for anything by itself. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: PATH,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
