import type { EventDraft } from '../content/newsroom-event.ts';
import type { CollectionName, RecordOf } from './collections.ts';

/** What is to be made of a record that somebody wrote past the gateway. */
export interface Adopted<C extends CollectionName> {
  /** With what is derived of it, and the version that it gets. */
  readonly record: RecordOf<C>;
  /** The fields that are derived. */
  readonly derived: readonly (keyof RecordOf<C>)[];
  /** What is told of it; its tags are purged. */
  readonly event: Pick<EventDraft, 'kind' | 'tags' | 'visibleFrom'>;
  /** Whether it is what was told of last: then only caches are purged, and nothing is written. */
  readonly known: boolean;
}
