import { defineCommand } from 'citty';
import { addressArguments, askGateway } from './ask-gateway.ts';
import { withTokenSecret } from './development-secret.ts';
import { configuration, Stop, say, told } from './told.ts';

interface HotReport {
  readonly entries: number;
  readonly bytes: number;
  readonly hitRatio: number | null;
  readonly stories: readonly {
    readonly id: string;
    readonly headline: string | null;
    readonly reads: number;
    readonly kept: readonly {
      readonly key: string;
      readonly tags: readonly string[];
      readonly bytes: number;
      readonly ageSeconds: number;
      readonly hits: number;
      readonly hitRatio: number;
    }[];
  }[];
}

const HOT = `query ($window: TrendingWindow, $first: Int) {
  hotStories(window: $window, first: $first) {
    entries bytes hitRatio
    stories { id headline reads kept { key tags bytes ageSeconds hits hitRatio } }
  }
}`;

const percent = (ratio: number | null): string => (ratio === null ? '-' : `${(ratio * 100).toFixed(1)} %`);

const linesOf = ({ entries, bytes, hitRatio, stories }: HotReport): string[] => [
  `${entries} entries of ${bytes} bytes in memory; ${percent(hitRatio)} of what was asked for was there.`,
  ...(stories.length === 0 ? ['No story has been read yet.'] : []),
  ...stories.flatMap(({ id, headline, reads, kept }, at) => [
    `${String(at + 1).padStart(3)}. ${headline ?? '(gone)'} [${id}] ${reads.toFixed(1)} reads`,
    ...kept.map(
      ({ key, tags, bytes, ageSeconds, hits, hitRatio }) =>
        `     ${key}: ${hits} hits (${percent(hitRatio)}), ${ageSeconds.toFixed(1)} s old, ${bytes} bytes, ${tags.join(' ')}`,
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
