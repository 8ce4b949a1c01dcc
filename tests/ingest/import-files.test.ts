import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatReport } from '../../src/ingest/format-report.ts';
import { type ImportOptions, importFiles } from '../../src/ingest/import-files.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { testClient } from '../support/mongodb.ts';
import { ENGLISH, FRENCH } from './text-pages.ts';

const NOW = Date.UTC(2026, 2, 29, 12);
let folder: string;
let store: Store;
let options: ImportOptions;
let drop: () => Promise<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  const mongodb = await testClient();
  drop = mongodb.drop;
  store = createStore({ url: mongodb.url, database: mongodb.database, pool: 4, timeoutMs: 10_000 });
  await store.migrate();
  options = { store, clock: () => NOW, locale: 'en', siteUrl: 'https://meridian.example' };
});
afterAll(async () => {
  await store.close();
  await drop();
  await rm(folder, { recursive: true });
});

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const line = (story: object): string => `${JSON.stringify(story)}\n`;
const STORY = { id: 'a1', headline: 'The tide table', text: 'Low water at six.\n\nHigh water at noon.' };

describe('importing', () => {
  it('stores nothing in a rehearsal, and reports what it would', async () => {
    const report = await importFiles([await file('french.txt', FRENCH)], { ...options, store: null });
    expect(report.files).toMatchObject([
      { kind: 'text', errors: [], stories: [{ state: 'rehearsed', locale: 'fr' }] },
    ]);
    expect(await store.articles.counts([{ kind: 'and', all: [] }])).toEqual([0]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('takes a page as HTML, whichever element it begins with', async () => {
    const page =
      '<head><title>The tide table</title></head><body><h1>The tide table</h1><p>Low water is at six today, and high water at noon, as it was when the harbour was dug.</p></body></html>';
    const whole = `<!doctype html>\n<html>${page}`;
    const files = [
      `<style>p { color: red }</style>\n${whole}`,
      `<script></script><html>${page}`,
      `Served from cache\n${whole}`,
    ];
    const paths = await Promise.all(files.map((content, index) => file(`page-${index}`, content)));
    const report = await importFiles(paths, { ...options, store: null });
    expect(report.files.map(({ kind }) => kind)).toEqual(['html', 'html', 'html']);
  });

  it('knows a page by what stands behind its comments, however many, and a text by its words', async () => {
    const html = '<!doctype html>\n<html><body><p>Words</p></body></html>';
    const contents = {
      text: `${'<!-- a -->\n'.repeat(60)}Words of a text\n\nAnd more.`,
      html: `${'<!-- a -->\n'.repeat(60)}${html}`,
      doctypes: `Words\n${'<!doctype html\n'.repeat(100_000)}`,
      comment: `<!--\n${html}`,
    };
    const paths = await Promise.all(
      Object.entries(contents).map(([name, content]) => file(`commented-${name}`, content)),
    );
    const { files } = await importFiles(paths, { ...options, store: null });
    // Each is told of, and none ends the import of the others.
    expect(files.map(({ errors: [error] }) => error?.code ?? 'READ')).toEqual([
      'NO_HEADLINE',
      'NO_HEADLINE',
      'NO_HEADLINE',
      'NO_TEXT',
    ]);
  });

  it('knows a post that is here under another of its addresses', async () => {
    const html = (id: string, href: string) =>
      line({
        id,
        headline: id,
        html: `<p>Words.</p><blockquote class="twitter-tweet"><a href="${href}"></a></blockquote>`,
      });
    const status = 'status/1790000000000000777';
    await importFiles(
      [await file('one.ndjson', html('p1', `https://x.com/HarbourWatch/${status}`))],
      options,
    );
    await importFiles([await file('two.ndjson', html('p2', `https://twitter.com/i/${status}`))], options);
    const heads = await store.articles.headsBySource(['p1', 'p2']);
    const [first, second] = heads.map(({ socialPostIds }) => socialPostIds);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
    expect(await store.socialPosts.byPostKeys(['X:1790000000000000777'])).toMatchObject([
      { url: `https://x.com/HarbourWatch/${status}` },
    ]);
  });

  it('writes the story with its correspondent and its post', async () => {
    const report = await importFiles([await file('french.txt', FRENCH)], options);
    const id = report.files[0]?.stories[0]?.id ?? '';
    const [head] = await store.articles.heads([id]);
    const [body] = await store.articles.bodies([id]);
    expect(head).toMatchObject({
      slug: 'le-port-de-velmore-rouvre-ses-quais-apres-la-tempete',
      locale: 'fr',
      status: 'PUBLISHED',
      version: 1,
      blockCount: 8,
    });
    expect(body?.blocks.map((block) => block.id)).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8']);
    const [correspondent] = await store.correspondents.byNameKeys(['ines valcourt']);
    expect(correspondent).toMatchObject({
      slug: 'ines-valcourt',
      title: { fr: 'correspondante maritime' },
    });
    expect(head?.contributions).toMatchObject([{ role: 'AUTHOR', correspondentId: correspondent?._id }]);
    expect(await store.socialPosts.byIds(head?.socialPostIds ?? [])).toMatchObject([
      { url: 'https://x.com/PortVelmore/status/1790000000000000001', availability: 'UNKNOWN' },
    ]);
  });

  it('changes nothing when the same page comes again, and counts a version when it has changed', async () => {
    const path = await file('french.txt', FRENCH);
    expect(await importFiles([path], options)).toMatchObject({ written: 0, leftAlone: 1 });
    await file('french.txt', FRENCH.replace('40 000', '45 000'));
    const changed = await importFiles([path], options);
    expect(changed).toMatchObject({ written: 1, leftAlone: 0 });
    expect(await store.articles.heads([changed.files[0]?.stories[0]?.id ?? ''])).toMatchObject([
      { version: 2 },
    ]);
  });

  it('lets the newer of two versions win, in whichever order they come', async () => {
    const newer = line({
      ...STORY,
      headline: 'The tide table, corrected',
      modifiedAt: '2026-02-02T00:00:00Z',
    });
    const older = line({ ...STORY, modifiedAt: '2026-02-01T00:00:00Z' });
    await importFiles([await file('newer.ndjson', newer)], options);
    const report = await importFiles([await file('older.ndjson', older)], options);
    expect(report).toMatchObject({ written: 0, leftAlone: 1, files: [{ stories: [{ state: 'older' }] }] });
    expect(await store.articles.headsBySource(['a1'])).toMatchObject([
      { headline: 'The tide table, corrected' },
    ]);
  });

  it('C14 makes one story of the newest version, when all come at once', async () => {
    const dated = [3, 1, 2].map((day) =>
      line({
        id: 'at-once',
        headline: `Of day ${day}`,
        text: 'Words.',
        modifiedAt: `2026-02-0${day}T00:00:00Z`,
      }),
    );
    const paths = await Promise.all(dated.map((text, n) => file(`at-once-${n}.ndjson`, text)));
    await Promise.all(paths.map((path) => importFiles([path], options)));
    expect(await store.articles.headsBySource(['at-once'])).toMatchObject([{ headline: 'Of day 3' }]);
    expect(await store.articles.headsBySlug(['of-day-1', 'of-day-2', 'of-day-3'])).toHaveLength(1);
  });

  it('keeps dollars, dots, marks and emoji as they are', async () => {
    const headline = '$where is the money? {"$ne": 1} – e\u0301 é 👩‍🚒 \u202Bעברית\u202C';
    const report = await importFiles(
      [await file('odd.ndjson', line({ ...STORY, id: '$odd.1', headline }))],
      options,
    );
    expect(report).toMatchObject({ written: 1 });
    expect(await store.articles.headsBySource(['$odd.1'])).toMatchObject([{ headline }]);
  });

  it('C11 refuses a story that is larger than a document may be, by size alone, and keeps the others', async () => {
    // Few enough characters for a line, and more bytes than MongoDB keeps.
    const large = 'م'.repeat(9_000_000);
    const report = await importFiles(
      [
        await file('large.ndjson', line({ id: 'large', locale: 'ar', headline: 'Large', text: large })),
        await file('small.ndjson', line({ id: 'small', headline: 'Small', text: 'Words.' })),
      ],
      options,
    );
    expect(report.files.map(({ errors }) => errors.map(({ code }) => code))).toEqual([['TOO_LARGE'], []]);
    expect(await store.articles.headsBySource(['large', 'small'])).toMatchObject([{ headline: 'Small' }]);
  }, 60_000);

  it('refuses a file by name and line, and lets the others in', async () => {
    const bad = [
      line({ ...STORY, id: 'b1' }),
      '{"id": "b2", \n',
      line({ ...STORY, id: 'b3', headline: ' ' }),
      line({ ...STORY, id: 'b4', publishedAt: '2026-02-30T00:00:00Z' }),
      line({ ...STORY, id: 'b5', publishedAt: '10000-01-01T00:00:00Z' }),
      line({ ...STORY, id: { $ne: null } }),
      line({ ...STORY, id: 'b7', $where: '1' }),
      '{"id":"b8","headline":"Half \\ud83d of a character","text":"x"}\n',
      '{"id":"b9","headline":"A NUL \\u0000","text":"x"}\n',
      '{"id":"c1","headline":"x","text":"x","__proto__":{"polluted":true}}\n',
    ].join('');
    const report = await importFiles(
      [
        await file('empty.txt', ''),
        await file('binary.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])),
        await file('latin.txt', Buffer.from('Bonjour\nVelmoré\n', 'latin1')),
        await file('huge.txt', 'words and words.\n'.repeat(1_200_000)),
        await file('menu.txt', 'Home\nNews\n'),
        join(folder, 'missing.txt'),
        await file('bad.ndjson', bad),
        await file('english.txt', ENGLISH),
      ],
      options,
    );
    expect(report.files.map(({ errors }) => errors.map(({ code, line }) => [code, line]))).toEqual([
      [['EMPTY', 1]],
      [['BINARY', 1]],
      [['BINARY', 2]],
      [['TOO_LARGE', 1]],
      [['NO_HEADLINE', 1]],
      [['ENOENT', null]],
      [2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => ['NOT_VALID', number]),
      [],
    ]);
    expect(report.written).toBe(1);
    expect(await store.articles.headsBySource(['b1'])).toEqual([]);
    expect(formatReport(report)).toContain('line 4: publishedAt is a day that no calendar has');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
