import type { RedisAsker, Tell } from './redis-asker.ts';
import { READ } from './redis-scripts.ts';

/** How long somebody who said that they would fill a key is waited for by others. */
const LEASE_MS = 600;
/** So many keys are asked for at once, without waiting for more: others want an answer too. */
const MAX_KEYS = 200;

/** What Redis said: the sequence's last number, and a row for each key. */
export interface Reply {
  readonly number: number;
  readonly rows: readonly unknown[];
}

interface Question {
  readonly keys: readonly string[];
  readonly maxAgeMs: number;
  readonly tell: Tell | null;
  readonly answer: (reply: Reply | null) => void;
}

/** Asks Redis for keys. What is asked in one turn of the event loop, by whatever requests, goes together: what costs most is to write to a socket, whatever is written. */
export class RedisReads {
  readonly #asker: RedisAsker;
  #waiting: Question[] = [];
  #keys = 0;
  #turn: NodeJS.Immediate | null = null;

  constructor(asker: RedisAsker) {
    this.#asker = asker;
  }

  /** What there is for these keys that is no older than `maxAgeMs`; `null` if Redis can't be asked. */
  ask(keys: readonly string[], maxAgeMs: number): Promise<Reply | null> {
    return new Promise((answer) => {
      this.#waiting.push({ keys, maxAgeMs, tell: this.#asker.watching(READ), answer });
      this.#keys += keys.length;
      // Whether a Redis that has failed answers again is one question's to find out: others don't wait with it.
      if (this.#keys >= MAX_KEYS || !this.#asker.answers) void this.#send();
      else this.#turn ??= setImmediate(() => void this.#send());
    });
  }

  async #send(): Promise<void> {
    if (this.#turn !== null) clearImmediate(this.#turn);
    const questions = this.#waiting;
    this.#waiting = [];
    this.#keys = 0;
    this.#turn = null;
    const args: (string | number)[] = [LEASE_MS];
    for (const { keys, maxAgeMs } of questions) {
      args.push(maxAgeMs, keys.length);
      for (const key of keys) args.push(key);
    }
    const reply = await this.#asker.ask(READ, args, allTold(questions));
    const number = Array.isArray(reply) ? Number(String(reply[0])) : null;
    let at = 1;
    for (const { keys, answer } of questions) {
      answer(number === null ? null : { number, rows: (reply as unknown[]).slice(at, at + keys.length) });
      at += keys.length;
    }
  }
}

/** Each question is its own request's to be told of. */
const allTold = (questions: readonly Question[]): Tell | null => {
  const told = questions.flatMap(({ tell }) => tell ?? []);
  if (told.length === 0) return null;
  return (outcome) => {
    for (const tell of told) tell(outcome);
  };
};
