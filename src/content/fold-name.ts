/** A name for look-up and order: lower case, without accents, white space single. `Élie  Cohen` and `elie cohen` are one. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
