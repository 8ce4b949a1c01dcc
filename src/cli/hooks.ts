import { defineCommand } from 'citty';
import type { Delivery, DeliveryStore } from '../store/delivery-store.ts';
import { configuration, Stop, say, told } from './told.ts';
import { webhooksOf } from './webhooks-file.ts';
import { withStore } from './with-store.ts';

/** The most dead letters that are listed. */
const MAX_LISTED = 1_000;

interface TargetState {
  readonly target: string;
  /** Whether the webhooks file has it: what waits for one that it hasn't is not sent. */
  readonly configured: boolean;
  readonly waiting: number;
  readonly dead: number;
}

const statesOf = async (deliveries: DeliveryStore, configured: readonly string[]): Promise<TargetState[]> => {
  const counts = await deliveries.counts();
  const names = [...new Set([...configured, ...counts.map(({ target }) => target)])];
  const countOf = (target: string, state: string): number =>
    counts.find((row) => row.target === target && row.state === state)?.count ?? 0;
  return names.map((target) => ({
    target,
    configured: configured.includes(target),
    waiting: countOf(target, 'WAITING'),
    dead: countOf(target, 'DEAD'),
  }));
};

const lineOf = ({ target, configured, waiting, dead }: TargetState): string =>
  `${target}: ${waiting} waiting, ${dead} given up${configured ? '' : '; not in the webhooks file'}`;

const letterOf = ({ _id, kind, subjectId, at, attempts, lastError }: Delivery) => ({
  id: _id,
  kind,
  subjectId,
  at,
  attempts,
  lastError,
});

const list = async (json: boolean): Promise<void> => {
  const config = configuration();
  const configured = (await webhooksOf(config)).map(({ name }) => name);
  const { targets, dead } = await withStore(config, async ({ deliveries }) => ({
    targets: await statesOf(deliveries, configured),
    dead: (await deliveries.list('DEAD', MAX_LISTED)).map(letterOf),
  }));
  if (json) return say(JSON.stringify({ targets, dead }));
  if (targets.length === 0) say('There are no webhooks.');
  for (const state of targets) say(lineOf(state));
  for (const { id, kind, subjectId, at, attempts, lastError } of dead)
    say(
      `  ${id} ${kind} ${subjectId} of ${at.toISOString()}: ${attempts} ${attempts === 1 ? 'try' : 'tries'}, ${lastError}`,
    );
  const more = targets.reduce((sum, state) => sum + state.dead, 0) - dead.length;
  if (more > 0) say(`  and ${more} more`);
};

const retry = async (ids: readonly string[], all: boolean, json: boolean): Promise<void> => {
  if (all === ids.length > 0) throw new Stop('Name what to try again, or --all: dateline hooks retry ID...');
  const retried = await withStore(configuration(), ({ deliveries }) =>
    deliveries.retry(all ? null : ids, new Date()),
  );
  say(json ? JSON.stringify({ retried }) : `${retried} will be tried again.`);
  const strange = new Set(ids).size - retried;
  if (!all && strange > 0)
    throw new Stop(
      `${strange} of those named ${strange === 1 ? 'is' : 'are'} not among what was given up: dateline hooks lists it.`,
    );
};

export const hooks = defineCommand({
  meta: {
    name: 'hooks',
    description:
      'List the webhooks with what waits for them and what was given up; `dateline hooks retry ID...` has that tried again.',
  },
  args: {
    what: { type: 'positional', required: false, description: '`list` (default), or `retry` and ids.' },
    all: { type: 'boolean', description: 'With `retry`: everything that was given up.' },
    json: { type: 'boolean', description: 'Print JSON.' },
  },
  run: ({ args }) =>
    told(async () => {
      const [what = 'list', ...ids] = args._;
      if (what === 'list') await list(args.json === true);
      else if (what === 'retry') await retry(ids, args.all === true, args.json === true);
      else throw new Stop('It is `dateline hooks`, or `dateline hooks retry ID...`.');
    }),
});
