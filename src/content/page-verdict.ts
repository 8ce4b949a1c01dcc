/** What a page that shows one thing should answer: the status, and the thing's canonical address where it has one. */
export interface PageVerdict {
  readonly status: 200 | 301 | 401 | 403 | 404 | 410;
  readonly location: string | null;
  /** Of what was taken back: when, and why in words for those who come to its address. */
  readonly retraction?: { readonly at: string; readonly note: string };
}

export const NOT_FOUND: PageVerdict = { status: 404, location: null };

/** A story that was taken back, with what its editors say of that if they do. */
export const gone = (retraction: { readonly at: Date; readonly note: string } | null): PageVerdict => ({
  status: 410,
  location: null,
  ...(retraction !== null && {
    retraction: { at: retraction.at.toISOString(), note: retraction.note },
  }),
});

/** A thing that is there, at this address; asked for by a former one, a page sends its reader on. */
export const found = (location: string | null, moved = false): PageVerdict => ({
  status: moved ? 301 : 200,
  location,
});
