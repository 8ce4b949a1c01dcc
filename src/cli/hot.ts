import { defineCommand } from 'citty';
import type { KeptEntry } from '../content/kept-stories.ts';
import { addressArguments, askGateway } from './ask-gateway.ts';
import { withTokenSecret } from './development-secret.ts';
import { configuration, Stop, say, told } from './told.ts';

interface HotReport {
  readonly memoryEntries: number;
  readonly memoryBytes: number;
  readonly memoryHitRatio: number | null;
  readonly hottest: readonly {
    readonly id: string;
    readonly article: { readonly headline: string } | null;
    readonly reads: number;
    readonly kept: readonly KeptEntry[];
  }[];
}

const HOT = `query ($window: TrendingWindow, $first: Int) {
  hotStories(window: $window, first: $first) {
    memoryEntries memoryBytes memoryHitRatio
    hottest {
      id reads article { headline }
      kept { cacheKey surrogateTags byteCount ageSeconds hits hitRatio }
    }
  }
}`;

const percent = (ratio: number | null): string => (ratio === null ? '-' : `${(ratio * 100).toFixed(1)} %`);

const linesOf = ({ memoryEntries, memoryBytes, memoryHitRatio, hottest }: HotReport): string[] => [
  `${memoryEntries} entries of ${memoryBytes} bytes in memory; ${percent(memoryHitRatio)} of what was asked for was there.`,
  ...(hottest.length === 0 ? ['No story has been read yet.'] : []),
  ...hottest.flatMap(({ id, article, reads, kept }, at) => [
    `${String(at + 1).padStart(3)}. ${article?.headline ?? '(gone)'} [${id}] ${reads.toFixed(1)} reads`,
    ...kept.map(
      ({ cacheKey, surrogateTags, byteCount, ageSeconds, hits, hitRatio }) =>
        `     ${cacheKey}: ${hits} hits (${percent(hitRatio)}), ${ageSeconds.toFixed(1)} s old, ${byteCount} bytes, ${surrogateTags.join(' ')}`,
    ),
  ]),
];

export const hot = defineCommand({
  meta: {
    name: 'hot',
    description:
      'Print the hottest stories of a running gateway with hit ratio, age, bytes and surrogate tags.',
  },
  args: {
    window: {
      type: 'enum',
      options: ['hour', 'day', 'week'],
      default: 'hour',
      description: 'How far back reads count.',
    },
    first: { type: 'string', default: '20', valueHint: 'N', description: 'How many, 1 to 50.' },
    ...addressArguments,
    json: { type: 'boolean', description: 'Print JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const first = Number(args.first);
      if (!Number.isInteger(first) || first < 1 || first > 50)
        throw new Stop(`--first is ${args.first}, and must be a whole number from 1 to 50.`);
      const config = withTokenSecret(configuration());
      const variables = { window: args.window.toUpperCase(), first };
      const { hotStories } = await askGateway<{ hotStories: HotReport }>(config, args, HOT, variables);
      say(args.json === true ? JSON.stringify(hotStories) : linesOf(hotStories).join('\n'));
    }),
});
