import { script } from './redis-scripts.ts';

/**
 * Reads of stories in Redis, one sorted set a window: `P:hot:WINDOW`, with weights as they were at `P:hot:WINDOW:from`, in milliseconds of Redis's clock. A later read is worth more by
 * e to the time since then over the window's mean, so that nothing has to be touched as time goes by; now and then all weights are brought down together. Bounded in members.
 */
const WEIGHTS = `
local now = micros / 1000
local function weighed(window, mean)
  local key = p .. ':hot:' .. window
  local from = numbered(key .. ':from')
  if not from or redis.call('EXISTS', key) == 0 then
    redis.call('DEL', key)
    redis.call('SET', key .. ':from', string.format('%.0f', now))
    return key, 1
  end
  local weight = math.exp((now - from) / mean)
  if weight > 1e20 then
    redis.call('ZUNIONSTORE', key, 1, key, 'WEIGHTS', string.format('%.17g', 1 / weight))
    redis.call('ZREMRANGEBYSCORE', key, '-inf', '(0.000001')
    redis.call('SET', key .. ':from', string.format('%.0f', now))
    return key, 1
  end
  return key, weight
end
`;

/** KEYS: prefix. ARGV: most members, number of windows, then of each its name and mean ms, then of each story its id and count. */
export const COUNT_READS = script(
  'COUNT_READS',
  `${WEIGHTS}
local windows = tonumber(ARGV[2])
for w = 0, windows - 1 do
  local mean = tonumber(ARGV[4 + w * 2])
  local key, weight = weighed(ARGV[3 + w * 2], mean)
  for i = 3 + windows * 2, #ARGV, 2 do
    redis.call('ZINCRBY', key, string.format('%.17g', weight * tonumber(ARGV[i + 1])), ARGV[i])
  end
  redis.call('ZREMRANGEBYRANK', key, 0, -tonumber(ARGV[1]) - 1)
  redis.call('PEXPIRE', key, mean * 20)
  redis.call('PEXPIRE', key .. ':from', mean * 20)
end
return 1`,
);

/** The greatest with their counts as of now. KEYS: prefix. ARGV: window, mean ms, how many. */
export const HOTTEST = script(
  'HOTTEST',
  `${WEIGHTS}
local key = p .. ':hot:' .. ARGV[1]
local from = numbered(key .. ':from') or now
local share = math.exp((from - now) / tonumber(ARGV[2]))
local found = redis.call('ZREVRANGE', key, 0, tonumber(ARGV[3]) - 1, 'WITHSCORES')
for i = 2, #found, 2 do found[i] = string.format('%.6g', tonumber(found[i]) * share) end
return found`,
);
