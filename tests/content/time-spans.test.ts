import { describe, expect, it } from '@jest/globals';
import { later, spansBetween, startOf } from '../../src/content/time-spans.ts';

const at = (text: string): Date => new Date(text);

describe('spans of time', () => {
  it.each([
    ['DAY', '2026-03-29T23:59:59.999Z', '2026-03-29T00:00:00.000Z'],
    ['WEEK', '2026-03-29T12:00:00Z', '2026-03-23T00:00:00.000Z'],
    ['WEEK', '2026-03-30T00:00:00Z', '2026-03-30T00:00:00.000Z'],
    ['WEEK', '1969-12-31T12:00:00Z', '1969-12-29T00:00:00.000Z'],
    ['WEEK', '1969-12-28T12:00:00Z', '1969-12-22T00:00:00.000Z'],
    ['MONTH', '2026-03-29T12:00:00Z', '2026-03-01T00:00:00.000Z'],
  ] as const)('%s of %s begins at %s', (unit, moment, expected) => {
    expect(startOf(unit, at(moment)).toISOString()).toBe(expected);
  });

  it('of months end where the next begins, whatever their length', () => {
    expect(later('MONTH', at('2026-01-01T00:00:00Z'), -11).toISOString()).toBe('2025-02-01T00:00:00.000Z');
    const spans = spansBetween('MONTH', at('2025-12-31T00:00:00Z'), at('2026-03-01T00:00:00Z'), 10);
    expect(spans.map(({ from }) => from.toISOString().slice(0, 7))).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
  });

  it('are refused where there are none or too many', () => {
    expect(() => spansBetween('DAY', at('2026-01-02'), at('2026-01-02'), 10)).toThrow('before');
    expect(() => spansBetween('DAY', at('2026-01-01'), at('2026-01-12'), 10)).toThrow('more than 10');
    expect(spansBetween('DAY', at('2026-01-01'), at('2026-01-11'), 10)).toHaveLength(10);
  });
});
