import { ADMIN_COMMANDS } from './admin-commands.ts';
import { CommandError } from './command-error.ts';
import type { Command, CommandTable } from './commands.ts';
import { READ_COMMANDS } from './read-commands.ts';
import { WRITE_COMMANDS } from './write-commands.ts';

/** Every command that is served. docs/embedded.md lists them, and is tested against this. */
export const COMMANDS: CommandTable = { ...ADMIN_COMMANDS, ...READ_COMMANDS, ...WRITE_COMMANDS };

export const commandNamed = (name: string): Command => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new CommandError(
      'CommandNotFound',
      `no such command: '${name}'; the embedded database serves what Dateline needs`,
    );
  return command;
};
