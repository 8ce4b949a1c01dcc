/** Where Redis is and how to get in, out of one URL. */
export interface RedisPlace {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** The name under which the sentinels know the primary. */
  readonly name: string;
  readonly credentials: { readonly username?: string; readonly password?: string };
  readonly sentinelCredentials: { readonly sentinelUsername?: string; readonly sentinelPassword?: string };
  readonly db: number;
  /** `null` for a plain connection. `servername` where certificates are made out to a name. */
  readonly tls: { readonly servername?: string } | null;
}

const FORM =
  /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^/?#@]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

/**
 * Reads `redis://`, `rediss://`, `redis+sentinel://` and `redis+cluster://` URLs, the last two with `rediss+` for TLS as well:
 * `redis[s][+sentinel|+cluster]://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]...][/DB or /MASTER[/DB]][?sentinelUsername=&sentinelPassword=&servername=]`.
 * Hosts may be IPv6 in brackets; user and password are percent-encoded. Throws an error that quotes nothing of the URL, which has secrets.
 */
export const parseRedisUrl = (url: string): RedisPlace => {
  const form = FORM.exec(url);
  if (form === null) throw new TypeError('REDIS_URL has none of the forms that docs/redis.md lists.');
  const [, secure, kind = 'single', login, hosts = '', path = '', query = ''] = form;
  const parts = path.split('/').filter((part) => part !== '');
  const name = kind === 'sentinel' ? (parts.shift() ?? 'mymaster') : 'mymaster';
  const options = new URLSearchParams(query);
  const named = (key: string): string | undefined => options.get(key) ?? undefined;
  const [user, password] = loginOf(login);
  return {
    kind: kind as RedisPlace['kind'],
    nodes: hosts.split(',').map((host) => nodeOf(host, kind === 'sentinel' ? 26_379 : 6_379)),
    name: decodeURIComponent(name),
    credentials: present({ username: user, password }),
    sentinelCredentials: present({
      sentinelUsername: named('sentinelUsername'),
      sentinelPassword: named('sentinelPassword'),
    }),
    db: numberOf(parts[0] ?? '0', 'The database'),
    tls: secure === '' ? null : present({ servername: named('servername') }),
  };
};

export const isRedisUrl = (url: string): boolean => {
  try {
    parseRedisUrl(url);
    return true;
  } catch {
    return false;
  }
};

/** `USER:PASSWORD`, `:PASSWORD`, or a user alone; what is empty is absent. */
const loginOf = (login = ''): [string | undefined, string | undefined] => {
  const at = login.indexOf(':');
  const [user, password] = at === -1 ? [login, ''] : [login.slice(0, at), login.slice(at + 1)];
  return [decodeURIComponent(user) || undefined, decodeURIComponent(password) || undefined];
};

const nodeOf = (text: string, port: number): { host: string; port: number } => {
  const [, bracketed, plain, given] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new TypeError('REDIS_URL names a host that is none.');
  return { host, port: given === undefined ? port : numberOf(given, 'A port') };
};

const numberOf = (text: string, what: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new TypeError(`${what} in REDIS_URL is no number.`);
  return Number(text);
};

const present = <T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
