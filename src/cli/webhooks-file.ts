import { readFile } from 'node:fs/promises';
import type { Environment } from '../config.ts';
import { whyUnreadable } from '../content/file-trouble.ts';
import { readWebhooks, type WebhookTarget } from '../live/webhook-config.ts';
import { Stop } from './told.ts';

/** The targets in the file that the environment names, with this process's environment for its `${NAME}`s. */
export const webhooksOf = async ({
  DATELINE_WEBHOOKS: path,
}: Environment): Promise<readonly WebhookTarget[]> => {
  if (path === undefined) return [];
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Stop(whyUnreadable('webhooks file', path, 'DATELINE_WEBHOOKS', cause), { cause });
  });
  return readWebhooks(text, process.env);
};
