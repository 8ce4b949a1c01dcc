import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../content/clock.ts';
import { GatewayError } from '../content/errors.ts';
import type { ContentMessage } from '../desk/content-messages.ts';
import { MAX_TOUCHED } from '../desk/touch.ts';
import { signatureProblem, webhookKeys } from '../live/webhook-signature.ts';
import { checkMediaType, decodeJson } from './decode-json.ts';
import { type Exchange, valuesOf } from './exchange.ts';
import { readBody } from './read-body.ts';
import { refuse, send } from './send.ts';

export interface ContentHookOptions {
  readonly secret: string;
  readonly clock: Clock;
  /** Takes the change in; what it answers goes back as JSON. */
  readonly take: (message: ContentMessage) => Promise<unknown>;
}

/** As many ids as may be have a fifth of this. */
const MAX_BYTES = 65_536;

const MESSAGE = z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(MAX_TOUCHED) });

const onlyOne = (exchange: Exchange, name: string): string | undefined => {
  const [value, ...more] = valuesOf(exchange.request, name);
  return more.length > 0 ? undefined : value;
};

/** Answers `POST /hooks/content`: a CMS that wrote to MongoDB itself says what changed. Whatever isn't signed is refused before it is understood. */
export const contentHookHandler = ({
  secret,
  clock,
  take,
}: ContentHookOptions): ((exchange: Exchange) => Promise<void>) => {
  const keys = webhookKeys(secret);
  return async (exchange) => {
    const { method, headers, request } = exchange;
    if (method !== 'POST')
      return await refuse(exchange, new GatewayError('METHOD_NOT_ALLOWED'), { allow: 'POST' });
    checkMediaType(headers['content-type'], headers['content-encoding']);
    const body = exchange.body ?? (await readBody(request, MAX_BYTES));
    if (body.length > MAX_BYTES) throw new GatewayError('PAYLOAD_TOO_LARGE');
    const signed = {
      'webhook-id': onlyOne(exchange, 'webhook-id') ?? '',
      'webhook-timestamp': onlyOne(exchange, 'webhook-timestamp') ?? '',
      'webhook-signature': onlyOne(exchange, 'webhook-signature') ?? '',
    };
    const problem = signatureProblem(keys, signed, body, clock());
    if (problem !== null) throw new GatewayError('SIGNATURE_REFUSED', problem);
    const parsed = MESSAGE.safeParse(decodeJson(body));
    if (!parsed.success)
      throw new GatewayError(
        'BAD_USER_INPUT',
        `The body is \`{ "ids": [...] }\` with from 1 to ${MAX_TOUCHED} ids.`,
      );
    const answer = await take({
      messageId: signed['webhook-id'],
      fingerprint: createHash('sha256').update(body).digest('hex'),
      ids: parsed.data.ids,
    });
    await send(exchange, {
      status: 200,
      headers: [['content-type', 'application/json; charset=utf-8']],
      body: `${JSON.stringify(answer)}\n`,
    });
  };
};
