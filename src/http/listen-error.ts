const NO_SUCH_ADDRESS = 'is no address of this machine: set HOST to one of its own, or to 0.0.0.0 for all';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process: stop it, or set PORT to another port, 0 for a free one',
  EACCES: 'needs more rights than this user has: set PORT to 1024 or more',
  EADDRNOTAVAIL: NO_SUCH_ADDRESS,
  ENOTFOUND: NO_SUCH_ADDRESS,
  EAI_AGAIN: NO_SUCH_ADDRESS,
};

/** The address can't be had, in words that say what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code: string;

  constructor(cause: NodeJS.ErrnoException, host: string, port: number) {
    const { code = 'UNKNOWN' } = cause;
    const where = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    super(`${where} ${REASONS[code] ?? `can't be listened on (${cause.message})`}. (${code})`, { cause });
    this.code = code;
  }
}
