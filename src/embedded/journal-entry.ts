import type { Document } from 'bson';
import {
  type Bytes,
  decodeFields,
  documentOf,
  EMBEDDED_DOCUMENT,
  element,
  elementsOf,
  encode,
} from './bson-bytes.ts';
import type { ChangeHistory } from './change-history.ts';
import type { IndexSpec } from './ordered-index.ts';
import type { TextIndexSpec } from './text-index.ts';

/** What is kept of a change beside the change itself once somebody has watched: a `ChangeNote` as JSON. */
export type Noted = { readonly change?: string };

/** An entry of the journal: one thing that happened. */
export type Entry =
  | ({ readonly op: 'put'; readonly ns: string; readonly doc: Document } & Noted)
  | ({ readonly op: 'delete'; readonly ns: string; readonly id: unknown } & Noted)
  | { readonly op: 'create'; readonly ns: string; readonly validator: Document | null }
  | ({ readonly op: 'drop'; readonly ns: string } & Noted)
  | ({ readonly op: 'dropDatabase'; readonly ns: string } & Noted)
  /** From here on changes are kept for those who watch, until `unwatched`. */
  | { readonly op: 'watched'; readonly ns: ''; readonly era: string; readonly position: number }
  | { readonly op: 'unwatched'; readonly ns: '' }
  | { readonly op: 'index'; readonly ns: string; readonly spec: IndexSpec | TextIndexSpec }
  | { readonly op: 'dropIndex'; readonly ns: string; readonly name: string };

export const putEntry = (ns: string, bytes: Bytes, noted: Noted = {}): Buffer =>
  documentOf([elementsOf(encode({ op: 'put', ns, ...noted })), element(EMBEDDED_DOCUMENT, 'doc', bytes)]);

/** What stands between the length of such an entry and its document, where nothing was noted: the same in all of a collection. */
export const headOfPut = (ns: string): Buffer =>
  Buffer.concat([elementsOf(encode({ op: 'put', ns })), Buffer.from('\x03doc\0', 'latin1')]);

export const watchedEntry = ({ era, last }: Pick<ChangeHistory, 'era' | 'last'>): Entry => ({
  op: 'watched',
  ns: '',
  era: era ?? '',
  position: last,
});

const HEAD_FIELDS: ReadonlySet<string> = new Set(['op', 'ns', 'change']);

/** The document of a `put`: the entry's last field, whose bytes end just before the entry's own end. */
export const putDocument = (entry: Buffer): Bytes => {
  const marker = entry.indexOf('\x03doc\0', 4, 'latin1');
  return entry.subarray(marker + 5, entry.byteLength - 1);
};

/** What happened to what, without reading the rest of it. */
export const headOfEntry = (entry: Bytes): Pick<Entry, 'op' | 'ns'> & Noted =>
  decodeFields(entry, HEAD_FIELDS) as Pick<Entry, 'op' | 'ns'> & Noted;
