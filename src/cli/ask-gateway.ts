import type { Environment } from '../config.ts';
import { mintToken } from '../graphql/mint-token.ts';
import { Stop } from './told.ts';

/** Where a running gateway is asked, and as whom. */
export interface GatewayAddress {
  /** Its address; by default the one that it would listen on with this configuration. */
  readonly url: string | undefined;
  /** An administrator's token; by default one that is minted with the configured secret, for a minute. */
  readonly token: string | undefined;
}

export const addressArguments = {
  url: { type: 'string', valueHint: 'URL', description: 'The running gateway; default: http://HOST:PORT.' },
  token: {
    type: 'string',
    description: "An administrator's token; default: one minted with DATELINE_JWT_SECRET.",
  },
} as const;

const ANSWER_MS = 10_000;

const tokenOf = async (config: Environment): Promise<string> => {
  if (config.DATELINE_JWT_SECRET === undefined)
    throw new Stop("Give an administrator's token with --token, or set DATELINE_JWT_SECRET.");
  return await mintToken({
    secret: config.DATELINE_JWT_SECRET,
    subject: 'dateline',
    tier: 'registered',
    roles: ['admin'],
    issuer: config.DATELINE_JWT_ISSUER,
    audience: config.DATELINE_JWT_AUDIENCE,
    seconds: 60,
  });
};

/** Puts a question to a running gateway as an administrator. Throws a `Stop` with a sentence for whatever goes wrong. */
export const askGateway = async <T>(
  config: Environment,
  { url, token }: GatewayAddress,
  query: string,
  variables: object,
): Promise<T> => {
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST;
  const address = url ?? `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}`;
  const response = await fetch(new URL('/graphql', address), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token ?? (await tokenOf(config))}`,
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((cause: unknown) => {
    throw new Stop(`No gateway answers at ${address}: start it, or name another with --url.`, { cause });
  });
  const answer = (await response.json().catch(() => ({}))) as {
    data?: T | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new Stop(`${error.message} (${error.extensions?.code ?? response.status})`);
  if (answer.data == null)
    throw new Stop(`${address} answered ${response.status}, and not as a gateway does.`);
  return answer.data;
};
