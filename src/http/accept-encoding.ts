import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

export type Encoding = 'zstd' | 'br' | 'gzip';
type Compress = (bytes: Buffer) => Promise<Buffer>;

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** zstd came to Node with 22.15: looked up, so that 20 runs too. */
const zstd = (
  zlib as unknown as {
    zstdCompress?: (bytes: Buffer, done: (error: Error | null, out: Buffer) => void) => void;
  }
).zstdCompress;

const brotliOf =
  (quality: number): Compress =>
  (bytes) =>
    brotli(bytes, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: quality,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });

/** In our order of preference. Levels for what is made once and sent once, and for what is sent again and again. */
export const ENCODERS: Readonly<
  Partial<Record<Encoding, { readonly once: Compress; readonly often: Compress }>>
> = {
  ...(zstd !== undefined && { zstd: { once: promisify(zstd), often: promisify(zstd) } }),
  br: { once: brotliOf(4), often: brotliOf(6) },
  gzip: { once: (bytes) => gzip(bytes, { level: 5 }), often: (bytes) => gzip(bytes, { level: 7 }) },
};
const OFFERED = Object.keys(ENCODERS) as Encoding[];

/** Below this, compressing costs more than it saves. */
export const THRESHOLD_BYTES = 1_024;

/** What clients send is the same few texts over and over. */
const chosen = new LRUCache<string, Encoding | 'identity'>({
  max: 500,
  maxSize: 100_000,
  sizeCalculation: (_, key) => key.length + 1,
});

/** The encoding, of those that the client takes, that we like best. */
export const chooseEncoding = (acceptEncoding: string | undefined): Encoding | 'identity' => {
  if (acceptEncoding === undefined) return 'identity';
  const known = chosen.get(acceptEncoding);
  if (known !== undefined) return known;
  const taken = new Set(
    new Negotiator({ headers: { 'accept-encoding': acceptEncoding } }).encodings(OFFERED),
  );
  const choice = OFFERED.find((name) => taken.has(name)) ?? 'identity';
  chosen.set(acceptEncoding, choice);
  return choice;
};
