import { script } from './redis-scripts.ts';
import type { SharedLine } from './shared-line.ts';

/** What an elected instance holds. */
export interface Held {
  /** Rises with every new holder: what an older one still says is refused. */
  readonly fence: number;
  /** Up to where the last holder had come, in milliseconds of the gateways' clock; `null` if nobody ever said. */
  readonly reached: number | null;
}

/** One of several instances at a time does something. */
export interface Lease {
  /** Takes or keeps the lease. `null`: another instance has it. An instance that can't ask Redis, or has none, holds it for itself. */
  hold(): Promise<Held | null>;
  /** Says how far this holder has come. */
  reach(fence: number, moment: number): Promise<void>;
  /** Lets another take it at once. */
  release(): Promise<void>;
}

/** Whoever dies is followed by another after this. */
const LEASE_MS = 3_000;
const REMEMBER_MS = 7 * 86_400_000;

/** KEYS: prefix. ARGV: lease's name, holder, ms. Answers with the fence and up to where it was, or nothing. */
const HOLD = script(
  'HOLD',
  `
local key = p .. ':lease:' .. ARGV[1]
local holder = redis.call('GET', key)
if holder and holder ~= ARGV[2] then return nil end
redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
local fence = holder and redis.call('GET', key .. ':fence') or redis.call('INCR', key .. ':fence')
return { tostring(fence), redis.call('GET', key .. ':reached') or '' }`,
);

/** KEYS: prefix. ARGV: lease's name, fence, moment, ms for which it is remembered. */
const REACH = script(
  'REACH',
  `
local key = p .. ':lease:' .. ARGV[1]
if redis.call('GET', key .. ':fence') ~= ARGV[2] then return 0 end
redis.call('SET', key .. ':reached', ARGV[3], 'PX', ARGV[4])
return 1`,
);

/** KEYS: prefix. ARGV: lease's name, holder. */
const RELEASE = script(
  'RELEASE',
  `
local key = p .. ':lease:' .. ARGV[1]
if redis.call('GET', key) == ARGV[2] then redis.call('DEL', key) end
return 1`,
);

export const createLease = (line: SharedLine | null, what: string): Lease => {
  /** Where this instance has come by itself, while there is nobody to say it to. */
  let mine: number | null = null;
  return {
    async hold() {
      if (line === null) return { fence: 0, reached: mine };
      const said = await line.asker.ask(HOLD, [what, line.name, LEASE_MS]);
      if (said === undefined) return { fence: 0, reached: mine };
      if (!Array.isArray(said)) return null;
      const [fence, reached] = said.map(String);
      return { fence: Number(fence), reached: reached === '' ? mine : Number(reached) };
    },
    async reach(fence, moment) {
      mine = moment;
      if (line !== null && fence > 0) await line.asker.ask(REACH, [what, String(fence), moment, REMEMBER_MS]);
    },
    async release() {
      await line?.asker.ask(RELEASE, [what, line.name]);
    },
  };
};
