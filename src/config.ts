import { z } from 'zod';
import { isRedisUrl } from './cache/redis-url.ts';
import { canonicalLocale } from './content/locale.ts';
import { isKeyFile } from './graphql/key-file.ts';
import { DEFAULT_LIMITS, type Limits } from './graphql/limits.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const flag = z.stringbool();

/** Every variable that Dateline reads. README's table is tested against this. */
export const ENVIRONMENT = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .describe('`production` turns introspection, suggestions and the sandbox off unless they are asked for.'),
  PORT: port.default(4000).describe('Where to listen; 0 takes a free port.'),
  HOST: z.string().default('127.0.0.1').describe('Which address to listen on. Use `0.0.0.0` in a container.'),
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional()
    .describe(
      'The MongoDB to read. Without it the embedded database serves. Read preference and concern go into the URL.',
    ),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must be a redis:// URL of one of the forms in docs/redis.md')
    .optional()
    .describe(
      'The Redis that keeps hot stories: one server, Sentinel or a cluster, see docs/redis.md. Without it memory alone does.',
    ),
  DATELINE_CACHE_PREFIX: z
    .string()
    .regex(/^[\w:-]{1,60}$/)
    .default('dateline')
    .describe(
      'Before every key in Redis: gateways with one prefix share what they keep and tell each other of purges.',
    ),
  DATELINE_CACHE_MEMORY_MB: count(64).describe('The most memory for hot stories, in MB.'),
  DATELINE_CACHE_FRESH_MS: count(15_000).describe(
    'How long what is kept counts as new. What is written past the gateway shows after twice this.',
  ),
  DATELINE_CACHE_GRACE_MS: count(600_000).describe('How much longer it is served while MongoDB is away.'),
  DATELINE_CACHE_UNHEARD_MS: count(5_000).describe(
    'The oldest that an answer may be while purges of other gateways cannot be heard.',
  ),
  DATELINE_KEEP_ANSWERS: flag
    .default(true)
    .describe('Whether whole answers are kept for others. Stories are kept either way.'),
  DATELINE_REDIS_TIMEOUT_MS: count(50).describe('The longest that one question to Redis may take.'),
  DATELINE_DATA_DIR: z.string().default('.dateline').describe('The folder of the embedded database.'),
  DATELINE_DATABASE: z.string().default('dateline').describe('The database, where the URL names none.'),
  DATELINE_LOCALE: z
    .string()
    .refine((tag) => canonicalLocale(tag) !== null, 'must be a BCP 47 language tag, such as fr-CA')
    .transform((tag) => canonicalLocale(tag) ?? tag)
    .default('en')
    .describe("The newsroom's own language, BCP 47."),
  DATELINE_SITE_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://news.example')
    .describe("Where the newsroom's pages live: the start of canonical URLs of stories made here."),
  DATELINE_SITE_NAME: z.string().default('Dateline').describe("The newsroom's name, as JSON-LD gives it."),
  DATELINE_LOGO_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The newsroom's logo, for JSON-LD."),
  DATELINE_TAG_PATH: z
    .string()
    .regex(/^\/.*\{slug\}/, 'must begin with / and hold {slug}')
    .default('/tags/{slug}')
    .describe("Where a tag's page lives on the site."),
  DATELINE_AUTHOR_PATH: z
    .string()
    .regex(/^\/.*\{slug\}/, 'must begin with / and hold {slug}')
    .default('/authors/{slug}')
    .describe("Where a correspondent's page lives on the site."),
  DATELINE_CORS_ORIGINS: z
    .string()
    .regex(/^(\*|https?:\/\/[^\s/,]+(,\s*https?:\/\/[^\s/,]+)*)$/, 'must be origins with commas, or *')
    .optional()
    .describe(
      'Origins of pages that may call from a browser, with commas between them; `*` for all. None by default.',
    ),
  DATELINE_JWT_SECRET: z
    .string()
    .min(32)
    .refine(
      (secret) => !isKeyFile(secret),
      'is a key file: give DATELINE_JWKS_URL, the URL of the key set, instead',
    )
    .optional()
    .describe('The HS256 secret of bearer tokens, at least 32 characters.'),
  DATELINE_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the public keys of bearer tokens are.'),
  DATELINE_JWT_ISSUER: z.string().optional().describe('The `iss` that tokens must carry.'),
  DATELINE_JWT_AUDIENCE: z.string().optional().describe('The `aud` that tokens must carry.'),
  DATELINE_INTROSPECTION: flag
    .optional()
    .describe('Introspection and suggestions; default: off in production.'),
  DATELINE_TRUSTED_DOCUMENTS: z
    .string()
    .optional()
    .describe(
      'A manifest of documents that clients ask for by id, or a folder of them: see docs/caching.md.',
    ),
  DATELINE_TRUSTED_DOCUMENTS_MODE: z
    .enum(['off', 'prefer', 'only'])
    .default('prefer')
    .describe(
      'Whether documents beside those are answered (`prefer`) or refused (`only`); `off` leaves the manifest unread.',
    ),
  DATELINE_TRUSTED_DOCUMENTS_EXEMPT: z
    .enum(['nobody', 'staff'])
    .default('nobody')
    .describe('Whom `only` lets ask for anything all the same.'),
  DATELINE_DEBUG: z
    .enum(['off', 'anyone', 'staff', 'admin'])
    .optional()
    .describe(
      'Who may look inside an answer with the header `x-dateline-debug: 1`; default: `anyone`, in production `off`.',
    ),
  DATELINE_SUBGRAPH: flag
    .default(false)
    .describe('Whether a federation router may read this gateway as a subgraph, at `/subgraph`.'),
  DATELINE_SUBGRAPH_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe(
      'What the router must send as `x-subgraph-secret`, at least 16 characters. Without it the network must keep others out.',
    ),
  DATELINE_SUBGRAPHS: z
    .string()
    .optional()
    .describe('A file of remote subgraphs (YAML) to serve beside our own content.'),
  DATELINE_SUPERGRAPH: z
    .string()
    .optional()
    .describe(
      'A file with a supergraph that is composed already, to serve instead. `DATELINE_SUBGRAPHS` then says how to ask its subgraphs.',
    ),
  DATELINE_UNION_MEMBERS: z
    .enum(['known', 'shared'])
    .default('known')
    .describe(
      'Of a union that subgraphs share: fields of a member are asked for wherever they are known, or only where all subgraphs that could be asked know it, as other routers do (`shared`).',
    ),
  DATELINE_WEBHOOKS: z
    .string()
    .optional()
    .describe('A file of webhooks (YAML): where events are sent, see docs/webhooks.md.'),
  DATELINE_HOOKS_SECRET: z
    .string()
    .min(24)
    .optional()
    .describe(
      'What a CMS signs its messages to `/hooks/content` with, at least 24 characters; see docs/webhooks.md. Without it that address is not there.',
    ),
  DATELINE_CHANGE_STREAM: z
    .enum(['auto', 'off', 'required'])
    .default('auto')
    .describe(
      'Whether writes of a CMS to MongoDB are followed: `auto` where it can be; see docs/webhooks.md.',
    ),
  DATELINE_PEERS: z
    .string()
    .optional()
    .describe('A file of other newsrooms (YAML), whose stories stand beside ours on the wire. Watched.'),
  DATELINE_SANDBOX: flag.optional().describe('The sandbox page; default: off in production.'),
  DATELINE_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much to log.'),
  DATELINE_MAX_BODY_BYTES: count(262_144).describe('The largest request body.'),
  DATELINE_MAX_TOKENS: count(4_000).describe('The most tokens in a document.'),
  DATELINE_MAX_DEPTH: count(14).describe('The deepest nesting of fields.'),
  DATELINE_MAX_ALIASES: count(60).describe('The most aliases in an operation, `__typename` included.'),
  DATELINE_MAX_DIRECTIVES: count(50).describe('The most directives in an operation.'),
  DATELINE_MAX_ROOT_FIELDS: count(20).describe('The most root fields in an operation.'),
  DATELINE_MAX_COST: count(50_000).describe(
    'The most things that an operation may touch, lists multiplied by their size.',
  ),
  DATELINE_MAX_BATCH: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('The most operations in one request; 0 refuses batches.'),
  DATELINE_MAX_FIELDS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe(
      'The most root fields that one client may have executed in a minute, aliases counted each; 0 for no limit.',
    ),
  DATELINE_CLIENT_HEADER: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .transform((name) => name.toLowerCase())
    .optional()
    .describe(
      'The header in which your balancer says the address of the client, such as `x-real-ip`; without it the address of the connection counts.',
    ),
  DATELINE_MAX_CONCURRENCY: count(1_000).describe(
    'The most requests under way; more are refused at once with 503.',
  ),
  DATELINE_MAX_SUBSCRIPTIONS: count(10_000).describe(
    'The most subscriptions that this instance serves at once; more are refused with 503.',
  ),
  DATELINE_MAX_SUBSCRIPTIONS_PER_SOCKET: count(50).describe('The most subscriptions of one WebSocket.'),
  DATELINE_SUBSCRIBER_STALL_MS: count(15_000).describe(
    'How long a subscriber may leave what it was sent in the line before it is cut off; it can go on where it was.',
  ),
  DATELINE_REQUEST_TIMEOUT_MS: count(10_000).describe('The longest that a request may take.'),
  DATELINE_DRAIN_MS: count(10_000).describe('The longest that a stop waits for requests under way.'),
  DATELINE_READINESS_LEAD_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(100)
    .describe(
      'How long readiness says 503 before the listener closes: as long as a balancer takes to look away.',
    ),
  DATELINE_MONGODB_POOL: count(20).describe('The most connections to MongoDB.'),
  DATELINE_MONGODB_TIMEOUT_MS: count(800).describe(
    'The longest that a read of MongoDB may take, connecting included.',
  ),
});

