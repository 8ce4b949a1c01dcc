import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Step } from './cost-plan.ts';

/** An operation that was judged and let through before: what is left to do hangs on the request's variables. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly cost: readonly Step[];
  /** Fields at its top, fragments followed: what it takes of a client's allowance. */
  readonly rootFields: number;
}

/** What an operation takes in memory for each character of its text: its nodes, the plan of its cost and its compiled form. Measured at 9.9 kB for 41 characters and 24 kB for 119, compiled. */
const BYTES_PER_CHARACTER = 180;
const ENTRY_BYTES = 3_000;

/**
 * Operations by the text that they come as, so that a request for one needs no hash, no parser and no judge. Bounded by the memory they take, the least recently asked for
 * go first. Only what was admitted is in here, and everything that depends on a request is still checked on each one.
 */
export class KnownOperations {
  readonly #operations: LRUCache<string, KnownOperation>;

  constructor(maximumBytes: number) {
    this.#operations = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: (_, key) => ENTRY_BYTES + key.length * BYTES_PER_CHARACTER,
    });
  }

  get extent(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#operations.size, bytes: this.#operations.calculatedSize };
  }

  get(text: string, operationName: string | null | undefined): KnownOperation | undefined {
    return this.#operations.get(keyOf(text, operationName));
  }

  remember(text: string, operationName: string | null | undefined, known: KnownOperation): void {
    const key = keyOf(text, operationName);
    if (!this.#operations.has(key)) this.#operations.set(key, known);
  }
}

const keyOf = (text: string, operationName: string | null | undefined): string =>
  operationName === null || operationName === undefined ? text : `${text}\0${operationName}`;
