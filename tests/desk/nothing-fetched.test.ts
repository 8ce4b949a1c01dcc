import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importFiles } from '../../src/ingest/import-files.ts';
import { codesOf, type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { outside, readSources } from '../support/import-rules.ts';

/**
 * C06-C08: addresses in what is written and imported are never asked for anything, so there is no server that they could lead to, no oEmbed answer that could be
 * slow, endless or hostile. A canary listens on loopback and must not be reached.
 */
let canary: Server;
let port: number;
let reached = 0;
let gateway: TestGateway;
let desk: Desk;
let folder: string;
beforeAll(async () => {
  canary = createServer((_, response) => response.end());
  canary.on('connection', () => {
    reached += 1;
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  ({ port } = canary.address() as AddressInfo);
  gateway = await startGateway();
  desk = await deskOf(gateway);
  folder = await mkdtemp(join(tmpdir(), 'dateline-canary-'));
});
afterAll(async () => {
  await gateway.close();
  canary.close();
  await rm(folder, { recursive: true });
});

const HOSTS = [
  '127.0.0.1',
  'localhost',
  '0x7f000001',
  '2130706433',
  '[::ffff:127.0.0.1]',
  '127.1',
  '0',
] as const;
const addresses = (): string[] => HOSTS.map((host) => `http://${host}:${port}/canary`);
const READ = `{ headline body { ... on FullBody { html text markdown blocks { nodes { __typename } } } } jsonLd leadImage { url } socialPosts { html url } }`;
const readAll = async (id: string): Promise<void> => {
  const { json } = await gateway.query(`query ($id: ID!) { article(id: $id) ${READ} }`, { id });
  expect(json.errors).toBeUndefined();
  expect(json.data.article.headline).not.toBe('');
};

/** Enough of a story for a page to be one. */
const PARAGRAPHS = [
  'The harbour opens again on Monday after eleven weeks of repairs to its northern mole, the city said on Sunday evening.',
  'Small boats may enter from tomorrow on, and the larger ones when the channel has been measured again by the pilots.',
  'Fishermen had waited since the storm of the second week of January, which took forty metres of wall and two lights.',
]
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('');

describe('addresses inside', () => {
  it('in blocks, links and pictures of a story lead nobody there', async () => {
    for (const url of addresses()) {
      const { id } = await desk.published(`To ${url}`, {
        leadImage: { url },
        blocks: [
          words('b1', url),
          { paragraph: { content: { spans: [{ text: 'a link', href: url }] } } },
          { image: { url } },
          { gallery: { images: [{ url }] } },
          { video: { url } },
          { relatedLink: { url } },
        ],
      });
      await readAll(id);
    }
    expect(reached).toBe(0);
  });

  it('are no social post’s', async () => {
    for (const url of [...addresses(), `http://x.com@127.0.0.1:${port}/a/status/1790000000000000001`]) {
      const payload = await desk.give(
        'addSocialPost',
        { url },
        '{ socialPost { id } userErrors { code path } }',
      );
      expect([url, payload.socialPost, codesOf(payload)]).toEqual([
        url,
        null,
        [expect.stringMatching(/ url$/)],
      ]);
    }
    expect(reached).toBe(0);
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://127.0.0.1/', 'dict://127.0.0.1/'])(
    'by another protocol are none: %s',
    async (url) => {
      expect((await desk.answer('addSocialPost', { url }, '{ userErrors { code } }')).codes).toEqual([
        'BAD_USER_INPUT',
      ]);
    },
  );

  it('in pages and lines that are imported lead nobody there, oEmbed links, frames, scripts and styles included', async () => {
    const page = addresses()
      .map(
        (
          url,
        ) => `<link rel="alternate" type="application/json+oembed" href="${url}"><link rel="stylesheet" href="${url}">
          <meta http-equiv="refresh" content="0;url=${url}"><meta property="og:image" content="${url}"><script src="${url}"></script><base href="${url}">`,
      )
      .join('');
    const text = addresses()
      .map(
        (url) =>
          `<p>The harbour opens again on Monday after weeks of repairs, the city said. <a href="${url}">See here</a>, or there.</p><img src="${url}" alt="a"><iframe src="${url}"></iframe><blockquote class="twitter-tweet"><a href="${url}">x</a></blockquote>`,
      )
      .join('');
    const files = {
      'page.html': `<!doctype html><html><head><title>The harbour opens</title>${page}</head><body><article><h1>The harbour opens</h1>${PARAGRAPHS}${text}</article></body></html>`,
      'lines.ndjson': addresses()
        .map((url, n) =>
          JSON.stringify({ id: `canary-${n}`, url, headline: `To ${url}`, html: text, image: { url } }),
        )
        .join('\n'),
    };
    const paths: string[] = [];
    for (const [name, content] of Object.entries(files)) {
      paths.push(join(folder, name));
      await writeFile(join(folder, name), content);
    }
    const { store } = gateway.gateway;
    const settings = { clock: () => NOW, locale: 'en', siteUrl: 'https://news.example' };
    const report = await importFiles(paths, { store, ...settings });
    expect(report.files.flatMap(({ errors }) => errors)).toEqual([]);
    expect(report.written).toBe(1 + HOSTS.length);
    for (const { stories } of report.files) for (const { id } of stories) await readAll(id);
    expect(reached).toBe(0);
  });

  it('are what the canary hears of', async () => {
    await fetch(`http://127.0.0.1:${port}/`);
    expect(reached).toBe(1);
  });
});

it('nobody asks others for anything but those who are configured: other services, keys, webhooks, and the command line its gateway', () => {
  const sources = readSources(fileURLToPath(new URL('../..', import.meta.url)));
  const server = new Map([...sources].filter(([path]) => !path.startsWith('src/http/sandbox/client/')));
  expect(
    outside(
      server,
      /\bfetch\(|\b(?:https?|net|tls)\.(?:request|get|connect)\b|from 'undici'|\{[^}]*\brequest\b[^}]*\} from 'node:https?'/,
      [
        'src/federation/remote-call.ts',
        'src/graphql/remote-keys.ts',
        'src/live/post-webhook.ts',
        'src/cli/ask-gateway.ts',
      ],
    ),
  ).toEqual([]);
});
