import type { WirePage, WireRow } from '../src/content/merge-wire.ts';
import type { WireOutcome, WireSourceName } from '../src/content/wire.ts';

/** A newsroom and what came of asking it. */
export interface WireSourceView {
  readonly newsroom: WireSourceName;
  readonly state: WireOutcome['state'];
}

/** A page of the wire, with whom it was asked of. */
export interface WireView {
  /** What its cursors are sealed with. */
  readonly key: Buffer;
  readonly page: WirePage;
  readonly sources: readonly WireSourceView[];
  /** Whether it follows a cursor. */
  readonly follows: boolean;
}

/** A story of the wire with what its cursor is sealed with. */
export interface WireEdgeView extends WireRow {
  readonly key: Buffer;
}
