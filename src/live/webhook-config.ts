import { z } from 'zod';
import { EVENT_KINDS } from '../content/newsroom-event.ts';
import { fillIn, readSettings } from '../content/settings-text.ts';

const target = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Where events are sent, by POST.'),
  secret: z
    .string()
    .min(1)
    .describe(
      'What they are signed with, at least 24 characters. `${NAME}` stands for an environment variable. Two with a space between them sign twice, while one is being changed for the other.',
    ),
  events: z
    .array(z.enum(EVENT_KINDS))
    .min(1)
    .optional()
    .describe('The kinds of event to send. Without it: all that readers may know of.'),
  desk: z
    .boolean()
    .default(false)
    .describe('Whether to send what only the desk may know of, too: drafts, schedules, who wrote.'),
  allowPrivate: z
    .boolean()
    .default(false)
    .describe('Whether the target may be in a private network, or on this machine.'),
  timeoutMs: z.int().min(50).max(60_000).default(5_000).describe('The longest that one try may take.'),
  retryMs: z
    .int()
    .min(10)
    .max(3_600_000)
    .default(1_000)
    .describe('The pause before the second try; it doubles from try to try.'),
  maxRetryMs: z.int().min(10).max(86_400_000).default(300_000).describe('The longest pause.'),
  giveUpHours: z
    .number()
    .positive()
    .max(720)
    .default(72)
    .describe(
      'After how many hours an event that was not taken is given up, and listed by `dateline hooks`.',
    ),
});

const file = z.strictObject({
  webhooks: z.record(
    z.string().regex(/^[A-Za-z][\w-]{0,60}$/, 'must be a name of letters, digits, `_` and `-`'),
    target,
  ),
});

/** The settings of one target, described: docs/webhooks.md is tested against it. */
export const WEBHOOK_SETTINGS = target.shape;

/** Where events go, as the newsroom's file describes it. */
export interface WebhookTarget extends z.output<typeof target> {
  readonly name: string;
}

/** A file of webhooks that can't be used. The message says what is wrong and where, and no secret. */
export class WebhookFileError extends Error {
  override readonly name = 'WebhookFileError';
}

const MIN_SECRET = 24;

/** Reads the text of a webhooks file (YAML or JSON). */
export const readWebhooks = (
  text: string,
  variables: Readonly<Record<string, string | undefined>> = {},
): readonly WebhookTarget[] =>
  Object.entries(readSettings(text, file, WebhookFileError).webhooks).map(([name, settings]) => {
    const secret = fillIn(settings.secret, variables, WebhookFileError);
    if (
      secret
        .trim()
        .split(/\s+/)
        .some((one) => one.length < MIN_SECRET)
    )
      throw new WebhookFileError(
        `The secret of webhook \`${name}\` is shorter than ${MIN_SECRET} characters.`,
      );
    return { name, ...settings, secret, url: fillIn(settings.url, variables, WebhookFileError) };
  });
