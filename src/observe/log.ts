import { type DestinationStream, type Logger, pino } from 'pino';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';
export type Log = Logger;

/** Keys whose values never reach the log, at the top of a line and one level down. */
const SECRET_KEYS = ['authorization', 'cookie', 'token', 'secret', 'password', 'jwt'];
const REDACTED = '[redacted]';

const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"']+@/gi;
const BEARER = /\b(Bearer\s+)[\w.~+/=-]+/gi;
const JWT = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;

/** Takes the credentials out of a text: user and password of any URL, bearer tokens, JWTs. */
export const withoutSecrets = (text: string): string =>
  text.replace(CREDENTIALS, `$1${REDACTED}@`).replace(BEARER, `$1${REDACTED}`).replace(JWT, REDACTED);

/**
 * The log: JSON lines on standard output, or on `destination`. Authorization, tokens, passwords and credentials in URLs
 * are taken out of every line, errors and their stacks included.
 */
export const createLog = (options: {
  readonly level: LogLevel;
  readonly destination?: DestinationStream;
}): Log =>
  pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `headers.${key}`]), censor: REDACTED },
      hooks: { streamWrite: withoutSecrets },
    },
    ...(options.destination === undefined ? [] : [options.destination]),
  );
