import { type Loaded, thenLoaded } from '../src/content/loaded.ts';

/** Of several records those that are there, each once: a reference that leads nowhere is left out, and two that were merged are one. */
export const present = <T extends { readonly _id: string }>(
  found: Loaded<readonly (T | null)[]>,
): Loaded<T[]> =>
  thenLoaded(found, (records) => {
    const byId = new Map<string, T>();
    for (const record of records) if (record !== null) byId.set(record._id, record);
    return [...byId.values()];
  });
