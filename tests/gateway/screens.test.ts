import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { recordedValue } from '../support/recorded-value.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

/** The five screens of a client. Each is asked as a client asks: by the hash of a query that the gateway knows already. */
const SCREENS = ['01-front-page', '02-story-page', '03-tag-page', '05-correspondent-page', '13-live-blog'];
/** What a cold screen may ask of MongoDB. */
const MOST_COMMANDS = 8;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const read = (name: string): string =>
  readFileSync(new URL(`../../examples/queries/${name}.graphql`, import.meta.url), 'utf8');

const ask = async (body: object): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

type Null = readonly [path: string, within: Readonly<Record<string, unknown>>];

/** Where an answer is `null`, places in lists left out, each with the object that it stands in. */
const nullsIn = (value: unknown, path = ''): Null[] => {
  if (Array.isArray(value)) return value.flatMap((item) => nullsIn(item, path));
  if (typeof value !== 'object' || value === null) return [];
  const within = value as Record<string, unknown>;
  return Object.entries(within).flatMap(([key, inner]): Null[] => {
    const place = path === '' ? key : `${path}.${key}`;
    return inner === null ? [[place, within]] : nullsIn(inner, place);
  });
};

describe('a client’s screens', () => {
  it.each(SCREENS)(
    `%s takes at most ${MOST_COMMANDS} commands when nothing is kept, and has what there is`,
    async (name) => {
      const query = read(name);
      const extensions = {
        persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
      };
      await ask({ query, extensions });
      await gateway.gateway.purge(['everything']);
      gateway.commands.length = 0;
      const { status, json } = await ask({ extensions });
      const commands = [...gateway.commands];
      expect(json.errors).toBeUndefined();
      expect(status).toBe(200);
      const newsroom = sampleNewsroom(NOW);
      const missing = nullsIn(json.data).filter(
        ([path, within]) => recordedValue(newsroom, path, within) !== null,
      );
      expect(missing).toEqual([]);
      expect(commands.length).toBeLessThanOrEqual(MOST_COMMANDS);
      gateway.commands.length = 0;
      await ask({ extensions });
      expect(gateway.commands.length).toBeLessThan(commands.length);
    },
  );
});
