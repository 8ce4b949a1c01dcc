import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const FOLDER = new URL('../../examples/queries/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('example queries', () => {
  test('there are at least twelve', () => {
    expect(names.length).toBeGreaterThanOrEqual(12);
  });

  test.each(names)('%s returns data and no errors, and says what it shows', async (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    expect(text).toMatch(/^# \S/);
    const { status, json } = await gateway.query(text);
    expect(json.errors).toBeUndefined();
    expect(status).toBe(200);
    for (const [field, value] of Object.entries(json.data)) expect([field, value]).not.toEqual([field, null]);
  });
});
