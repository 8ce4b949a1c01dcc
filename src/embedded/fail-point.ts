import type { Document } from 'bson';
import { encode } from './bson-bytes.ts';
import type { CommandTable } from './commands.ts';

/** A fault to make on purpose, as MongoDB's own `failCommand` fail point describes it. */
interface Fault {
  readonly commands: readonly string[];
  /** `database.collection`; `null` for any. */
  readonly namespace: string | null;
  readonly errorCode: number | null;
  readonly errorLabels: readonly string[];
  readonly closeConnection: boolean;
  readonly blockMs: number;
  /** How often; `null` until it is turned off. */
  times: number | null;
}

/** Faults on demand for tests, by MongoDB's own command: only a server that was started with test commands has it. */
export class FailPoint {
  #fault: Fault | null = null;

  readonly commands: CommandTable = {
    configureFailPoint: ({ command }) => {
      const data = (command.data ?? {}) as Document;
      const mode = command.mode as string | { times: number };
      this.#fault =
        mode === 'off'
          ? null
          : {
              commands: (data.failCommands ?? []) as string[],
              namespace: (data.namespace as string | undefined) ?? null,
              errorCode: (data.errorCode as number | undefined) ?? null,
              errorLabels: (data.errorLabels ?? []) as string[],
              closeConnection: data.closeConnection === true,
              blockMs: data.blockConnection === true ? Number(data.blockTimeMS) : 0,
              times: typeof mode === 'string' ? null : mode.times,
            };
      return encode({ ok: 1 });
    },
  };

  /** What is to go wrong with this command; `null` for nothing. Counts down. */
  take(name: string, command: Document): Fault | null {
    const fault = this.#fault;
    if (fault === null || !fault.commands.includes(name)) return null;
    if (fault.namespace !== null && fault.namespace !== `${command.$db}.${command[name]}`) return null;
    if (fault.times !== null) {
      fault.times -= 1;
      if (fault.times <= 0) this.#fault = null;
    }
    return fault;
  }
}
