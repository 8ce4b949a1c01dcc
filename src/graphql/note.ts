interface Kept<K, V> {
  /** Copies of an object have its notes, which aren't about them. */
  readonly of: K;
  readonly value: V;
}

/**
 * Something that is worked out of an object once, kept on the object itself. A `WeakMap` would do, but what is put into one outlives every small collection of garbage, and
 * with it whatever it refers to: a document that was asked once, its plans and all, would wait for the next great one.
 */
export class Note<K extends object, V> {
  readonly #name = Symbol('note');

  get(of: K): V | undefined {
    const kept = (of as Record<symbol, Kept<K, V> | undefined>)[this.#name];
    return kept?.of === of ? kept.value : undefined;
  }

  set(of: K, value: V): void {
    (of as Record<symbol, Kept<K, V>>)[this.#name] = { of, value };
  }
}