export type Environment = z.output<typeof ENVIRONMENT>;

const USABLE = ENVIRONMENT.refine(
  (env) => env.DATELINE_TRUSTED_DOCUMENTS_MODE !== 'only' || env.DATELINE_TRUSTED_DOCUMENTS !== undefined,
  {
    path: ['DATELINE_TRUSTED_DOCUMENTS'],
    message: 'must name the documents where DATELINE_TRUSTED_DOCUMENTS_MODE is `only`',
  },
);

/** A configuration that can't be used. The message names every bad variable and no value: a value may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment once. Throws a `ConfigError` that lists all bad variables. Empty variables count as unset. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Environment => {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = USABLE.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These variables can't be used:\n${lines.join('\n')}`);
};

/** How much one request may ask for. */
export const limitsOf = (env: Environment): Limits => ({
  ...DEFAULT_LIMITS,
  tokens: env.DATELINE_MAX_TOKENS,
  depth: env.DATELINE_MAX_DEPTH,
  aliases: env.DATELINE_MAX_ALIASES,
  directives: env.DATELINE_MAX_DIRECTIVES,
  rootFields: env.DATELINE_MAX_ROOT_FIELDS,
  cost: env.DATELINE_MAX_COST,
  batch: env.DATELINE_MAX_BATCH,
});
