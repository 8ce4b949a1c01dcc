import { getNamedType } from 'graphql';
import { CURSOR_KINDS, type CursorKind, decodeCursor } from '../content/cursor.ts';
import { GatewayError } from '../content/errors.ts';
import { excessOf } from '../content/filter-extent.ts';
import { kindOfId } from '../content/global-id.ts';
import { readWireCursor } from '../content/wire-cursor.ts';
import { isRemoteField } from '../federation/remote-fields.ts';
import type { Step } from './cost-plan.ts';
import { MAX_IDS, type PageBounds } from './list-sizes.ts';
import { shorten } from './shorten.ts';

type ReadCursor = (cursor: string) => unknown;
const of =
  (kind: CursorKind): ReadCursor =>
  (cursor) =>
    decodeCursor(kind, cursor);

/** The cursors that a connection may be asked with. Which of them one field takes may hang on its order: its resolver knows. */
const CURSORS_OF: Readonly<Record<string, readonly ReadCursor[]>> = {
  ArticleConnection: [of('listedAt'), of('updatedAt'), of('place')],
  BlockConnection: [of('block')],
  CorrespondentConnection: [of('name')],
  LiveEntryConnection: [of('entry')],
  SearchConnection: [of('score')],
  TagConnection: [of('slug')],
  RevisionConnection: [of('version')],
  WireConnection: [readWireCursor],
};
const ALL_CURSORS = (Object.keys(CURSOR_KINDS) as CursorKind[]).map(of);

const isCursor = (cursor: string, readers: readonly ReadCursor[]): boolean =>
  readers.some((read) => {
    try {
      read(cursor);
      return true;
    } catch {
      return false;
    }
  });

const quote = (value: string): string => JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);

const wrong = (code: 'BAD_USER_INPUT' | 'BAD_CURSOR', step: Step, name: string, what: string): GatewayError =>
  new GatewayError(code, shorten(`\`${name}\` of ${step.parent}.${step.field.name}: ${what}`), {
    more: { argument: name },
  });

const isIdArgument = (step: Step, name: string): boolean => {
  const argument = step.field.args.find((candidate) => candidate.name === name);
  return argument !== undefined && getNamedType(argument.type).name === 'ID';
};

/** Who says of each id what came of it, strangers too, and has its own bound. */
const JUDGES_IDS: ReadonlySet<string> = new Set(['Mutation.touch']);

/** Ids and cursors that can't be ours, and filters beyond their limits, are refused before anything is read, whether they come as literals or as variables. Those of other services are theirs to judge. */
export const checkArgument = (step: Step, name: string, read: () => unknown): GatewayError | null => {
  if (isRemoteField(step.field)) return null;
  if (name === 'after' || name === 'before') {
    const cursor = read();
    const readers = CURSORS_OF[getNamedType(step.field.type).name] ?? ALL_CURSORS;
    if (typeof cursor !== 'string' || isCursor(cursor, readers)) return null;
    return wrong('BAD_CURSOR', step, name, `${quote(cursor)} is not a cursor.`);
  }
  if (name === 'filter') {
    const excess = excessOf(read());
    return excess === null ? null : wrong('BAD_USER_INPUT', step, name, excess);
  }
  if ((name !== 'id' && name !== 'ids') || !isIdArgument(step, name)) return null;
  if (JUDGES_IDS.has(`${step.parent}.${step.field.name}`)) return null;
  const value = read();
  const ids = Array.isArray(value) ? value : [value];
  if (ids.length > MAX_IDS) return wrong('BAD_USER_INPUT', step, name, `at most ${MAX_IDS} ids are taken.`);
  const stranger = ids.find((id) => typeof id === 'string' && kindOfId(id) === null);
  return stranger === undefined
    ? null
    : wrong('BAD_USER_INPUT', step, name, `${quote(String(stranger))} is not a global id.`);
};

/** `first` and `last` get the same verdict as literals and as variables. */
export const checkSize = (
  step: Step,
  bounds: PageBounds,
  name: string,
  value: number,
): GatewayError | null =>
  value >= 1 && value <= bounds.maximum
    ? null
    : wrong('BAD_USER_INPUT', step, name, `${value} is not between 1 and ${bounds.maximum}.`);
