import { setTimeout as pause } from 'node:timers/promises';
import type { Lease } from '../cache/lease.ts';
import type { Log } from '../observe/log.ts';
import type { WebhookTarget } from './webhook-config.ts';
import { WebhookSender, type WebhookSenderOptions } from './webhook-sender.ts';

export interface WebhooksOptions
  extends Pick<WebhookSenderOptions, 'feed' | 'deliveries' | 'subjects' | 'clock' | 'worldClock'> {
  readonly targets: readonly WebhookTarget[];
  readonly election: Pick<Lease, 'hold' | 'release'>;
  readonly log: Log;
}

export interface Webhooks {
  start(): void;
  /** Stops when what is being sent has been, and lets another instance go on. */
  stop(): Promise<void>;
}

const TICK_MS = 500;
/** How long a stop waits for what is being sent: whatever isn't known to be taken then is sent again. */
const STOP_MS = 3_000;

/** Brings events to the webhooks' targets, from one elected instance; if it dies another goes on with what is in the store. */
export const createWebhooks = ({ targets, election, log, ...rest }: WebhooksOptions): Webhooks => {
  let working: { readonly ended: Promise<unknown>; readonly abort: AbortController } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ticking = false;

  const senderFor = (target: WebhookTarget): WebhookSender =>
    new WebhookSender({
      ...rest,
      target,
      onFailure: (error) =>
        log.warn({ err: error, webhook: target.name }, 'A webhook was held up; it goes on.'),
      onState: (reason) =>
        reason === null
          ? log.info({ webhook: target.name }, 'A webhook takes events again.')
          : log.warn({ webhook: target.name, reason }, 'A webhook does not take events; they are kept.'),
      onDead: ({ _id, kind, subjectId }, reason) =>
        log.error({ delivery: _id, kind, subjectId, reason }, 'An event was given up: see `dateline hooks`.'),
    });
  const begin = (): void => {
    const abort = new AbortController();
    working = { abort, ended: Promise.all(targets.map((target) => senderFor(target).run(abort.signal))) };
  };
  const end = async (): Promise<void> => {
    const ending = working;
    ending?.abort.abort();
    if (ending !== null) await Promise.race([ending.ended, pause(STOP_MS, undefined, { ref: false })]);
    working = null;
  };
  const tick = async (): Promise<void> => {
    if (ticking) return;
    ticking = true;
    try {
      const held = (await election.hold()) !== null;
      if (timer === undefined) return;
      if (held && working === null) begin();
      if (!held && working !== null) await end();
    } catch (error) {
      log.warn({ err: error }, 'It was not found out who sends to the webhooks; it is tried again.');
    } finally {
      ticking = false;
    }
  };

  return {
    start: () => {
      if (targets.length === 0) return;
      timer = setInterval(() => void tick(), TICK_MS);
      timer.unref();
      void tick();
    },
    stop: async () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      await end();
      await election.release();
    },
  };
};
