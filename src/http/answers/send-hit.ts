import type { Tier } from '../../cache/cache.ts';
import { answerType, JSON_TYPE } from '../../graphql/answer-status.ts';
import type { Exchange } from '../exchange.ts';
import { send } from '../send.ts';
import { NOT_KEPT, PRIVATE } from './answer-life.ts';
import { extendBody, STALE_HEADERS } from './extend-body.ts';
import type { Hit } from './kept-answers.ts';

/** What a kept answer says of where it was, after RFC 9211. */
const CACHE_STATUS = {
  MEMORY: 'dateline; hit',
  REDIS: 'dateline; hit; detail=redis',
  FILL: 'dateline; fwd=miss; stored',
} as const satisfies Record<Tier, string>;

/** Sends a kept answer: as it stands, or marked where MongoDB could not confirm it. With `extensions` of its own it is this request's alone. */
export const sendHit = async (
  exchange: Exchange,
  { ready, ageSeconds, tier, stale }: Hit,
  extensions: Readonly<Record<string, unknown>> | null = null,
): Promise<void> => {
  const { headers, method, requestId, response } = exchange;
  const type = answerType(headers.accept) ?? JSON_TYPE;
  if (stale || extensions !== null) {
    const { status, headers: own, body } = ready.answer;
    const more = [
      ['content-type', `${type}; charset=utf-8`],
      ['age', String(ageSeconds)],
      // For the signed-in it says so already.
      ['cache-control', ready.cacheControl === PRIVATE ? PRIVATE : NOT_KEPT],
      ['vary', 'Authorization'],
      ['cache-status', stale ? 'dateline; hit; detail=stale' : CACHE_STATUS[tier]],
    ] as const;
    await send(exchange, {
      status,
      headers: [...own, ...(stale ? STALE_HEADERS : []), ...more],
      body: extendBody(body.toString(), { ...(stale && { stale }), ...extensions }),
    });
    return;
  }
  const encoding = ready.encodingFor(headers['accept-encoding']?.toString());
  if (encoding !== 'identity' && !ready.has(encoding)) await ready.make(encoding);
  if (response.headersSent || response.destroyed) return;
  const ifNoneMatch = method === 'POST' ? undefined : headers['if-none-match'];
  ready.send(response, {
    type,
    encoding,
    ageSeconds,
    requestId,
    status: CACHE_STATUS[tier],
    ifNoneMatch,
    forCaches: method !== 'POST',
    more: null,
  });
};
