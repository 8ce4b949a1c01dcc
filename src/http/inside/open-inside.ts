import type { IncomingHttpHeaders } from 'node:http';
import { isStaff, type Viewer } from '../../content/viewer.ts';
import type { Watching } from '../../observe/watching.ts';
import { Inside, type InsideOptions } from './inside.ts';

/** What asks for it, with the value `1`. */
export const INSIDE_HEADER = 'x-dateline-debug';

/** Who may look inside. It tells of stories that the viewer may not see, too. */
export type Looker = 'anyone' | 'staff' | 'admin';

export interface InsideSettings extends Omit<InsideOptions, 'requestId'> {
  readonly looker: Looker;
  readonly watching: Watching;
}

const MAY: Readonly<Record<Looker, (viewer: Viewer) => boolean>> = {
  anyone: () => true,
  staff: isStaff,
  admin: ({ roles }) => roles.includes('ADMIN'),
};

/** Begins to watch a request whose sender asks for it and may; `null` for all others, who pay nothing. */
export const openInside = (
  settings: InsideSettings | undefined,
  headers: IncomingHttpHeaders,
  viewer: Viewer,
  requestId: string,
): Inside | null => {
  if (settings === undefined || headers[INSIDE_HEADER] !== '1' || !MAY[settings.looker](viewer)) return null;
  const { clock, freshMs } = settings;
  return new Inside({ clock, freshMs, requestId });
};
