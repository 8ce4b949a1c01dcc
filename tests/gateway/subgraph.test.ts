import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

const SECRET = 'the secret of the router';
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    DATELINE_SUBGRAPH: 'true',
    DATELINE_SUBGRAPH_SECRET: SECRET,
    DATELINE_MAX_ROOT_FIELDS: '20',
  });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  await gateway.gateway.purge(['everything']);
  gateway.commands.length = 0;
});

const ask = async (query: string, variables: object = {}, headers: object = {}): Promise<TestAnswer> =>
  await readAnswer(
    await fetch(`${gateway.url}/subgraph`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-subgraph-secret': SECRET, ...headers },
      body: JSON.stringify({ query, variables }),
    }),
  );
const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
  ... on Article { id slug headline } ... on Correspondent { id name } ... on Tag { id slug } ... on SocialPost { id url } ... on Edition { id date } } }`;

/** Ids of everything that an anonymous reader can see. */
const everything = async () => {
  const { json } = await gateway.query(`{ articles(first: 100) { nodes { id slug socialPosts { id url } } }
    correspondents(first: 100) { nodes { id } } tags(first: 100) { nodes { id } } edition { id } }`);
  const { articles, correspondents, tags, edition } = json.data;
  return { articles: articles.nodes, correspondents: correspondents.nodes, tags: tags.nodes, edition };
};

describe('the subgraph', () => {
  it('publishes an SDL that composes into a supergraph, alone and beside a service that extends our types', async () => {
    const { json } = await ask('{ _service { sdl } }');
    const ours = {
      name: 'dateline',
      url: 'http://dateline.example',
      typeDefs: parse(json.data._service.sdl),
    };
    const alone = composeServices([ours]);
    expect(alone.errors ?? []).toEqual([]);
    const comments =
      parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
      type Article @key(fields: "id") { id: ID! comments(first: Int): CommentConnection! }
      type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
      type Comment { id: ID! text: String! }`);
    const both = composeServices([
      ours,
      { name: 'comments', url: 'http://comments.example', typeDefs: comments },
    ]);
    expect(both.errors ?? []).toEqual([]);
    expect(both.supergraphSdl).toContain('COMMENTS');
  });

  it('follows slugs and addresses as queries do, former ones and x.com for twitter.com included', async () => {
    const { articles } = await everything();
    const story = articles.find(({ socialPosts }: { socialPosts: object[] }) => socialPosts.length > 0);
    const { json } = await ask(ENTITIES, {
      representations: [
        { __typename: 'Article', slug: story.slug },
        { __typename: 'SocialPost', url: story.socialPosts[0].url },
        { __typename: 'Article', slug: 'no-such-story' },
      ],
    });
    expect(json.errors).toBeUndefined();
    expect(json.data._entities.map((one: { id: string } | null) => one?.id ?? null)).toEqual([
      story.id,
      story.socialPosts[0].id,
      null,
    ]);
  });

  it('shows nobody a story that they may not see, and gives no text that they may not read (F03)', async () => {
    const { json: all } = await gateway.query(
      '{ articles(first: 100) { nodes { id status access publishedAt } } }',
      {},
      await gateway.token({ roles: ['editor'] }),
    );
    const seen = new Set((await everything()).articles.map(({ id }: { id: string }) => id));
    const hidden = all.data.articles.nodes.filter(({ id }: { id: string }) => !seen.has(id));
    expect(hidden.length).toBeGreaterThan(1);
    const representations = hidden.map(({ id }: { id: string }) => ({ __typename: 'Article', id }));
    const { json } = await ask(ENTITIES, { representations });
    expect(json.data._entities).toEqual(representations.map(() => null));
    const staff = await ask(
      ENTITIES,
      { representations },
      {
        authorization: `Bearer ${await gateway.token({ roles: ['editor'] })}`,
      },
    );
    expect(staff.json.data._entities.every((one: object | null) => one !== null)).toBe(true);
    const gated = all.data.articles.nodes.find(
      ({ id, access }: { id: string; access: string }) => access !== 'FREE' && seen.has(id),
    );
    const { json: preview } = await ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { body { __typename } } } }`,
      { r: [{ __typename: 'Article', id: gated.id }] },
    );
    expect(preview.data._entities[0].body.__typename).toBe('PreviewBody');
  });

  it('refuses fifty thousand representations, and counts a thousand in the cost', async () => {
    const many = await ask(ENTITIES, {
      representations: Array.from({ length: 50_000 }, () => ({ __typename: 'Tag', id: 't' })),
    });
    expect(many.status).toBe(413);
    const few = await ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Tag { articles(first: 100) { nodes { id } } } } }`,
      { r: Array.from({ length: 1_000 }, () => ({ __typename: 'Tag', id: 't' })) },
    );
    expect(few.codes).toEqual(['QUERY_TOO_COSTLY']);
    expect(gateway.commands).toEqual([]);
  });

  it('is shown to whoever has the secret, and to nobody at /graphql (F07)', async () => {
    expect((await ask('{ _service { sdl } }', {}, { 'x-subgraph-secret': 'a guess' })).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await gateway.query('{ _service { sdl } }')).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('is not there unless asked for', async () => {
    const plain = await startGateway();
    try {
      expect((await fetch(`${plain.url}/subgraph`, { method: 'POST' })).status).toBe(404);
    } finally {
      await plain.close();
    }
  });
});
