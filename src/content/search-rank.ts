/**
 * What found stories are ordered by, falling: whole millionths of `log2(how well the words fit) + years`. Where words are so common that stories are walked by their dates alone, ranks are
 * moments, and negative, so that a cursor tells which way it came.
 */
export const MILLIONTHS = 1_000_000;
export const YEAR_MS = 365 * 24 * 3_600_000;
/** Ranks count years from here; which moment it is changes no order. */
export const RANK_EPOCH = Date.UTC(2000, 0, 1);
const BASE = 10 ** 15;

export const rankOfMoment = (moment: Date): number => moment.getTime() - BASE;
export const momentOfRank = (rank: number): number => rank + BASE;
export const isMoment = (rank: number): boolean => rank < 0;

/** What clients are told of a rank. By dates alone, all stories fit alike. */
export const scoreOf = (rank: number): number =>
  isMoment(rank) ? (momentOfRank(rank) - RANK_EPOCH) / YEAR_MS : rank / MILLIONTHS;
