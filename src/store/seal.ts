import { createHash } from 'node:crypto';
import { BSON, type Document } from 'mongodb';
import { storeError } from './store-errors.ts';

/**
 * What a record says, as one short text. Whatever Dateline writes has its seal beside it; who writes past it leaves the seal as it was, or takes it away: so it shows which records are just
 * as Dateline left them. The order of a record's own fields makes no difference: a database may keep them in another.
 */
export const sealOf = (record: object): string => {
  const fields: Document = { ...record };
  const sorted = Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, fields[name]]),
  );
  return createHash('sha256').update(bytesOf(sorted)).digest('base64url').slice(0, 22);
};

/** As the driver would send it: throws for what no document holds. */
const bytesOf = (fields: Document): Uint8Array => {
  try {
    return BSON.serialize(fields, { ignoreUndefined: false });
  } catch (error) {
    throw storeError(error);
  }
};

/** What a record is stored with that is written whole and told to nobody, such as an imported one. */
export const sealed = (record: object): { readonly desk: { readonly seal: string } } => ({
  desk: { seal: sealOf(record) },
});
