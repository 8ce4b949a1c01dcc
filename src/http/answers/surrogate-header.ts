/** The most bytes of a header of tags. Two of them say the same, and with all others they must stay below the 16 kB that Node's own clients and common proxies take for a head. */
const MAX_BYTES = 7_168;

/** Tags as headers say them. */
export interface SurrogateHeader {
  /** Parted by spaces, as `Surrogate-Key` has them. */
  readonly keys: string;
  /** Whether all of them fit. Where they don't, a purge by tag could miss the answer, and it must not be kept for long. */
  readonly whole: boolean;
}

/** What stands in a tag may come from a client, such as the slug of a story that isn't there: whatever could part or end a header is percent-encoded. */
const headerTag = (tag: string): string =>
  tag.replace(/[^\x21-\x7e]|[,%]/gu, (character) => encodeURIComponent(character.toWellFormed()));

/** The tags that a CDN is told, the shortest first so that most fit. */
export const surrogateHeader = (tags: readonly string[]): SurrogateHeader => {
  const told = [...new Set(tags.map(headerTag))].sort((left, right) => left.length - right.length);
  let bytes = 0;
  const fitting = told.filter((tag) => {
    bytes += tag.length + 1;
    return bytes <= MAX_BYTES;
  });
  return { keys: fitting.join(' '), whole: fitting.length === told.length };
};
