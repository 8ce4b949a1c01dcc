import { createHash, randomBytes } from 'node:crypto';

/** The kinds of thing that have a global id, by the prefix that carries the kind. */
const ID_KINDS = {
  art: 'Article',
  cor: 'Correspondent',
  tag: 'Tag',
  pst: 'SocialPost',
  edt: 'Edition',
  rev: 'Revision',
} as const;
export type IdPrefix = keyof typeof ID_KINDS;
export type IdKind = (typeof ID_KINDS)[IdPrefix];

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's: nothing that reads as something else.
const LENGTH = 16; // 80 bits: a million new ids a day for a century collide with a chance of 1 in 10^3.
const PATTERN = /^(art|cor|tag|pst|edt|rev)_[0-9a-hjkmnp-tv-z]{16}$/;

const encode = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < LENGTH; i += 1) text += ALPHABET[(bytes[i] ?? 0) & 31];
  return text;
};

/** A new random id, e.g. `art_1m8x2p9qk4t7w3ze`. */
export const newId = (prefix: IdPrefix): string => `${prefix}_${encode(randomBytes(LENGTH))}`;

/** The id that `key` always has: the same import, seed or post URL gives the same thing. */
export const idFor = (prefix: IdPrefix, key: string): string =>
  `${prefix}_${encode(createHash('sha256').update(`${prefix}:${key}`).digest())}`;

/** What sort of thing an id names, or `null` if it isn't an id of ours. */
export const kindOfId = (id: string): IdKind | null => {
  const prefix = PATTERN.exec(id)?.[1];
  return prefix === undefined ? null : ID_KINDS[prefix as IdPrefix];
};
