import crawlers from 'crawler-user-agents';
import { LRUCache } from 'lru-cache';

/** User agents that were judged: there are few of them, and some hundred patterns. */
const MAX_JUDGED = 2_000;
const MAX_LENGTH = 500;

const ROBOT = new RegExp(crawlers.map(({ pattern }) => pattern).join('|'));
const judged = new LRUCache<string, boolean>({ max: MAX_JUDGED });

/** Whether a `User-Agent` is one of the robots that are publicly known. One that says nothing is taken for a reader: many a server asks for its readers that way. */
export const isRobot = (userAgent: string | undefined): boolean => {
  if (userAgent === undefined || userAgent === '') return false;
  const name = userAgent.slice(0, MAX_LENGTH);
  let robot = judged.get(name);
  if (robot === undefined) {
    robot = ROBOT.test(name);
    judged.set(name, robot);
  }
  return robot;
};
