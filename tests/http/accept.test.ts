import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readAnswer } from '../support/test-server.ts';

/** What clients say that they take, and the type that they get: an answer that has to be made, one that is known how to make, and one that is kept. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const JSON_UTF8 = 'application/json; charset=utf-8';
const GRAPHQL_UTF8 = 'application/graphql-response+json; charset=utf-8';

let asked = 0;
const typesFor = async (accept: string): Promise<(string | number | null)[]> => {
  asked += 1;
  const told = [];
  for (const field of ['viewer { tier }', 'tags(first: 2) { nodes { slug } }'])
    for (let time = 0; time < 4; time += 1) {
      const answer = await readAnswer(
        await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept },
          body: JSON.stringify({ query: `{ it${asked}: ${field} }` }),
        }),
      );
      told.push(answer.status === 200 ? answer.headers.get('content-type') : answer.status);
    }
  return told;
};

describe('the type of an answer', () => {
  it.each([
    // What GraphQL over HTTP recommends that clients send.
    [`${GRAPHQL_UTF8}, ${JSON_UTF8}`, GRAPHQL_UTF8],
    [GRAPHQL_UTF8, GRAPHQL_UTF8],
    [JSON_UTF8, JSON_UTF8],
    ['application/json;charset=UTF-8', JSON_UTF8],
    [`application/graphql-response+json;q=0.9, ${JSON_UTF8}`, JSON_UTF8],
    [`${JSON_UTF8};q=0.5, application/graphql-response+json`, GRAPHQL_UTF8],
    ['application/json;q=0, */*', GRAPHQL_UTF8],
    ['multipart/mixed; deferSpec=20220824, application/json', JSON_UTF8],
    ['*/*', JSON_UTF8],
    ['application/json; charset=utf-16', 406],
    ['text/html', 406],
    ['multipart/mixed', 406],
    // Only subscriptions are streamed, also where the answer is kept.
    ['text/event-stream, application/json', 400],
    ['Text/Event-Stream; charset=utf-8', 400],
  ])('is, for %j, %s', async (accept, type) => {
    expect(await typesFor(accept)).toEqual(Array.from({ length: 8 }, () => type));
  });
});
