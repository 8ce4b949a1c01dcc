import { createHash } from 'node:crypto';
import type { RedisClient } from './redis-client.ts';

/**
 * What Redis does in one step. All keys have one hash tag, so that a cluster keeps them together. `P` is the prefix.
 * - `P:n`: the sequence's last number, in microseconds of Redis's clock and always rising, so that it goes on after a flush.
 * - `P:t:TAG`: the number under which a tag was last purged. Lasts longer than any entry.
 * - `P:e:KEY`: an entry: `n` its number, `s` when it was stored, `u` until when, `t` its tags, `v` its value.
 * - `P:l:KEY`: who is filling the key.
 */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') });

/** For each key its entry, or who fills it: `1` the asker, `0` somebody else. Before all that, the sequence's last number. ARGV: prefix, lease ms, keys. */
export const READ = script(`
local p = ARGV[1]
local out = { redis.call('GET', p .. ':n') or '0' }
for i = 3, #ARGV do
  local e = redis.pcall('HMGET', p .. ':e:' .. ARGV[i], 'n', 's', 't', 'v', 'u')
  if e.err then redis.call('DEL', p .. ':e:' .. ARGV[i]) e = {} end
  local valid = e[1] and e[2] and e[3] and e[4]
  if valid then
    for tag in string.gmatch(e[3], '[^\\n]+') do
      local purged = redis.call('GET', p .. ':t:' .. tag)
      if purged and tonumber(purged) > tonumber(e[1]) then valid = false break end
    end
  end
  if valid then out[#out + 1] = e
  elseif redis.call('SET', p .. ':l:' .. ARGV[i], '1', 'NX', 'PX', ARGV[2]) then out[#out + 1] = 1
  else out[#out + 1] = 0 end
end
return out`);

/** Keeps an entry unless one of its tags was purged since it was begun, or a later one is there. ARGV: prefix, key, number, stored at, tags, value, life ms, until. */
export const FILL = script(`
local p, key, number = ARGV[1], ARGV[2], tonumber(ARGV[3])
redis.call('DEL', p .. ':l:' .. key)
for tag in string.gmatch(ARGV[5], '[^\\n]+') do
  local purged = redis.call('GET', p .. ':t:' .. tag)
  if purged and tonumber(purged) > number then return 0 end
end
local e = p .. ':e:' .. key
local present = redis.call('HGET', e, 'n')
if present and tonumber(present) > number then return 0 end
redis.call('HSET', e, 'n', ARGV[3], 's', ARGV[4], 't', ARGV[5], 'v', ARGV[6], 'u', ARGV[8])
redis.call('PEXPIRE', e, ARGV[7])
return 1`);

/** Gives up the filling of keys. ARGV: prefix, keys. */
export const RELEASE = script(`
for i = 2, #ARGV do redis.call('DEL', ARGV[1] .. ':l:' .. ARGV[i]) end
return 1`);

/** Takes the next number, writes it to each tag and tells everybody. ARGV: prefix, least number, tag life ms, tags. Answers with the number. */
export const PURGE = script(`
local p = ARGV[1]
local now = redis.call('TIME')
local last = tonumber(redis.call('GET', p .. ':n') or '0')
local number = math.max(tonumber(now[1]) * 1000000 + tonumber(now[2]), last + 1, tonumber(ARGV[2]))
local said = string.format('%.0f', number)
redis.call('SET', p .. ':n', said)
local tags = {}
for i = 4, #ARGV do
  redis.call('SET', p .. ':t:' .. ARGV[i], said, 'PX', ARGV[3])
  tags[#tags + 1] = ARGV[i]
end
redis.call('PUBLISH', p .. ':purges', cjson.encode({ number = said, last = string.format('%.0f', last), tags = tags }))
return said`);

/** Runs a script by its digest, and sends its text only to a Redis that doesn't have it yet. */
export const run = async (
  redis: RedisClient,
  { text, sha }: Script,
  prefix: string,
  args: readonly (string | number | Buffer)[],
): Promise<unknown> => {
  const rest = [1, `${prefix}:n`, prefix, ...args];
  try {
    return await redis.callBuffer('EVALSHA', [sha, ...rest]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return await redis.callBuffer('EVAL', [text, ...rest]);
  }
};
