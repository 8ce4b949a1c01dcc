import { seedArchive } from '../dist/src/ingest/synthetic-archive.js';
import { createStore } from '../dist/src/store/mongodb-store.js';

const storeOf = (url, database) => createStore({ url, database, pool: 4, timeoutMs: 60_000 });

/** Makes sure that the database holds the synthetic archive of so many stories: the same on every machine. */
export const prepareArchive = async (url, database, articles) => {
  const store = storeOf(url, database);
  try {
    await store.migrate();
    const last = await store.articles.headsBySlug([`story-${articles - 1}`]);
    if (last.length === 0) {
      process.stderr.write(`Writing an archive of ${articles} stories.\n`);
      await seedArchive(store, { articles, onProgress: () => {} });
    }
  } finally {
    await store.close();
  }
};
