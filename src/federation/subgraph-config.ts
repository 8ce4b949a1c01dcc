import { z } from 'zod';
import { fillIn, readSettings } from '../content/settings-text.ts';

export const header = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,60}$/, 'must be the name of a header')
  .transform((name) => name.toLowerCase());

const subgraph = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Where it answers GraphQL over HTTP, by POST.'),
  schema: z
    .string()
    .optional()
    .describe('A file with its SDL, beside this one. Without it, it is asked for `_service { sdl }`.'),
  headers: z
    .record(header, z.string())
    .default({})
    .describe(
      'Headers to send with every request, such as a secret. `${NAME}` stands for an environment variable.',
    ),
  forward: z
    .array(header)
    .default([])
    .describe("Headers of the client's to pass on, such as `accept-language`. No others are."),
  forwardAuthorization: z
    .boolean()
    .default(false)
    .describe("Whether to pass on the viewer's token. Only for services that may act as the viewer."),
  timeoutMs: z.int().min(1).max(60_000).default(1_000).describe('The longest that one request may take.'),
  retries: z
    .int()
    .min(0)
    .max(3)
    .default(1)
    .describe('How often a query that failed is tried again. Mutations never are.'),
  maxBytes: z.int().min(1_024).default(5_000_000).describe('The longest answer that is read.'),
  staleMs: z
    .int()
    .min(0)
    .default(600_000)
    .describe('How old a last good answer may be that is given, marked stale, while it fails; 0 for never.'),
});

const file = z.strictObject({
  subgraphs: z.record(
    z.string().regex(/^[A-Za-z][\w-]{0,60}$/, 'must be a name of letters, digits, `_` and `-`'),
    subgraph,
  ),
});

/** A remote subgraph, as the newsroom's file describes it. */
export interface SubgraphConfig extends z.output<typeof subgraph> {
  readonly name: string;
}

/** A file of other services that can't be used. The message says what is wrong and where, and no header's value. */
export class SubgraphFileError extends Error {
  override readonly name = 'SubgraphFileError';
}

/** A subgraph about which nothing is said but where it answers. */
export const settingsFor = (name: string, url: string): SubgraphConfig => {
  const parsed = subgraph.safeParse({ url });
  if (parsed.success) return { name, ...parsed.data };
  throw new SubgraphFileError(
    `The supergraph gives subgraph \`${name}\` no address that can be asked: give it a \`url\` in a file of subgraphs.`,
  );
};

/** Headers with environment variables in the place of `${NAME}`s. */
export const filledHeaders = (
  headers: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, fillIn(value, variables, SubgraphFileError)]),
  );

/** Reads the text of a subgraphs file (YAML or JSON). `ours` is the name that is taken already. */
export const readSubgraphs = (
  text: string,
  ours: string,
  variables: Readonly<Record<string, string | undefined>> = {},
): readonly SubgraphConfig[] =>
  Object.entries(readSettings(text, file, SubgraphFileError).subgraphs).map(([name, settings]) => {
    if (name === ours)
      throw new SubgraphFileError(
        `\`${ours}\` is this gateway's own name: call the subgraph something else.`,
      );
    return { name, ...settings, headers: filledHeaders(settings.headers, variables) };
  });
