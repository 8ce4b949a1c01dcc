import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import Negotiator from 'negotiator';
import { withoutSlash } from '../exchange.ts';
import { hasVersion } from '../has-version.ts';
import type { PageHandler } from '../router.ts';
import { SECURITY_HEADERS } from '../send.ts';

/** Where the build puts the page: beside the compiled sources. */
const FOLDER = new URL('../../../sandbox/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** The page talks to its own gateway alone. The editor sets styles from its script, and carries its font and signs in them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Asset {
  readonly gzipped: Buffer;
  readonly type: string;
  readonly digest: string;
}

const readAssets = (folder: URL): Map<string, Asset> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.gz'))
      .map((file) => {
        const name = file.slice(0, -3);
        const gzipped = readFileSync(new URL(file, folder));
        const digest = createHash('sha256').update(gzipped).digest('base64url').slice(0, 22);
        return [
          name,
          { gzipped, type: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', digest },
        ];
      }),
  );

const nameOf = (path: string): string | null => {
  if (path === '/' || path === '/graphql') return 'index.html';
  return /^\/sandbox\/([\w.-]+)$/.exec(path)?.[1] ?? null;
};

const write = (
  request: IncomingMessage,
  response: ServerResponse,
  { gzipped, type, digest }: Asset,
): void => {
  const asked = { 'accept-encoding': String(request.headers['accept-encoding'] ?? '') };
  const takesGzip = new Negotiator({ headers: asked }).encodings(['gzip']).length > 0;
  const etag = takesGzip ? `"${digest}-gzip"` : `"${digest}"`;
  const headers = {
    ...SECURITY_HEADERS,
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    etag,
    vary: 'Accept, Accept-Encoding',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (hasVersion(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  const bytes = takesGzip ? gzipped : gunzipSync(gzipped);
  if (takesGzip) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-type', type);
  response.setHeader('content-length', bytes.byteLength);
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

/**
 * The sandbox: GraphiQL from our own files, opened on the example queries. `null` where it wasn't built, as in a production install.
 */
export const openSandbox = (folder: URL = FOLDER): PageHandler | null => {
  let assets: Map<string, Asset>;
  try {
    assets = readAssets(folder);
  } catch {
    return null;
  }
  if (!assets.has('index.html')) return null;
  return (request, response) => {
    const name = nameOf(withoutSlash((request.url ?? '').replace(/\?.*$/s, '')));
    const asset = name === null ? undefined : assets.get(name);
    if (asset === undefined) return false;
    write(request, response, asset);
    return true;
  };
};
