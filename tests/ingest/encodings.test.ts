import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importFiles } from '../../src/ingest/import-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-encodings-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What an import would take of a file. */
const read = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const settings = { clock: () => Date.UTC(2026, 2, 29), locale: 'en', siteUrl: 'https://meridian.example' };
  const [file] = (await importFiles([path], { store: null, ...settings })).files;
  return {
    headlines: file?.stories.map(({ headline }) => headline),
    errors: file?.errors.map(({ line, message }) => `${line} ${message}`),
  };
};

const BODY =
  '<p>The harbour reopens on Monday after weeks of repairs, the city said on Sunday evening.</p><p>Small boats may enter from tomorrow on, and the larger ones when the channel has been measured again.</p>';
const page = (charset: string, headline: string): string =>
  `<!doctype html><html><head><meta charset="${charset}"><title>${headline}</title></head><body><article><h1>${headline}</h1>${BODY}</article></body></html>`;

/** A page whose headline is these bytes. */
const around = (charset: string, headline: Buffer): Buffer => {
  const [before = '', between = '', after = ''] = page(charset, '\u0001').split('\u0001');
  return Buffer.concat([Buffer.from(before), headline, Buffer.from(between), headline, Buffer.from(after)]);
};

describe('the encoding of a page', () => {
  it.each([
    // 0x92 and 0x80 are where windows-1252 has the apostrophe and the euro, and ISO-8859-1 control characters.
    ['windows-1252', Buffer.from('L\x92acc\xe8s pour 2 \x80', 'latin1'), 'L’accès pour 2 €'],
    ['ISO-8859-1', Buffer.from('L\x92acc\xe8s pour 2 \x80', 'latin1'), 'L’accès pour 2 €'],
    ['Shift_JIS', Buffer.from('l5KCzIzjgUGNYIKqjcSKSoK1gr0=', 'base64'), '嵐の後、港が再開した'],
    ['iso-2022-jp', Buffer.from('GyRCTXIkTjhlISI5QSQsOkYzKyQ3JD8bKEI=', 'base64'), '嵐の後、港が再開した'],
    ['iso-2022-jp', Buffer.from('嵐の後、港が再開した'), '嵐の後、港が再開した'],
    ['windows-1252', Buffer.from('L’accès pour 2 €'), 'L’accès pour 2 €'],
  ])('is the one that it declares (%s), unless it is UTF-8', async (charset, headline, expected) => {
    expect(await read('page.html', around(charset, headline))).toEqual({ headlines: [expected], errors: [] });
  });

  it('is UTF-16 where its mark says so', async () => {
    const little = Buffer.from(`\ufeff${page('utf-16', 'L’accès rouvre')}`, 'utf16le');
    const expected = { headlines: ['L’accès rouvre'], errors: [] };
    expect(await read('little.html', little)).toEqual(expected);
    expect(await read('big.html', Buffer.from(little).swap16())).toEqual(expected);
  });

  it('has lines whichever way they end', async () => {
    const lines = BODY.replace(/<p>/g, '').split('</p>');
    for (const end of ['\n', '\r\n', '\r'])
      expect(await read('page.txt', Buffer.from(['Harbour reopens', ...lines].join(end + end)))).toEqual({
        headlines: ['Harbour reopens'],
        errors: [],
      });
  });
});

describe('the encoding of NDJSON', () => {
  const story = (id: string, headline: string): string =>
    `{"id":"${id}","headline":"${headline}","text":"x"}\n`;

  it('is UTF-8, and what isn’t is refused instead of stored with marks', async () => {
    const bytes = Buffer.concat([Buffer.from(story('a', 'Été')), Buffer.from(story('b', 'Été'), 'latin1')]);
    expect(await read('stories.ndjson', bytes)).toEqual({
      headlines: [],
      errors: ['2 The line is not UTF-8: save the file in UTF-8.'],
    });
  });

  it('may have separators of lines inside of its strings, which end none', async () => {
    const bytes = Buffer.from(story('a', 'One\u2028two') + story('b', 'Three'));
    expect((await read('separators.ndjson', bytes)).errors).toEqual([]);
  });
});
