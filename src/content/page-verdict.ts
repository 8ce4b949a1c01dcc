/** What a page that shows one thing should answer: the status, and the thing's canonical address where it has one. */
export interface PageVerdict {
  readonly status: 200 | 301 | 401 | 403 | 404 | 410;
  readonly location: string | null;
}

export const NOT_FOUND: PageVerdict = { status: 404, location: null };
export const GONE: PageVerdict = { status: 410, location: null };

/** A thing that is there, at this address; asked for by a former one, a page sends its reader on. */
export const found = (location: string | null, moved = false): PageVerdict => ({
  status: moved ? 301 : 200,
  location,
});
