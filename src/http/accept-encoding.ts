import { promisify } from 'node:util';
import zlib from 'node:zlib';
import Negotiator from 'negotiator';
import { remembered } from '../graphql/remembered.ts';

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
const THRESHOLD_BYTES = 1_024;

interface Choice {
  readonly long: Encoding | 'identity';
  /** For what is too short to be worth it: compressed only for who refuses it as it is. */
  readonly short: Encoding | 'identity';
}

/** Nothing is said: then nothing is compressed, though RFC 9110 would let it be. */
const UNSAID: Choice = { long: 'identity', short: 'identity' };

/** What negotiator does since 1.0, and its types don't say. */
interface Weighing {
  encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): string[];
}

/** By weight, and by our own preference where weights are equal. Who refuses everything that we have gets the bytes as they are: a 406 would help nobody. */
const choose = remembered((acceptEncoding): Choice => {
  const asked: Weighing = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } });
  const taken = asked.encodings([...OFFERED, 'identity'], { preferred: OFFERED }) as Choice['long'][];
  const long = taken[0] ?? 'identity';
  return { long, short: taken.includes('identity') ? 'identity' : long };
});

/** The encoding of an answer of so many bytes, for a client that says this of what it takes (RFC 9110, 12.5.3). */
export const chooseEncoding = (acceptEncoding: string | undefined, bytes: number): Encoding | 'identity' => {
  const choice = acceptEncoding === undefined ? UNSAID : choose(acceptEncoding);
  return bytes < THRESHOLD_BYTES ? choice.short : choice.long;
};
