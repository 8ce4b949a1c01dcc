import type { Collection } from 'mongodb';
import type { CommandRecord } from '../content/pending-write.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import type { CommandStore } from './store.ts';

/** The answers of commands that came with a key. */
export class MongodbCommandStore implements CommandStore {
  readonly #questions: Questions;
  readonly #commands: Collection<CommandRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('commands');
    this.#commands = connection.collection<CommandRecord>('commands');
  }

  get(id: string): Promise<CommandRecord | null> {
    return this.#questions.read((deadline) => this.#commands.findOne({ _id: plainKey(id) }, deadline));
  }

  async put(command: CommandRecord): Promise<void> {
    await this.#questions.run(() => putAll(this.#commands, [command]));
  }

  async forget(before: Date): Promise<void> {
    await this.#questions.run(() => this.#commands.deleteMany({ at: { $lt: before } }, { hint: 'at' }));
  }
}
