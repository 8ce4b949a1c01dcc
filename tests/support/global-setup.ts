import { startEmbedded } from '../../src/embedded/start.ts';
import { EMBEDDED_ENTRY } from './embedded.ts';

/** One MongoDB for the whole run: the one that MONGODB_URL names, else the embedded database in a process of its own. */
export default async function globalSetup(): Promise<void> {
  const given = process.env.MONGODB_URL;
  if (given !== undefined && given !== '') {
    process.env.TEST_MONGODB_URL = given;
    return;
  }
  const embedded = await startEmbedded({
    dataDir: null,
    entry: EMBEDDED_ENTRY,
  });
  process.env.TEST_MONGODB_URL = embedded.url;
  (globalThis as { stopEmbedded?: () => Promise<void> }).stopEmbedded = embedded.close;
}
