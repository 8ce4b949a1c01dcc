import type { Loaded } from '../src/content/loaded.ts';

/** Where a page stands in its list. What lies beyond it may have to be looked up, and is when it is asked for. */
export interface PageEnds {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNext: () => Loaded<boolean>;
  readonly hasPrevious: () => Loaded<boolean>;
}

/** The ends of a page whose cursors are these, in order. */
export const pageEnds = (
  cursors: readonly string[],
  beyond: Pick<PageEnds, 'hasNext' | 'hasPrevious'>,
): PageEnds => ({ ...beyond, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null });

/** The same where it is known already what lies beyond the page. */
export const knownEnds = (
  cursors: readonly string[],
  { hasNext, hasPrevious }: { readonly hasNext: boolean; readonly hasPrevious: boolean },
): PageEnds => pageEnds(cursors, { hasNext: () => hasNext, hasPrevious: () => hasPrevious });
