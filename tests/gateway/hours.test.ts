import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ArticleRecord } from '../../src/content/records.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, NOON } from '../support/sample-records.ts';
import {
  countsAround,
  SURFACE_NAMES,
  surfacesShowing,
  surroundings,
  watched,
} from '../support/story-surfaces.ts';

/** Each moment that shows or hides a story, on each surface: before it, at it, and what was kept from before it. */
let gateway: TestGateway;
const put = (given: Partial<ArticleRecord>) => gateway.gateway.store.articles.put([watched(given)]);
const HIDDEN_COUNTS = [1, 0, 0, 0, 0];
const SHOWN_COUNTS = [2, 1, 1, 1, 1];

const expectHidden = async (): Promise<void> => {
  expect(await surfacesShowing(gateway)).toEqual([]);
  expect(await countsAround(gateway)).toEqual(HIDDEN_COUNTS);
};
const expectShown = async (): Promise<void> => {
  expect(await surfacesShowing(gateway)).toEqual(SURFACE_NAMES);
  expect(await countsAround(gateway)).toEqual(SHOWN_COUNTS);
};

beforeAll(async () => {
  gateway = await startGateway();
  await surroundings(gateway.gateway.store);
});
afterAll(() => gateway.close());
beforeEach(() => gateway.setNow(NOON));

const at = (hours: number): Date => new Date(NOON + hours * HOUR);

describe('a story whose hour is still to come', () => {
  it.each<[string, Partial<ArticleRecord>, number]>([
    ['scheduled', { status: 'SCHEDULED', publishedAt: at(3), firstPublishedAt: null }, 3],
    ['embargoed', { publishedAt: at(-1), embargoedUntil: at(5) }, 5],
    ['scheduled and embargoed beyond', { status: 'SCHEDULED', publishedAt: at(6), embargoedUntil: at(8) }, 8],
    ['published with a date to come', { publishedAt: at(10) }, 10],
  ])(
    '%s: shows at its moment on every surface, and not a millisecond before',
    async (_, given, hours) => {
      await put(given);
      const due = NOON + hours * HOUR;
      await expectHidden();
      if (given.publishedAt != null && given.publishedAt.getTime() < due && given.status === 'SCHEDULED') {
        gateway.setNow(given.publishedAt.getTime()); // Its date has come, and its embargo hasn't lifted.
        await expectHidden();
      }
      gateway.setNow(due - 1);
      await expectHidden();
      gateway.setNow(due);
      await expectShown();
    },
    60_000,
  );

  it('never shows as a draft, whatever its dates', async () => {
    for (const status of ['DRAFT', 'SUBMITTED'] as const) {
      await put({ status, publishedAt: at(-1) });
      await expectHidden();
      gateway.setNow(NOON + 1_000 * HOUR);
      await expectHidden();
      gateway.setNow(NOON);
    }
  }, 60_000);
});

describe('C17 a story that is published, put off, and taken back', () => {
  it('shows at once, goes at once, and is gone from all that was kept', async () => {
    await put({ publishedAt: at(-1) });
    await expectShown();
    await put({ publishedAt: at(-1), embargoedUntil: at(20) });
    await expectHidden();
    await put({ publishedAt: at(-1) });
    await expectShown();
    await put({ publishedAt: at(-1), status: 'RETRACTED', version: 2 });
    await expectHidden();
    gateway.setNow(NOON + 1_000 * HOUR);
    await expectHidden();
  }, 60_000);
});

describe('the three moments of a story', () => {
  it('are told apart', async () => {
    await put({ publishedAt: at(-1), firstPublishedAt: at(-30), updatedAt: at(-0.5) });
    const { json } = await gateway.query(
      '{ article(slug: "sample-watched") { publishedAt firstPublishedAt updatedAt embargoedUntil } }',
    );
    expect(json.data.article).toEqual({
      publishedAt: at(-1).toISOString(),
      firstPublishedAt: at(-30).toISOString(),
      updatedAt: at(-0.5).toISOString(),
      embargoedUntil: null,
    });
  });
});
