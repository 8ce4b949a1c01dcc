import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { GatewayError } from '../../src/content/errors.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import { freePort } from '../support/free-port.ts';

it('says each time why MongoDB is away, also where the driver has closed itself over it', async () => {
  const port = await freePort();
  const store = createStore({
    url: `mongodb://127.0.0.1:${port}`,
    database: 'away',
    pool: 1,
    timeoutMs: 2_000,
    connectMs: 200,
  });
  const causes: string[] = [];
  for (let time = 0; time < 12; time += 1) {
    const error: unknown = await store.articles.heads(['art_0000000000000001']).catch((raised) => raised);
    if (!(error instanceof GatewayError)) throw error;
    expect(error.code).toBe('STORE_UNAVAILABLE');
    causes.push((error.cause as Error).message);
    // Longer than MongoDB is left alone after it failed, so that the driver is asked again.
    await pause(time % 3 === 2 ? 600 : 50);
  }
  await store.close();
  expect(causes).toEqual(causes.map(() => expect.stringMatching(`ECONNREFUSED 127.0.0.1:${port}`)));
});
