import type { Document } from 'bson';

/** The top-level field of a path. */
export const rootOf = (path: string): string => path.split('.')[0] ?? path;

/** The value at a path, through documents and places in arrays; `undefined` where there is none. */
export const valueAt = (document: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, part) => (typeof value === 'object' && value !== null ? (value as Document)[part] : undefined),
      document,
    );

/** All values at a dotted path, arrays on the way opened; `array` tells whether there was one. */
export const valuesAt = (
  document: unknown,
  path: string,
): { readonly values: readonly unknown[]; readonly array: boolean } => {
  const values: unknown[] = [];
  let array = false;
  const walk = (value: unknown, parts: readonly string[]): void => {
    const [part, ...rest] = parts;
    if (part === undefined) {
      if (Array.isArray(value)) {
        array = true;
        if (value.length === 0) values.push([]);
        else values.push(...value);
      } else values.push(value ?? null);
      return;
    }
    if (Array.isArray(value)) {
      array = true;
      const nth = /^\d+$/.test(part) ? value[Number(part)] : undefined;
      if (nth !== undefined) walk(nth, rest);
      else for (const item of value) if (typeof item === 'object' && item !== null) walk(item, parts);
      return;
    }
    walk(typeof value === 'object' && value !== null ? (value as Document)[part] : undefined, rest);
  };
  walk(document, path.split('.'));
  return { values, array };
};
