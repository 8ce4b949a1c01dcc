/** A tag that every entry has: a purge of it ends all of them. */
export const EVERYTHING = 'everything';
