import { createHash } from 'node:crypto';
import type { RedisClient } from './redis-client.ts';

/**
 * What Redis does in one step. All keys have one hash tag, so that a cluster keeps them together. `P` is the prefix.
 * - `P:n`: the sequence: `n` its last number, `f` the one with which it began. Numbers are microseconds of Redis's clock and always rising, so that it goes on after a
 *   flush; whatever began under a number before `f` was begun when Redis had another memory.
 * - `P:t:TAG`: the number under which a tag was last purged, or first seen. Lasts longer than any entry. Where it is missing, evicted or flushed, nothing with this tag is valid.
 * - `P:e:KEY`: an entry: `n` its number, `s` when it was read in milliseconds of Redis's clock, `u` until when, `t` its tags, `v` its value.
 * - `P:l:KEY`: somebody is filling the key.
 */
export interface Script {
  /** For people. */
  readonly name: string;
  readonly text: string;
  readonly sha: string;
}

const SEQUENCE = `
local p = KEYS[1]
local time = redis.call('TIME')
local micros = tonumber(time[1]) * 1000000 + tonumber(time[2])
local function sequence()
  local s = redis.pcall('HMGET', p .. ':n', 'n', 'f')
  local n, f = tonumber(not s.err and s[1] or nil), tonumber(not s.err and s[2] or nil)
  if n and f then return n, f end
  local said = string.format('%.0f', micros)
  redis.call('DEL', p .. ':n')
  local begun = redis.pcall('HSET', p .. ':n', 'n', said, 'f', said)
  if type(begun) == 'number' then return micros, micros end
  if not string.find(begun.err, 'OOM') then error(begun.err) end
  return 0, micros
end
local function numbered(key)
  local value = redis.pcall('GET', key)
  return type(value) == 'string' and tonumber(value) or nil
end
local seen = {}
local function marked(tags)
  local marks, numbers, unseen = {}, {}, {}
  for tag in string.gmatch(tags, '[^\\n]+') do
    local mark = p .. ':t:' .. tag
    marks[#marks + 1] = mark
    if seen[mark] == nil then unseen[#unseen + 1] = mark end
  end
  for from = 1, #unseen, 1000 do
    local values = redis.call('MGET', unpack(unseen, from, math.min(from + 999, #unseen)))
    for u, value in ipairs(values) do seen[unseen[from + u - 1]] = tonumber(value or nil) or false end
  end
  for m, mark in ipairs(marks) do numbers[m] = seen[mark] end
  return marks, numbers
end
`;

/** Lua for one step, with what all of them begin with. */
export const script = (name: string, text: string): Script => {
  const whole = SEQUENCE + text;
  return { name, text: whole, sha: createHash('sha1').update(whole).digest('hex') };
};

/**
 * The sequence's last number, then for each key of each question its entry (number, age in milliseconds, tags, value, until), or who fills it: `1` the asker, `0` somebody else.
 * What is older than its question would take counts as missing. KEYS: prefix. ARGV: lease ms, then of each question: greatest age ms, number of keys, keys. When memory is full there are
 * no leases, and everybody fills.
 */
export const READ = script(
  'READ',
  `
local out = { string.format('%.0f', (sequence())) }
local function read(name, most)
  local key = p .. ':e:' .. name
  local e = redis.pcall('HMGET', key, 'n', 's', 't', 'v', 'u')
  if e.err then redis.call('DEL', key) e = {} end
  local n, s = tonumber(e[1] or nil), tonumber(e[2] or nil)
  local valid = n and s and e[3] and e[4] and true
  if valid then
    local age = micros / 1000 - s
    e[2] = string.format('%.0f', math.max(age, 0))
    valid = age <= most and age > -1000
  end
  if valid then
    local _, numbers = marked(e[3])
    for _, purged in ipairs(numbers) do
      if not purged or purged > n then valid = false break end
    end
  end
  if valid then return e end
  return redis.pcall('SET', p .. ':l:' .. name, '1', 'NX', 'PX', ARGV[1]) and 1 or 0
end
local i = 2
while i < #ARGV do
  local most, last = tonumber(ARGV[i]), i + 1 + tonumber(ARGV[i + 1])
  for k = i + 2, last do out[#out + 1] = read(ARGV[k], most) end
  i = last + 1
end
return out`,
);

/**
 * Keeps entries, each unless one of its tags was purged since the reading began, a later one is there, or Redis has lost its memory meanwhile. Answers with how many.
 * KEYS: prefix. ARGV: how many times as long as an entry its tags last, then of each: its number, age ms, life ms and until with spaces between, key, tags, value. A tag that several of them have is looked up once.
 */
