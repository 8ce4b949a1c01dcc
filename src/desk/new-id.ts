import { type IdPrefix, idFor, newId } from '../content/global-id.ts';
import type { Viewer } from '../content/viewer.ts';
import { ownKey } from './own-key.ts';

/** The id of what a command makes. The same key of the same giver makes the same thing. */
export const idToMake = (prefix: IdPrefix, viewer: Viewer, key: string | null | undefined): string =>
  key == null ? newId(prefix) : idFor(prefix, `command:${ownKey(viewer, key)}`);
