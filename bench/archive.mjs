import { MongoClient } from 'mongodb';
import { idFor } from '../dist/src/content/global-id.js';
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

const FIRST = 1_000;
const MINUTE = 60_000;
const TIMES = ['publishedAt', 'createdAt', 'updatedAt', 'firstPublishedAt', 'visibleFrom', 'listedAt'];

/** A story once more, some minutes earlier. A list shows neither its text nor the words it is found by, and these would take MongoDB hours to index: a copy has its first block alone. */
const copyOf = ({ search: _, blocks, ...story }, copy, number) => ({
  ...story,
  ...Object.fromEntries(TIMES.map((time) => [time, new Date(story[time].getTime() - copy * MINUTE)])),
  _id: idFor('art', `synthetic:${number}`),
  slug: `story-${number}`,
  url: `https://archive.example/story-${number}`,
  blocks: blocks.slice(0, 1),
});

/** Makes sure that the database holds an archive as large as this of stories that lists can show: a thousand of the synthetic archive, again and again. */
export const prepareLists = async (url, database, articles) => {
  await prepareArchive(url, database, FIRST);
  const client = await MongoClient.connect(url);
  try {
    const stories = client.db(database).collection('articles');
    const present = await stories.estimatedDocumentCount();
    if (present >= articles) return;
    process.stderr.write(`Copying stories until there are ${articles}.\n`);
    const first = await stories.find({ search: { $exists: true } }).toArray();
    for (let from = Math.ceil(present / FIRST) * FIRST; from < articles; from += FIRST)
      await stories.insertMany(
        first.map((story, at) => copyOf(story, from / FIRST, from + at)),
        { ordered: false },
      );
  } finally {
    await client.close();
  }
};
