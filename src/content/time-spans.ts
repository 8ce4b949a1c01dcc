import { GatewayError } from './errors.ts';

export type SpanUnit = 'DAY' | 'WEEK' | 'MONTH';

export interface Span {
  readonly from: Date;
  /** Excluded. */
  readonly until: Date;
}

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday; a week begins on Monday. */
const TO_MONDAY = 3;

/** The beginning (UTC) of the span that a moment is in. */
export const startOf = (unit: SpanUnit, at: Date): Date => {
  if (unit === 'MONTH') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()));
  const day = Math.floor(at.getTime() / DAY_MS);
  if (unit === 'DAY') return new Date(day * DAY_MS);
  return new Date((day - ((((day + TO_MONDAY) % 7) + 7) % 7)) * DAY_MS);
};

/** The beginning of the span so many later, or earlier. */
export const later = (unit: SpanUnit, start: Date, count: number): Date =>
  unit === 'MONTH'
    ? new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count))
    : new Date(start.getTime() + count * (unit === 'WEEK' ? 7 : 1) * DAY_MS);

/** The spans that cover everything between two moments, in order. Throws BAD_USER_INPUT for none, and for more than `most`. */
export const spansBetween = (unit: SpanUnit, from: Date, to: Date, most: number): Span[] => {
  if (from >= to) throw new GatewayError('BAD_USER_INPUT', '`from` must be before `to`.');
  const spans: Span[] = [];
  for (let start = startOf(unit, from); start < to; ) {
    const until = later(unit, start, 1);
    spans.push({ from: start, until });
    if (spans.length > most)
      throw new GatewayError('BAD_USER_INPUT', `From \`from\` to \`to\` are more than ${most} spans.`);
    start = until;
  }
  return spans;
};
