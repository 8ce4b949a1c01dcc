import { z } from 'zod';
import { readSettings } from '../content/settings-text.ts';
import { OWN_SOURCE } from '../content/wire.ts';
import { readNamedFile } from './named-file.ts';
import { filledHeaders, header, SubgraphFileError } from './subgraph-config.ts';

/** Each page of the wire asks all of them. */
const MAX_PEERS = 10;

const origin = z
  .url({ protocol: /^https?$/ })
  .transform((url) => new URL(url).origin)
  .describe('The beginning of the addresses of its pages, such as `https://courier.example`.');

const peer = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Where its Dateline answers GraphQL, by POST.'),
  name: z.string().min(1).max(80).describe('The newsroom, as readers are told of it.'),
  sites: z
    .array(origin)
    .min(1)
    .max(20)
    .describe('Where its stories are read. A story with an address anywhere else is left out.'),
  headers: z
    .record(header, z.string())
    .default({})
    .describe('Headers to send, such as a secret. `${NAME}` stands for an environment variable.'),
  timeoutMs: z.int().min(1).max(10_000).default(800).describe('The longest that one request may take.'),
  retries: z.int().min(0).max(3).default(1).describe('How often a request that failed is tried again.'),
  maxBytes: z.int().min(1_024).default(1_000_000).describe('The longest answer that is read.'),
});

const file = z.strictObject({
  peers: z
    .record(z.string().regex(/^[A-Za-z][\w-]{0,30}$/, 'must be a name of letters, digits, `_` and `-`'), peer)
    .refine((peers) => Object.keys(peers).length <= MAX_PEERS, `There are at most ${MAX_PEERS} peers`)
    .refine((peers) => !Object.hasOwn(peers, OWN_SOURCE), `\`${OWN_SOURCE}\` is this newsroom's own key`),
});

/** Another newsroom's Dateline, as a source of stories. */
export interface PeerConfig extends z.output<typeof peer> {
  readonly key: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the text of a file of peers (YAML or JSON). Throws a `SubgraphFileError` that says what to do. */
export const readPeers = (text: string, variables: Variables = {}): readonly PeerConfig[] =>
  Object.entries(readSettings(text, file, SubgraphFileError).peers).map(([key, settings]) => ({
    key,
    ...settings,
    headers: filledHeaders(settings.headers, variables),
  }));

/** Reads a file of peers. Throws a `SubgraphFileError` that says what to do. */
export const loadPeers = async (path: string, variables: Variables): Promise<readonly PeerConfig[]> =>
  readPeers(await readNamedFile('file of peers', path, '--peers or DATELINE_PEERS'), variables);
