import { SignJWT } from 'jose';
import { type Clock, systemClock } from '../content/clock.ts';

export interface TokenClaims {
  readonly secret: string;
  readonly subject: string;
  readonly tier?: 'registered' | 'subscriber';
  readonly roles?: readonly ('editor' | 'chief' | 'admin')[];
  readonly desks?: readonly string[];
  readonly sections?: readonly string[];
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  /** Default: an hour. */
  readonly seconds?: number;
  readonly clock?: Clock;
}

/** Signs a bearer token (HS256) that `createAuthenticator` takes when it has the same secret: for trying things out, and for scripts. */
export const mintToken = async (claims: TokenClaims): Promise<string> => {
  const {
    secret,
    subject,
    tier,
    roles = [],
    desks = [],
    sections = [],
    issuer,
    audience,
    seconds = 3_600,
  } = claims;
  const now = Math.floor((claims.clock ?? systemClock)() / 1_000);
  const token = new SignJWT({
    ...(tier !== undefined && { tier }),
    ...(roles.length > 0 && { roles }),
    ...(desks.length > 0 && { desks }),
    ...(sections.length > 0 && { sections }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds);
  if (issuer !== undefined) token.setIssuer(issuer);
  if (audience !== undefined) token.setAudience(audience);
  return await token.sign(Buffer.from(secret, 'utf8'));
};
