import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts';

/** An address with a slash behind it is the same address, as Apollo Server and GraphQL Yoga have it. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(stopTestServers);

it('answers POST, GET and OPTIONS at /graphql/', async () => {
  const url = `${server.url}/graphql/`;
  const posted = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ hello }' }),
  });
  const got = await fetch(`${url}?query={hello}`, { headers: { 'apollo-require-preflight': '1' } });
  for (const answer of [posted, got])
    expect(await answer.json()).toEqual({ data: { hello: 'Hello reader' } });
  expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(204);
});

it('answers health', async () => {
  expect((await fetch(`${server.url}/health/live/`)).status).toBe(200);
});

it('takes one slash, and nothing behind it', async () => {
  for (const path of ['/graphql//', '/graphql/x', '//graphql', '/health/'])
    expect((await fetch(`${server.url}${path}`)).status).toBe(404);
});
