import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readTrace } from '../support/inline-trace.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ DATELINE_SUBGRAPH: 'true' });
});
afterAll(() => gateway.close());

const TRACED = { 'apollo-federation-include-trace': 'ftv1' };
const ask = async (
  query: string,
  headers: object = TRACED,
  path = '/subgraph',
  variables: object = {},
): Promise<TestAnswer> =>
  await readAnswer(
    await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    }),
  );
const STORY = '{ story: article(slug: "ninetieth-minute") { headline byline { text } tags { slug } } }';

describe('a router that asks for a trace', () => {
  it('is told when each field began and ended, every time, with the same answer', async () => {
    const plain = await ask(STORY, {});
    expect(plain.json.extensions).toBeUndefined();
    for (let time = 0; time < 4; time += 1) {
      const { json } = await ask(STORY);
      expect(json.data).toEqual(plain.json.data);
      const { durationNs, fields } = readTrace(json.extensions.ftv1);
      const tags = json.data.story.tags.map((_: object, at: number) => `story.tags.${at}.slug`);
      expect(fields.map(({ path }) => path).sort()).toEqual(
        ['story', 'story.headline', 'story.byline', 'story.byline.text', 'story.tags', ...tags].sort(),
      );
      expect(fields.find(({ path }) => path === 'story')).toMatchObject({
        field: 'Query.article',
        type: 'Article',
      });
      for (const { path, startNs, endNs } of fields)
        expect([path, startNs > 0, endNs >= startNs, endNs <= durationNs]).toEqual([path, true, true, true]);
    }
  });

  it('is told of entities', async () => {
    const { json } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Tag { slug } } }',
      TRACED,
      '/subgraph',
      {
        r: [
          { __typename: 'Tag', slug: 'football' },
          { __typename: 'Tag', slug: 'no-such-tag' },
        ],
      },
    );
    expect(readTrace(json.extensions.ftv1).fields.map(({ field }) => field)).toContain('Query._entities');
  });

  it('is told that there was an error, and where: which is in the answer', async () => {
    const { json } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Tag { slug } } }',
      TRACED,
      '/subgraph',
      { r: [{ __typename: 'Nothing', id: 'x' }] },
    );
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const told = Buffer.from(json.extensions.ftv1, 'base64').toString();
    expect(told).toContain('<masked>');
    for (const said of ['representation', 'BAD_USER_INPUT', 'stack']) expect(told).not.toContain(said);
    const refused = await ask('{ nothing }');
    expect(refused.codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(Buffer.from(refused.json.extensions.ftv1, 'base64').toString()).not.toContain('nothing');
  });
});

describe('a trace', () => {
  it('is in no other answer: not the next one, not another header’s, not that of /graphql', async () => {
    await ask(STORY);
    for (const [headers, path] of [
      [{}, '/subgraph'],
      [{ 'apollo-federation-include-trace': 'ftv2' }, '/subgraph'],
      [TRACED, '/graphql'],
      [{}, '/graphql'],
    ] as const) {
      for (let time = 0; time < 3; time += 1)
        expect((await ask(STORY, headers, path)).json.extensions).toBeUndefined();
    }
    // What /graphql keeps is not what the subgraph traces.
    expect((await ask(STORY)).json.extensions.ftv1).toEqual(expect.any(String));
  });
});
