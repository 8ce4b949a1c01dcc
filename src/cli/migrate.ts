import { defineCommand } from 'citty';
import { configuration, say, told } from './told.ts';
import { withStore } from './with-store.ts';

export const migrate = defineCommand({
  meta: {
    name: 'migrate',
    description: 'Create the collections, validators and indexes that are missing. `start` does the same.',
  },
  args: { json: { type: 'boolean', description: 'Print what was done as JSON.' } },
  run: ({ args }) =>
    told(async () => {
      const steps = await withStore(configuration(), async (_, steps) => steps);
      if (args.json === true) say(JSON.stringify({ steps }));
      else if (steps.length === 0) say('Everything is there already.');
      else for (const step of steps) say(step);
    }),
});
