import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startTestServer, stopTestServers } from '../support/test-server.ts';

afterAll(stopTestServers);

describe('an address that cannot be had', () => {
  it('is named, with what to do, where another process has it', async () => {
    const other = createServer();
    const { port } = await new Promise<{ port: number }>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve(other.address() as { port: number })),
    );
    await expect(startTestServer({ http: { port } })).rejects.toThrow(
      `127.0.0.1:${port} is taken by another process: stop it, or set PORT`,
    );
    other.close();
  });

  it.each(['192.0.2.1', '2001:db8::1', 'nowhere.invalid'])(
    'is named, with what to do, where it is not this machine’s (%s)',
    async (host) => {
      await expect(startTestServer({ http: { host } })).rejects.toThrow(
        /(192\.0\.2\.1|\[2001:db8::1\]|nowhere\.invalid):0 is no address of this machine: set HOST/,
      );
    },
  );
});
