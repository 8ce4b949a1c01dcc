import { defineCommand } from 'citty';
import { MAX_TOUCHED, type TouchAnswer, type Touched } from '../desk/touch.ts';
import { addressArguments, askGateway } from './ask-gateway.ts';
import { withTokenSecret } from './development-secret.ts';
import { configuration, Stop, say, told } from './told.ts';

const TOUCH = 'mutation ($ids: [ID!]!) { touch(ids: $ids) { touched { id outcome version } announced } }';

const SENTENCES: Readonly<Record<Touched['outcome'], string>> = {
  TOLD: 'was told',
  UNCHANGED: 'is what was told last; caches were purged',
  GONE: 'is not there any more',
  UNREADABLE: 'does not have the shape that its collection asks for; caches were purged',
  NOT_AN_ID: 'is no id of a story, tag, correspondent, post or edition',
};

export const touchCommand = defineCommand({
  meta: {
    name: 'touch',
    description:
      'Say which records were written to MongoDB past the gateway: it reads them again, purges what is cached, and tells them to subscribers and webhooks.',
  },
  args: {
    ids: { type: 'positional', required: false, description: 'The ids.', valueHint: 'ID...' },
    ...addressArguments,
    json: { type: 'boolean', description: 'Print JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const ids = args._;
      if (ids.length === 0 || ids.length > MAX_TOUCHED)
        throw new Stop(`Name from 1 to ${MAX_TOUCHED} ids: dateline touch ID...`);
      const { touch } = await askGateway<{ touch: TouchAnswer }>(
        withTokenSecret(configuration()),
        args,
        TOUCH,
        { ids },
      );
      if (args.json === true) return say(JSON.stringify(touch));
      for (const { id, outcome, version } of touch.touched)
        say(`${id} ${SENTENCES[outcome]}${version === null ? '.' : ` (version ${version}).`}`);
      if (!touch.announced)
        say('Redis does not answer: other gateways keep nothing longer than they may without hearing.');
    }),
});
