import type { Document } from 'bson';
import type { Cursors } from './cursors.ts';
import type { Database } from './database.ts';

export interface CommandContext {
  readonly command: Document;
  /** The database that the command is for. */
  readonly db: string;
  readonly database: Database;
  readonly server: { readonly cursors: Cursors };
}

/** A command's reply, as bytes. Throws a `CommandError` to refuse. */
export type Command = (context: CommandContext) => Uint8Array | Promise<Uint8Array>;
export type CommandTable = Readonly<Record<string, Command>>;
