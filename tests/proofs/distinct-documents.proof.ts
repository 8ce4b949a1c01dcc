import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import autocannon from 'autocannon';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';

/** Documents that come once, each an operation that may be kept: what the gateway's process has in memory, a tenth after the other. `DATELINE_PROOF_DOCUMENTS=100000` is a long run, `=1000000` the whole. */
const DOCUMENTS = Number(process.env['DATELINE_PROOF_DOCUMENTS'] ?? 12_000);
/** So that all of it is full long before the end, and never more than what a gateway has that isn't told otherwise. */
const MEMORY_MB = Math.min(64, Math.max(2, Math.floor(DOCUMENTS / 4_000)));
const PARTS = 10;

describe('documents that come once (L08)', () => {
  let gateway: GatewayProcess;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dateline-proof-'));
    gateway = await startProcess({
      DATELINE_CACHE_MEMORY_MB: String(MEMORY_MB),
      DATELINE_DATA_DIR: folder,
      NODE_ENV: 'production',
    });
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  /** What the process has in memory now. */
  const megabytes = (): number => {
    const status = readFileSync(`/proc/${gateway.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
  };

  it(
    'leave memory flat',
    async () => {
      let sent = 0;
      const flood = async (amount: number): Promise<void> => {
        const { non2xx, errors } = await autocannon({
          url: `${gateway.url}/graphql`,
          connections: 20,
          amount,
          timeout: 30,
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          requests: [
            {
              setupRequest: (request) => {
                sent += 1;
                // Over what is hot, but for one in ten: what grows is the gateway's own, and little time goes to the database.
                const slug = sent % 10 === 0 ? `no-${sent}` : 'oceans';
                const query = `query Q${sent} { a${sent}: tag(slug: "${slug}") { slug name description parent { name } } }`;
                return { ...request, body: JSON.stringify({ query }) };
              },
            },
          ],
        });
        expect([non2xx, errors]).toEqual([0, 0]);
      };
      const sizes: number[] = [megabytes()];
      const from = performance.now();
      for (let part = 0; part < PARTS; part += 1) {
        await flood(DOCUMENTS / PARTS);
        sizes.push(megabytes());
      }
      const rate = DOCUMENTS / ((performance.now() - from) / 1_000);
      process.stdout.write(
        `${sent} documents, ${Math.round(rate)}/s, ${MEMORY_MB} MB for stories: ${sizes.map((size) => Math.round(size)).join(', ')} MB\n`,
      );
      // From the middle on everything is full: what comes in pushes out as much.
      const [middle = 0, end = 0] = [Math.max(...sizes.slice(4, 7)), Math.max(...sizes.slice(8))];
      expect(end - middle).toBeLessThan(40);
    },
    60_000 + DOCUMENTS * 20,
  );
});
