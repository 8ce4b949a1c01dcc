/** Why a command did nothing, in the words of the schema's enum. These are the editor's to mend; what nobody at a desk can mend is a `GatewayError`. */
export type UserErrorCode =
  | 'NOT_FOUND'
  | 'VERSION_CONFLICT'
  | 'ILLEGAL_STATE'
  | 'REQUIRED'
  | 'INVALID'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TAKEN'
  | 'SELF_REFERENCE'
  | 'KEY_REUSED';

export interface UserError {
  /** From the input down: `['blocks', '3', 'paragraph']`. */
  readonly path: readonly string[];
  readonly code: UserErrorCode;
  readonly message: string;
}

/** Gathers what is wrong with an input, all of it, before anything is refused. */
export class Complaints {
  readonly all: UserError[] = [];

  add(path: readonly (string | number)[], code: UserErrorCode, message: string): void {
    this.all.push({ path: path.map(String), code, message });
  }

  get any(): boolean {
    return this.all.length > 0;
  }
}

export const refused = (path: readonly string[], code: UserErrorCode, message: string): UserError[] => [
  { path, code, message },
];
