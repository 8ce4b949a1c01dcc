import { chooseEncoding, ENCODERS, type Encoding } from './accept-encoding.ts';

export interface Encoded {
  readonly bytes: Buffer;
  readonly encoding: Encoding | null;
}

/** Compresses an answer as the client's `Accept-Encoding` allows, if it is worth it. */
export const compress = async (bytes: Buffer, acceptEncoding: string | undefined): Promise<Encoded> => {
  const encoding = chooseEncoding(acceptEncoding, bytes.length);
  const encoder = encoding === 'identity' ? undefined : ENCODERS[encoding];
  return encoding === 'identity' || encoder === undefined
    ? { bytes, encoding: null }
    : { bytes: await encoder.once(bytes), encoding };
};
