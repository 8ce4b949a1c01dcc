import { promisify } from 'node:util';
import zlib from 'node:zlib';
import Negotiator from 'negotiator';

/** Below this, compressing costs more than it saves. */
const THRESHOLD_BYTES = 1_024;

type Compress = (bytes: Buffer) => Promise<Buffer>;

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** zstd came to Node with 22.15: looked up, so that 20 runs too. */
const zstd = (
  zlib as unknown as {
    zstdCompress?: (bytes: Buffer, done: (error: Error | null, out: Buffer) => void) => void;
  }
).zstdCompress;

/** In our order of preference, among those that the client takes. Levels are chosen for answers made once and sent once. */
const ENCODINGS: Readonly<Record<string, Compress>> = {
  ...(zstd !== undefined && { zstd: promisify(zstd) }),
  br: (bytes) =>
    brotli(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: 4,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes) => gzip(bytes, { level: 5 }),
};

export interface Encoded {
  readonly bytes: Buffer;
  readonly encoding: string | null;
}

/** Compresses an answer as the client's `Accept-Encoding` allows, if it is worth it. */
export const compress = async (bytes: Buffer, acceptEncoding: string | undefined): Promise<Encoded> => {
  if (bytes.length < THRESHOLD_BYTES || acceptEncoding === undefined) return { bytes, encoding: null };
  const offered = Object.keys(ENCODINGS);
  const taken = new Set(
    new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings(offered),
  );
  const encoding = offered.find((name) => taken.has(name));
  const encode = encoding === undefined ? undefined : ENCODINGS[encoding];
  return encode === undefined || encoding === undefined
    ? { bytes, encoding: null }
    : { bytes: await encode(bytes), encoding };
};
