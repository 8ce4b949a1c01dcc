import type { BylineTokenRecord } from './records.ts';

/** The line as printed. */
export const bylineText = (tokens: readonly BylineTokenRecord[]): string =>
  tokens.map(({ text }) => text).join('');