export const FILL = script(
  'FILL',
  `
local _, first = sequence()
local kept = 0
local leases, lasting = {}, {}
for i = 2, #ARGV, 4 do leases[#leases + 1] = p .. ':l:' .. ARGV[i + 1] end
redis.call('DEL', unpack(leases))
for i = 2, #ARGV, 4 do
  local said, age, life, till = string.match(ARGV[i], '^(%d+) (%d+) (%d+) (.*)$')
  local number = tonumber(said)
  local key = p .. ':e:' .. ARGV[i + 1]
  local valid = number >= first
  local marks, numbers = {}, {}
  if valid then marks, numbers = marked(ARGV[i + 2]) end
  for _, purged in ipairs(numbers) do
    if purged and purged > number then valid = false break end
  end
  local present = valid and redis.pcall('HGET', key, 'n')
  if present and type(present) == 'table' then redis.call('DEL', key)
  elseif (tonumber(present or nil) or 0) > number then valid = false end
  if valid then
    life = tonumber(life)
    for m, mark in ipairs(marks) do
      if not numbers[m] then
        redis.call('SET', mark, said, 'PX', life * ARGV[1])
        seen[mark] = number
        lasting[mark] = life * ARGV[1]
      end
      lasting[mark] = lasting[mark] or redis.call('PTTL', mark)
      if lasting[mark] < life * 2 then
        redis.call('PEXPIRE', mark, life * ARGV[1])
        lasting[mark] = life * ARGV[1]
      end
    end
    local s = string.format('%.0f', micros / 1000 - tonumber(age))
    redis.call('HSET', key, 'n', said, 's', s, 't', ARGV[i + 2], 'v', ARGV[i + 3], 'u', till)
    redis.call('PEXPIRE', key, life)
    kept = kept + 1
  end
end
return kept`,
);

/** Gives up the filling of keys. KEYS: prefix. ARGV: keys. */
export const RELEASE = script(
  'RELEASE',
  `
for i = 1, #ARGV do redis.call('DEL', p .. ':l:' .. ARGV[i]) end
return 1`,
);

/**
 * Takes the next number, writes it to each tag and tells everybody. When memory is full nothing can be written, and what is needed to believe an entry is taken away instead: its
 * tags' numbers and the sequence. KEYS: prefix. ARGV: who purges, least number, tag life ms, tags. Answers with the number.
 */
const TELL = `
local last, first = sequence()
local number = math.max(micros, last + 1, tonumber(ARGV[2]))
local said = string.format('%.0f', number)
local full = false
local function write(...)
  local done = redis.pcall(...)
  if type(done) ~= 'table' or not done.err then return true end
  if not string.find(done.err, 'OOM') then error(done.err) end
  full = true
  return false
end
local tags = {}
for i = 4, #ARGV do
  if not write('SET', p .. ':t:' .. ARGV[i], said, 'PX', ARGV[3]) then redis.call('DEL', p .. ':t:' .. ARGV[i]) end
  tags[#tags + 1] = ARGV[i]
end
write('HSET', p .. ':n', 'n', said, 'f', string.format('%.0f', first))
if full then redis.call('DEL', p .. ':n') end
local heard = redis.call('PUBLISH', p .. ':purges', cjson.encode({ by = ARGV[1], number = said, last = string.format('%.0f', last), tags = tags }))
`;
export const PURGE = script(
  'PURGE',
  `${TELL}
return said`,
);

/** The same from outside any gateway. Answers with how many listen. */
export const ANNOUNCE = script(
  'ANNOUNCE',
  `${TELL}
return heard`,
);

/**
 * Says the sequence's last number on a channel of the asker's own, behind every purge that was told so far. Takes away a key that isn't there: a Redis that takes no writes, because it became a replica
 * or its disk fails, can be told of no purge either, and says so here. One that is merely full takes it. KEYS: prefix. ARGV: channel.
 */
export const BEAT = script(
  'BEAT',
  `
redis.call('DEL', p .. ':beat')
redis.call('PUBLISH', ARGV[1], string.format('%.0f', (sequence())))
return 1`,
);

/** Runs a script by its digest, and sends its text only to a Redis that doesn't have it yet. */
export const run = async (
  redis: RedisClient,
  { text, sha }: Script,
  prefix: string,
  args: readonly (string | number | Buffer)[],
): Promise<unknown> => {
  const rest = [1, prefix, ...args];
  try {
    return await redis.callBuffer('EVALSHA', [sha, ...rest]);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return await redis.callBuffer('EVAL', [text, ...rest]);
  }
};
