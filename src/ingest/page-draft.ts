import type { AccessLevel, BlockRecord, ContributionRole, ImageRecord } from '../content/records.ts';

type WithoutId<B> = B extends BlockRecord ? Omit<B, 'id'> : never;

/** A block as a page gives it: posts by their canonical address, and without ids. */
export type BlockDraft =
  | WithoutId<Exclude<BlockRecord, { type: 'SocialEmbed' | 'LiveEntry' }>>
  | { readonly type: 'SocialEmbed'; readonly url: string };

export interface AuthorDraft {
  readonly name: string;
  readonly title: string | null;
  readonly bio: string | null;
  readonly role: ContributionRole;
}

/** What a reader made of one page, before anything is looked up. The three readers of this room all give this. */
export interface PageDraft {
  /** The source's own id for the story, or its canonical address: the same key is the same story. `null` where the page gives neither. */
  readonly key: string | null;
  readonly url: string | null;
  readonly sourceName: string | null;
  readonly headline: string;
  readonly kicker: string | null;
  readonly standfirst: string | null;
  /** As the page says it; `null` leaves it to the words. */
  readonly locale: string | null;
  readonly authors: readonly AuthorDraft[];
  /** The line as printed, if the page prints one; else it is made from the authors' names. */
  readonly byline: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly leadImage: ImageRecord | null;
  readonly access: AccessLevel;
  readonly previewBlockCount: number | null;
  readonly publishedAt: Date | null;
  readonly modifiedAt: Date | null;
  readonly blocks: readonly BlockDraft[];
  readonly notes: PageNotes;
}

/** What a person should know of the reading. */
export interface PageNotes {
  /** Lines or elements of the page that are no part of the story, shortened. */
  readonly dropped: readonly string[];
  /** What may belong to the story and has no place in it. */
  readonly unplaced: readonly string[];
}

/** A page that can't be read, with the line where it fails if there is one. The message says what to do. */
export class UnreadablePage extends Error {
  override readonly name = 'UnreadablePage';
  readonly code: 'EMPTY' | 'BINARY' | 'TOO_LARGE' | 'TOO_DEEP' | 'NO_HEADLINE' | 'NO_TEXT' | 'NOT_VALID';
  readonly line: number | null;

  constructor(code: UnreadablePage['code'], message: string, line: number | null = 1) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** A line short enough for a report. */
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};
