import { randomBytes } from 'node:crypto';
import { type Collection, MongoServerError } from 'mongodb';
import { DURABLE } from './durable.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { plainKey } from './plain-keys.ts';
import type { SecretStore } from './store.ts';
import { isDuplicateId } from './store-errors.ts';

interface StoredSecret {
  readonly _id: string;
  readonly value: string;
}

/** Secrets that all instances of one database share, each made by whoever needs it first. */
export class MongodbSecretStore implements SecretStore {
  readonly #questions: Questions;
  readonly #secrets: Collection<StoredSecret>;
  readonly #known = new Map<string, Buffer>();

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('secrets');
    this.#secrets = connection.collection<StoredSecret>('secrets');
  }

  async secret(name: string): Promise<Buffer> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const kept = (await this.#find(name)) ?? (await this.#make(name));
    const secret = Buffer.from(kept, 'base64url');
    this.#known.set(name, secret);
    return secret;
  }

  async #find(name: string): Promise<string | null> {
    const row = await this.#questions.read((deadline) =>
      this.#secrets.findOne({ _id: plainKey(name) }, deadline),
    );
    return row?.value ?? null;
  }

  /** Two instances may do so at once: the first one's is the one. */
  async #make(name: string): Promise<string> {
    const value = randomBytes(32).toString('base64url');
    const mine = await this.#questions.run(async () => {
      try {
        await this.#secrets.insertOne({ _id: name, value }, DURABLE);
        return true;
      } catch (error) {
        if (error instanceof MongoServerError && isDuplicateId(error)) return false;
        throw error;
      }
    });
    return mine ? value : ((await this.#find(name)) ?? (await this.#make(name)));
  }
}
