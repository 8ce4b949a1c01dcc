import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { PERMISSIONS } from '../../src/desk/permissions.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const FOLDER = new URL('../../examples/mutations/', import.meta.url);
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .sort();

let gateway: TestGateway;
/** The story of the first example, as the examples go through its life. */
let story: { id: string; version: number };
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('example mutations, one after the other', () => {
  test.each(names)('%s is done, and says what it shows', async (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    expect(text).toMatch(/^# \S/);
    const { json } = await gateway.query(text, story, await gateway.token({ roles: ['chief'] }));
    expect(json.errors).toBeUndefined();
    for (const payload of Object.values<{ userErrors: unknown[]; article?: { id?: string } }>(json.data)) {
      expect(payload.userErrors).toEqual([]);
      if (story === undefined && payload.article?.id !== undefined)
        story = { id: payload.article.id, version: 1 };
    }
    const [head] = await gateway.gateway.store.articles.heads([story.id]);
    story = { id: story.id, version: head?.version ?? 0 };
  });
});

describe('docs/desk.md', () => {
  it('has the table of permissions as it is', () => {
    const page = readFileSync(new URL('../../docs/desk.md', import.meta.url), 'utf8');
    const table = /<!-- permissions:begin -->([\s\S]*)<!-- permissions:end -->/.exec(page)?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `(\w+)` \| (\w+) \| (\w+) \|$/gm)];
    const documented = Object.fromEntries(
      rows.map(([, command, least, reach]) => [command, { least, reach: reach?.toUpperCase() }]),
    );
    expect(documented).toEqual(PERMISSIONS);
  });
});
