import type { NewsroomEvent } from '../src/content/newsroom-event.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { Loaders } from './loaders.ts';
import type { Rooms } from './rooms.ts';

type Made = Rooms<Loaders>;

/**
 * Loaders for telling subscribers of an event. Thousands are told in one turn of the loop, and to readers of one tier the policy is the same: they read together, so that a story is
 * looked up once for all of them. What was read is not kept beyond that turn, for the next one may find the story changed or gone. Who works here reads alone.
 */
export const readTogether = (): ((event: NewsroomEvent, viewer: Viewer, make: () => Made) => Made) => {
  const shared = new Map<string, Made>();
  return ({ id }, viewer, make) => {
    if (isStaff(viewer)) return make();
    const key = `${id} ${viewer.tier}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const loaders = make();
    if (shared.size === 0) setImmediate(() => shared.clear());
    shared.set(key, loaders);
    return loaders;
  };
};
