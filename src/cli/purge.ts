import { defineCommand } from 'citty';
import { openOutsidePurges } from '../cache/outside-purges.ts';
import type { Environment } from '../config.ts';
import { MAX_PURGED } from '../content/surrogate-tags.ts';
import { addressArguments, askGateway, type GatewayAddress } from './ask-gateway.ts';
import { withTokenSecret } from './development-secret.ts';
import { configuration, Stop, say, told } from './told.ts';

const PURGE = 'mutation ($tags: [String!]!) { purge(tags: $tags) { announced } }';

interface Purged {
  readonly tags: readonly string[];
  /** Who was told: every gateway that listens to this Redis, or the one at this address. */
  readonly told: 'redis' | 'gateway';
  /** How many gateways heard it, or `null` where only Redis could say. */
  readonly heard: number | null;
  readonly announced: boolean;
}

const overRedis = async (config: Environment, url: string, tags: readonly string[]): Promise<Purged> => {
  const purges = openOutsidePurges({ redisUrl: url, prefix: config.DATELINE_CACHE_PREFIX });
  const heard = await purges.purge(tags).finally(() => purges.close());
  if (heard === null)
    throw new Stop(
      'Redis does not answer, so nobody was told. Ask a gateway itself with --url, or try again.',
    );
  return { tags, told: 'redis', heard, announced: true };
};

const overHttp = async (
  config: Environment,
  address: GatewayAddress,
  tags: readonly string[],
): Promise<Purged> => {
  const { purge } = await askGateway<{ purge: { announced: boolean } }>(config, address, PURGE, { tags });
  return { tags, told: 'gateway', heard: null, announced: purge.announced };
};

const sentence = ({ tags, told, heard, announced }: Purged): string => {
  const what = `Purged ${tags.join(' ')}`;
  if (told === 'redis') return `${what} in Redis; ${heard} ${heard === 1 ? 'gateway' : 'gateways'} heard it.`;
  if (announced) return `${what} on the gateway, and on those that share its Redis.`;
  return `${what} on the gateway. Its Redis does not answer: it will be told, and others keep nothing longer than they may without hearing.`;
};

export const purge = defineCommand({
  meta: {
    name: 'purge',
    description:
      'End what is cached under surrogate tags, on every gateway that shares the Redis, or on the one that runs here. `everything` ends all of it.',
  },
  args: {
    tags: { type: 'positional', required: false, description: 'The tags.', valueHint: 'TAG...' },
    ...addressArguments,
    json: { type: 'boolean', description: 'Print JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const tags = args._;
      if (tags.length === 0 || tags.length > MAX_PURGED || tags.some((tag) => tag === ''))
        throw new Stop(`Name from 1 to ${MAX_PURGED} tags: dateline purge TAG...`);
      const config = withTokenSecret(configuration());
      const redisUrl = args.url === undefined ? config.REDIS_URL : undefined;
      const purged = await (redisUrl === undefined
        ? overHttp(config, args, tags)
        : overRedis(config, redisUrl, tags));
      say(args.json === true ? JSON.stringify(purged) : sentence(purged));
    }),
});
