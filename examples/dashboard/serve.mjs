// `node examples/dashboard/serve.mjs [GATEWAY] [PORT]`: serves the dashboard from this folder, for a gateway that lets its origin in.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('./', import.meta.url);
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The page runs its own scripts alone, and talks to the gateway alone. */
const headers = (gateway) => ({
  'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${gateway}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
});

/** Starts to serve; resolves with the server and its address. */
export const serveDashboard = async (gateway, port = 4100) => {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'index.html';
    const type = TYPES[name.split('.').at(-1)];
    try {
      if (name === 'config.json') {
        response.writeHead(200, { ...headers(gateway), 'content-type': 'application/json' });
        response.end(JSON.stringify({ gateway }));
        return;
      }
      if (type === undefined || !/^[\w-]+\.\w+$/.test(name)) throw new Error('Not ours.');
      const bytes = await readFile(new URL(name, FOLDER));
      response.writeHead(200, { ...headers(gateway), 'content-type': `${type}; charset=utf-8` });
      response.end(bytes);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address();
  return { server, url: `http://127.0.0.1:${taken}` };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [gateway = 'http://127.0.0.1:4000', port = '4100'] = process.argv.slice(2);
  const { url } = await serveDashboard(gateway, Number(port));
  console.log(
    `The dashboard is at ${url}, for the gateway at ${gateway}. Start that with DATELINE_CORS_ORIGINS=${url}`,
  );
}
