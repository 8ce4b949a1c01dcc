import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { eventId, placeOfEvent } from './newsroom-event.ts';

/**
 * A place of the log as subscribers are given it. The log counts everything, drafts and embargoes too: who saw its numbers could tell when something that they may not know of was
 * written. So a place goes out as one block of a cipher: 6 bytes of the place, 4 of salt, 6 zeros by which a forged one is known. An event's own is always the same, so that subscribers
 * tell repeats by it; the place of a stream on which nothing was told has a salt, and says nothing to whoever compares it.
 */
const ALGORITHM = 'aes-256-ecb';
const PLACE_BYTES = 6;
const SALT_BYTES = 4;
const BLOCK_BYTES = 16;

/** Where events that come after this one begin. `key` has 32 bytes. */
export const sealPlace = (key: Buffer, id: string, { salted }: { readonly salted: boolean }): string => {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.writeUIntBE(placeOfEvent(id) ?? 0, 0, PLACE_BYTES);
  if (salted) randomBytes(SALT_BYTES).copy(block, PLACE_BYTES);
  return createCipheriv(ALGORITHM, key, null).setAutoPadding(false).update(block).toString('base64url');
};

/** The event that a sealed place names; `null` for what was never given out. */
export const openPlace = (key: Buffer, sealed: string): string | null => {
  if (!/^[\w-]{22}$/.test(sealed)) return null;
  const block = createDecipheriv(ALGORITHM, key, null)
    .setAutoPadding(false)
    .update(Buffer.from(sealed, 'base64url'));
  const zeros = block.subarray(PLACE_BYTES + SALT_BYTES);
  return zeros.every((byte) => byte === 0) ? eventId(block.readUIntBE(0, PLACE_BYTES)) : null;
};
