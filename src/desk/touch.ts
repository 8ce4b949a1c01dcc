import { GatewayError } from '../content/errors.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Taken, takeIn } from './take-in.ts';

/** What came of one id. */
export type Touched = Pick<Taken, 'id' | 'outcome' | 'version'>;

export interface TouchAnswer {
  readonly touched: readonly Touched[];
  /** Whether every instance has been told. */
  readonly announced: boolean;
}

/** The most ids at once. */
export const MAX_TOUCHED = 500;
/** How many are read and written side by side. */
const ABREAST = 10;

/** Takes in what somebody says was written to MongoDB past the gateway: see `takeIn()`. */
export const touch = async (
  parts: DeskParts,
  ids: readonly string[],
  actor: string,
): Promise<TouchAnswer> => {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > MAX_TOUCHED)
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`ids\` has ${wanted.length} ids, and must have from 1 to ${MAX_TOUCHED}.`,
    );
  const taken: Taken[] = [];
  for (let start = 0; start < wanted.length; start += ABREAST)
    taken.push(
      ...(await Promise.all(
        wanted.slice(start, start + ABREAST).map((id) => takeIn(parts, id, { actor, onlyOthers: false })),
      )),
    );
  parts.onCommand();
  return {
    touched: taken.map(({ id, outcome, version }) => ({ id, outcome, version })),
    announced: taken.every(({ announced }) => announced),
  };
};
