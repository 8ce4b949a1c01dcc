import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { settle } from '../../src/cache/settle-value.ts';

setFlagsFromString('--allow-natives-syntax');
const haveSameShape = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (
  one: unknown,
  other: unknown,
) => boolean;
// V8 reads what a function does when it is first called.
haveSameShape({}, {});
setFlagsFromString('--no-allow-natives-syntax');

const NAMES = Array.from({ length: 35 }, (_, at) => `name${String.fromCharCode(97 + (at % 26))}${at}`);

/** Name by name, as the driver does it. */
const written = (n: number): Record<string, unknown> => {
  const story: Record<string, unknown> = {};
  for (const name of NAMES) story[name] = name.length % 2 === 0 ? [`${n}`] : n;
  return story;
};
/** What is left of a story that came with its text. */
const parted = (n: number): Record<string, unknown> => {
  const { blocks: _, ...head } = { ...written(n), blocks: [] } as Record<string, unknown>;
  return head;
};
const parsed = (n: number): unknown => JSON.parse(JSON.stringify(written(n)));

describe('records that are kept', () => {
  it.each([
    ['written', [written]],
    ['parted', [parted]],
    ['parsed', [parsed]],
    ['in turns', [written, parted, parsed]],
  ])('have one shape in common, however they were made: %s', (_, ways) => {
    const [first, ...others] = Array.from(
      { length: 300 },
      (_, n) => settle(ways[n % ways.length]?.(n)).value,
    );
    expect(first).toEqual(written(0));
    expect(Object.isFrozen(first)).toBe(true);
    expect(others.filter((other) => !haveSameShape(first, other))).toHaveLength(0);
  });
});
