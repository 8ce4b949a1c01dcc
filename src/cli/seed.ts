import { defineCommand } from 'citty';
import { seedNewsroom } from '../ingest/seed-newsroom.ts';
import { seedArchive } from '../ingest/synthetic-archive.ts';
import { progress } from './progress.ts';
import { configuration, Stop, say, told } from './told.ts';
import { withStore } from './with-store.ts';

const MOST_STORIES = 10_000_000;

const countOf = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_STORIES)
    throw new Stop(`--articles is ${text}, and must be a whole number from 1 to ${MOST_STORIES}.`);
  return count;
};

export const seed = defineCommand({
  meta: {
    name: 'seed',
    description:
      'Write the sample newsroom, or with --articles a synthetic archive of any size. Doing it again changes nothing.',
  },
  args: {
    articles: { type: 'string', valueHint: 'N', description: 'How many stories the synthetic archive has.' },
    json: { type: 'boolean', description: 'Print what was written as JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const count = args.articles === undefined ? null : countOf(args.articles);
      const written = await withStore(configuration(), async (store) => {
        if (count === null) return await seedNewsroom(store, Date.now());
        const bar = progress(count, 'stories');
        try {
          return await seedArchive(store, { articles: count, onProgress: (stories) => bar.advance(stories) });
        } finally {
          bar.stop();
        }
      });
      say(
        args.json === true
          ? JSON.stringify(written)
          : Object.entries(written)
              .map(([what, number]) => `${number} ${what}`)
              .join(', '),
      );
    }),
});
