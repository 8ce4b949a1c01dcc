import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(stopTestServers);

const url = () => `${server.url}/graphql`;

/** GET without a header that a browser asks permission for is refused on purpose (CSRF); with one these pass as well. */
const NEEDS_PREFLIGHT_HEADER = new Set(['5A70', 'D6D5', '6A70']);

const withPreflightHeader = (input: unknown, init: RequestInit = {}) =>
  fetch(input as string, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': 'true' },
  });

describe('G25 GraphQL over HTTP, as a browser without further headers', () => {
  for (const audit of serverAudits({ url: () => url() })) {
    if (NEEDS_PREFLIGHT_HEADER.has(audit.id)) continue;
    it(`G25 ${audit.id} ${audit.name}`, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    });
  }

  for (const audit of serverAudits({ url: () => url() }).filter(({ id }) => NEEDS_PREFLIGHT_HEADER.has(id))) {
    it(`G13 refuses by CSRF prevention: ${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      expect(result.status).toBe('notice'); // A MAY.
      expect('response' in result && (await result.response.json())).toMatchObject({
        errors: [{ extensions: { code: 'CSRF_REFUSED' } }],
      });
    });
  }
});

describe('G25 GraphQL over HTTP, with a preflight header', () => {
  const audits = serverAudits({ url: () => url(), fetchFn: withPreflightHeader });

  it('runs them all', () => {
    expect(audits).toHaveLength(61);
  });

  for (const audit of audits) {
    it(`G25 ${audit.id} ${audit.name}`, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    });
  }
});
