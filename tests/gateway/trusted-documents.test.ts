import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { loadTrustedDocuments } from '../../src/graphql/trusted/load-trusted-documents.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql, readAnswer, type TestAnswer } from '../support/test-server.ts';

const STORY = 'query Story($slug: String!) { article(slug: $slug) { headline } }';
const TAGS = 'query Tags { tags(first: 2) { nodes { slug } } }';
const OTHER = 'query Other { correspondents(first: 1) { nodes { id } } }';
const CHANGES = 'subscription Changes { storyChanges { eventId } }';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const VARIABLES = { slug: 'ninetieth-minute' };

let folder: string;
/** A file of the test's own, by its path. */
const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-documents-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const apolloManifest = () => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [
    { id: sha(STORY), name: 'Story', type: 'query', body: STORY },
    { id: 'tags-of-the-app', name: 'Tags', type: 'query', body: TAGS },
  ],
});

const get = async (
  { url }: TestGateway,
  params: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${url}/graphql?${new URLSearchParams(params)}`, {
      headers: { accept: 'application/json', 'apollo-require-preflight': '1', ...headers },
    }),
  );
const headlineOf = ({ json }: TestAnswer): string | undefined => json.data?.article?.headline;
const isKept = ({ headers }: TestAnswer): boolean => /; hit/.test(headers.get('cache-status') ?? '');

describe('trusted documents that are preferred', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const path = write('apollo.json', apolloManifest());
    gateway = await startGateway({ DATELINE_TRUSTED_DOCUMENTS: path, DATELINE_MAX_BATCH: '2' });
  });
  afterAll(() => gateway.close());

  it.each([
    ['documentId', { documentId: sha(STORY) }],
    ['documentId with its kind', { documentId: `sha256:${sha(STORY)}` }],
    ['a hash as Apollo sends it', { extensions: { persistedQuery: { version: 1, sha256Hash: sha(STORY) } } }],
    ['the text beside its id', { documentId: sha(STORY), query: STORY }],
  ])('are answered by %s, without being sent before', async (_, named) => {
    const answer = await postGraphql(gateway.url, { ...named, variables: VARIABLES });
    expect([answer.status, answer.codes]).toEqual([200, []]);
    expect(headlineOf(answer)).toBeTruthy();
  });

  it('have the ids of the manifest, and their own hashes', async () => {
    for (const documentId of ['tags-of-the-app', sha(TAGS)])
      expect((await postGraphql(gateway.url, { documentId })).json.data.tags.nodes).toHaveLength(2);
  });

  it('make addresses that a CDN keeps, and share an answer with the text', async () => {
    await gateway.gateway.purge(['everything']);
    const text = await postGraphql(gateway.url, { query: STORY, variables: VARIABLES });
    const answer = await get(gateway, { documentId: sha(STORY), variables: JSON.stringify(VARIABLES) });
    expect(isKept(answer)).toBe(true);
    expect(answer.text).toBe(text.text);
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=5, s-maxage=60/);
    expect(answer.headers.get('surrogate-key')).toContain('miss:slug:ninetieth-minute');
  });

  it('are one operation of a batch', async () => {
    const answer = await postGraphql(gateway.url, [
      { documentId: 'tags-of-the-app' },
      { documentId: sha(STORY), variables: VARIABLES },
    ]);
    expect(answer.json.map(({ data }: { data: object }) => Object.keys(data)[0])).toEqual([
      'tags',
      'article',
    ]);
  });

  it('leave everything else as it is: texts, and queries that clients register themselves', async () => {
    expect((await postGraphql(gateway.url, { query: OTHER })).codes).toEqual([]);
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha(OTHER) } };
    expect((await postGraphql(gateway.url, { extensions })).codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await postGraphql(gateway.url, { query: OTHER, extensions });
    expect((await postGraphql(gateway.url, { extensions })).codes).toEqual([]);
  });

  it.each([
    ['an id that nobody registered', { documentId: 'nobody' }, 404, 'DOCUMENT_ID_UNKNOWN'],
    ['an id that is none', { documentId: 5 }, 400, 'BAD_REQUEST'],
    ['a text that is another', { documentId: sha(STORY), query: TAGS }, 400, 'BAD_REQUEST'],
    ['a name that only objects have', { documentId: '__proto__' }, 404, 'DOCUMENT_ID_UNKNOWN'],
  ] as const)('are not %s, and no cache keeps that', async (_, body, status, code) => {
    const answer = await postGraphql(gateway.url, body);
    expect([answer.status, answer.codes]).toEqual([status, [code]]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('are not known by an address that a form could send', async () => {
    const forged = await get(gateway, { documentId: 'tags-of-the-app' }, { 'apollo-require-preflight': '' });
    expect(forged.codes).toEqual(['CSRF_REFUSED']);
  });
});

describe('trusted documents and nothing else', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      DATELINE_TRUSTED_DOCUMENTS: write('relay.json', { '0a1b': STORY, '2c3d': TAGS, '4e5f': CHANGES }),
      DATELINE_TRUSTED_DOCUMENTS_MODE: 'only',
      DATELINE_TRUSTED_DOCUMENTS_EXEMPT: 'staff',
      DATELINE_MAX_BATCH: '2',
      DATELINE_SUBGRAPH: 'true',
    });
  });
  afterAll(() => gateway.close());

  it('answers those, by id and by their very text', async () => {
    const byId = await postGraphql(gateway.url, { documentId: '0a1b', variables: VARIABLES });
    const byText = await postGraphql(gateway.url, { query: STORY, variables: VARIABLES });
    expect(headlineOf(byId)).toBeTruthy();
    expect(byText.text).toBe(byId.text);
  });

  it.each([
    ['another text', { query: OTHER }],
    ['the same with a space more', { query: `${STORY} ` }],
    ['nothing', {}],
    ['a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: sha(OTHER) } } }],
    [
      'a text to be registered',
      { query: OTHER, extensions: { persistedQuery: { version: 1, sha256Hash: sha(OTHER) } } },
    ],
    ['one of a batch', [{ documentId: '2c3d' }, { query: OTHER }]],
    ['a mutation', { query: 'mutation { purge(tags: ["everything"]) { announced } }' }],
  ])('refuses %s, each time, and touches nothing', async (_, body) => {
    gateway.commands.length = 0;
    for (let time = 0; time < 2; time += 1) {
      const answer = await postGraphql(gateway.url, body);
      expect([answer.status, answer.codes]).toEqual([403, ['DOCUMENT_NOT_TRUSTED']]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(gateway.commands).toEqual([]);
  });

  it('refuses by GET too, also what stands there twice', async () => {
    expect((await get(gateway, { query: OTHER })).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
    const twice = await fetch(
      `${gateway.url}/graphql?documentId=2c3d&query=${encodeURIComponent(OTHER)}&query=x`,
      {
        headers: { 'apollo-require-preflight': '1' },
      },
    );
    expect((await readAnswer(twice)).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it('lets those who work here ask for anything, where that is configured', async () => {
    const token = await gateway.token({ roles: ['editor'] });
    expect((await gateway.query(OTHER, {}, token)).codes).toEqual([]);
    expect((await gateway.query(OTHER)).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
    const reader = await gateway.token({ tier: 'subscriber' });
    expect((await gateway.query(OTHER, {}, reader)).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it('subscribes to those alone, over event streams and WebSockets', async () => {
    const ask = async (body: object): Promise<Response> =>
      await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      });
    expect((await readAnswer(await ask({ query: `${CHANGES} ` }))).codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
    const stream = await ask({ documentId: '4e5f' });
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await stream.body?.cancel();

    const socket = new WebSocket(gateway.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws');
    const messages: { type: string; id?: string; payload?: unknown }[] = [];
    const refused = new Promise((resolve) =>
      socket.on('message', (data) => {
        const message = JSON.parse(String(data));
        messages.push(message);
        if (message.type === 'connection_ack')
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: `${CHANGES} ` } }));
        else resolve(message);
      }),
    );
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    expect(await refused).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }],
    });
    socket.close();
  });

  it('leaves a router of the supergraph alone', async () => {
    const response = await fetch(`${gateway.url}/subgraph`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
    });
    expect((await readAnswer(response)).json.data._service.sdl).toContain('type Article');
  });
});

describe('a folder of documents', () => {
  it('names them by their files, whatever else lies there', async () => {
    write('app/story.graphql', STORY);
    write('app/cards/tags.gql', TAGS);
    write('app/readme.md', '# not a document');
    const documents = await loadTrustedDocuments(join(folder, 'app'));
    expect(documents.map(({ id }) => id).sort()).toEqual(['cards/tags', 'story']);
  });
});

describe('a manifest that can’t be used', () => {
  const broken = (name: string, content: unknown) => [name, content] as const;
  it.each([
    [broken('cut.json', '{"a": "{ x'), /cut\.json is not JSON/],
    [broken('list.json', []), /list\.json.*\n {2}the whole/s],
    [broken('entry.json', { good: TAGS, bad: 5 }), /entry\.json.*\n {2}bad: /s],
    [
      broken('operations.json', { ...apolloManifest(), operations: [{ id: 'a', body: TAGS }, { id: 'b' }] }),
      /operations\.json.*\n {2}operations\.1\.body: /s,
    ],
    [broken('version.json', { ...apolloManifest(), version: 2 }), /version\.json.*\n {2}version: /s],
    [
      broken('twice.json', {
        ...apolloManifest(),
        operations: [
          { id: 'a', body: TAGS },
          { id: 'a', body: STORY },
        ],
      }),
      /twice\.json has two documents of the id a/,
    ],
  ])('is refused with the name of its file and entry: %j', async ([name, content], message) => {
    await expect(loadTrustedDocuments(write(name, content))).rejects.toThrow(message);
  });

  it('is one that isn’t there, or a folder without documents', async () => {
    await expect(loadTrustedDocuments(join(folder, 'nowhere.json'))).rejects.toThrow(
      /no manifest.*nowhere\.json/,
    );
    mkdirSync(join(folder, 'empty'));
    await expect(loadTrustedDocuments(join(folder, 'empty'))).rejects.toThrow(/no \.graphql file/);
  });
});
