import type { Document } from 'bson';
import { CommandError } from './command-error.ts';

/** A place in the history of changes: after the change at this position, or, `invalidated`, after the end that it meant for the stream. */
export interface Place {
  readonly era: string;
  readonly position: number;
  readonly invalidated: boolean;
}

const POSITION_DIGITS = 12;
const TOKEN = /^([0-9A-F]{16})([0-9A-F]{12})(00|01)$/;

/** As MongoDB's: one text of hexadecimal digits, whose order is that of the places. */
export const tokenOf = ({ era, position, invalidated }: Place): Document => ({
  _data: `${era}${position.toString(16).toUpperCase().padStart(POSITION_DIGITS, '0')}${invalidated ? '01' : '00'}`,
});

/** Reads a token back. Throws what MongoDB throws for what is none. */
export const placeOf = (token: unknown, option: string): Place => {
  if (typeof token !== 'object' || token === null)
    throw new CommandError(
      'TypeMismatch',
      `BSON field '$changeStream.${option}' is the wrong type '${typeof token}', expected type 'object'`,
    );
  const { _data: data } = token as Document;
  if (typeof data !== 'string')
    throw new CommandError('Location40647', 'Bad resume token: _data of missing or of wrong type');
  if (!/^([0-9A-Fa-f]{2})+$/.test(data))
    throw new CommandError('FailedToParse', 'resume token string was not a valid hex string');
  const [, era, position, ending] = TOKEN.exec(data) ?? [];
  if (era === undefined || position === undefined)
    throw new CommandError('InvalidResumeToken', 'the resume token is none of this database');
  return { era, position: Number.parseInt(position, 16), invalidated: ending === '01' };
};
