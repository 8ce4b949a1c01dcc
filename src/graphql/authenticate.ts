import { createSecretKey, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Clock, systemClock } from '../content/clock.ts';
import { GatewayError } from '../content/errors.ts';
import { ANONYMOUS, type Role, type Viewer } from '../content/viewer.ts';
import type { Log } from '../observe/log.ts';
import { isKeyFile } from './key-file.ts';
import { createRemoteKeys } from './remote-keys.ts';

export interface AuthenticatorOptions {
  /** For HS256. */
  readonly secret?: string | undefined;
  /** For signatures with public keys. */
  readonly jwksUrl?: string | undefined;
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly log: Log;
  readonly clock?: Clock;
}

/** The viewer of a request with these `Authorization` headers: anonymous without any. Throws UNAUTHENTICATED otherwise, whatever is wrong. */
export type Authenticate = (authorization: readonly string[]) => Promise<Viewer>;

/** Longer ones are nobody's: they aren't even looked at. */
const MAX_TOKEN_LENGTH = 8_192;
const CLOCK_SKEW_SECONDS = 60;
/** What public keys may sign with. `none` and the symmetric ones are not among them. */
const PUBLIC_KEY_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
/** A `Map`, since an object has `constructor` too, and whatever stands under a role's name is a role. */
const ROLE_CLAIMS: ReadonlyMap<string, Role> = new Map([
  ['editor', 'EDITOR'],
  ['chief', 'CHIEF'],
  ['admin', 'ADMIN'],
]);

const refused = (detail: string, cause?: unknown): GatewayError =>
  new GatewayError('UNAUTHENTICATED', detail, { cause });

const texts = (claim: unknown): readonly string[] =>
  Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];

/** What the claims grant. A tier or role that isn't known grants nothing. */
const viewerOf = (claims: JWTPayload): Viewer => {
  const roles = texts(claims['roles']).flatMap((name) => ROLE_CLAIMS.get(name.toLowerCase()) ?? []);
  const [desks, sections] = [texts(claims['desks']), texts(claims['sections'])];
  return {
    tier: claims['tier'] === 'subscriber' ? 'SUBSCRIBER' : 'REGISTERED',
    roles: [...new Set(roles)],
    subject: typeof claims.sub === 'string' ? claims.sub : null,
    ...(claims.exp !== undefined && { expiresAt: (claims.exp + CLOCK_SKEW_SECONDS) * 1_000 }),
    ...((desks.length > 0 || sections.length > 0) && { scope: { desks, sections } }),
  };
};

const bearerOf = (authorization: readonly string[]): string => {
  const [header, second] = authorization;
  if (second !== undefined) throw refused('There is more than one Authorization header.');
  const token =
    header === undefined ? undefined : /^Bearer +(\S+)$/i.exec(header.slice(0, MAX_TOKEN_LENGTH + 8))?.[1];
  if (token === undefined || (header?.length ?? 0) > MAX_TOKEN_LENGTH + 7) {
    throw refused('The Authorization header is not `Bearer` and a token.');
  }
  return token;
};

/** A public key that stands where the secret should would let everybody sign. */
const secretKey = (secret: string): KeyObject => {
  if (isKeyFile(secret)) {
    throw new TypeError('The secret of bearer tokens is a key file: give the URL of the key set instead.');
  }
  return createSecretKey(Buffer.from(secret, 'utf8'));
};

const algorithmOf = (token: string): string | undefined => {
  try {
    return decodeProtectedHeader(token).alg;
  } catch (error) {
    throw refused('The token is not a JWT.', error);
  }
};

/**
 * Checks bearer tokens: signature by an algorithm of the list, `exp` (which must be there), `nbf`, and `iss` and `aud` where they are configured, with 60 s
 * of leeway between clocks. Where the key is comes from the configuration, never from the token.
 */
export const createAuthenticator = (options: AuthenticatorOptions): Authenticate => {
  const { issuer, audience, clock = systemClock } = options;
  const secret = options.secret === undefined ? null : secretKey(options.secret);
  const remote: JWTVerifyGetKey | null =
    options.jwksUrl === undefined
      ? null
      : createRemoteKeys({ url: options.jwksUrl, log: options.log, clock });

  const verify = async (token: string): Promise<JWTPayload> => {
    const rules = {
      ...(issuer !== undefined && { issuer }),
      ...(audience !== undefined && { audience }),
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: new Date(clock()),
      requiredClaims: ['exp'],
    };
    const algorithm = algorithmOf(token);
    if (algorithm === 'HS256' && secret !== null) {
      return (await jwtVerify(token, secret, { ...rules, algorithms: ['HS256'] })).payload;
    }
    if (remote !== null)
      return (await jwtVerify(token, remote, { ...rules, algorithms: PUBLIC_KEY_ALGORITHMS })).payload;
    throw refused('The token is not signed with HS256.');
  };

  return async (authorization) => {
    if (authorization.length === 0) return ANONYMOUS;
    const token = bearerOf(authorization);
    if (secret === null && remote === null) {
      throw refused('This gateway takes no tokens: neither a secret nor a key set is configured.');
    }
    try {
      return viewerOf(await verify(token));
    } catch (error) {
      throw error instanceof GatewayError ? error : refused('The token was refused.', error);
    }
  };
};
