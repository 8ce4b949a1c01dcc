import { type Bytes, decode, encode, idOf } from './bson-bytes.ts';
import type { Change, ChangeHistory, ChangeNote } from './change-history.ts';
import { type Entry, headOfEntry, putDocument, putEntry, watchedEntry } from './journal-entry.ts';

/** Takes what an entry of the journal says of changes back into the history. */
export const takeChange = (history: ChangeHistory, entry: Buffer): void => {
  const { op, ns, change } = headOfEntry(entry);
  if (op === 'watched') {
    const { era, position } = decode(entry) as Extract<Entry, { op: 'watched' }>;
    history.begin(era, position);
  } else if (op === 'unwatched') history.end();
  if (change === undefined) return;
  const document = op === 'put' ? putDocument(entry) : null;
  const id =
    document !== null ? idOf(document) : op === 'delete' ? (decode(entry) as { id: unknown }).id : undefined;
  // A copy of its own: the entry's bytes are the journal's, which reads on into them.
  const kept = document === null ? null : Buffer.from(document);
  history.record({ ns, id, document: kept, ...(JSON.parse(change) as ChangeNote) });
  history.reveal(history.last);
};

/** The entries that would bring a history back. */
export function* entriesOf(history: ChangeHistory): Generator<Bytes> {
  const { era, kept } = history;
  if (era === null) return;
  yield encode(watchedEntry({ era, last: (kept[0]?.position ?? history.last + 1) - 1 }));
  for (const change of kept) yield entryOf(change);
}

const entryOf = ({ ns, id, document, position: _, ...note }: Change): Bytes => {
  const change = JSON.stringify(note satisfies ChangeNote);
  if (document !== null) return putEntry(ns, document, { change });
  if (note.kind === 'drop' || note.kind === 'dropDatabase') return encode({ op: note.kind, ns, change });
  return encode({ op: 'delete', ns, id, change });
};
