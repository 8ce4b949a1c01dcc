import { defineCommand } from 'citty';
import { mintToken } from '../graphql/mint-token.ts';
import { withTokenSecret } from './development-secret.ts';
import { configuration, Stop, say, told } from './told.ts';

const ROLES = ['editor', 'chief', 'admin'] as const;

const rolesOf = (text: string | undefined): (typeof ROLES)[number][] =>
  (text ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      const role = ROLES.find((known) => known === name.trim());
      if (role === undefined) throw new Stop(`There is no role ${name}: give ${ROLES.join(', ')}.`);
      return role;
    });

const hoursOf = (text: string): number => {
  const hours = Number(text);
  if (!(hours > 0 && hours <= 24 * 365))
    throw new Stop(`--hours is ${text}, and must be more than 0 and at most a year.`);
  return hours;
};

export const token = defineCommand({
  meta: { name: 'token', description: 'Mint a bearer token with the HS256 secret, for development.' },
  args: {
    subject: { type: 'string', default: 'developer', description: 'Whose token it is (`sub`).' },
    tier: {
      type: 'enum',
      options: ['registered', 'subscriber'],
      default: 'registered',
      description: 'What they may read.',
    },
    roles: { type: 'string', description: 'What they may do: editor, chief, admin; several with commas.' },
    hours: { type: 'string', default: '12', description: 'How long it is good for.' },
    json: { type: 'boolean', description: 'Print JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const config = withTokenSecret(configuration());
      const secret = config.DATELINE_JWT_SECRET;
      if (secret === undefined)
        throw new Stop(
          'Set DATELINE_JWT_SECRET: tokens of a key set are minted by whoever has its private key.',
        );
      const minted = await mintToken({
        secret,
        subject: args.subject,
        tier: args.tier === 'subscriber' ? 'subscriber' : 'registered',
        roles: rolesOf(args.roles),
        issuer: config.DATELINE_JWT_ISSUER,
        audience: config.DATELINE_JWT_AUDIENCE,
        seconds: Math.round(hoursOf(args.hours) * 3_600),
      });
      say(args.json === true ? JSON.stringify({ token: minted }) : minted);
    }),
});
