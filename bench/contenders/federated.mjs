import { readFile } from 'node:fs/promises';
import { readConfig } from '../../dist/src/config.js';
import { readSubgraphs } from '../../dist/src/federation/subgraph-config.js';
import { createGateway } from '../../dist/src/gateway.js';
import { seedIfEmpty } from '../../dist/src/ingest/seed-newsroom.js';
import { createLog } from '../../dist/src/observe/log.js';
import { openDatabase } from '../../dist/src/open-database.js';
import { listening } from './common.mjs';

/** Dateline with the sample stories; with COMMENTS_URL as a gateway to the comments, too. */
const { COMMENTS_URL } = process.env;
const config = readConfig({ ...process.env, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production' });
const { url: mongodbUrl } = await openDatabase(config, { memory: true });

const remotes = async () => {
  const sdl = await readFile(
    new URL('../../examples/subgraphs/comments/comments.graphql', import.meta.url),
    'utf8',
  );
  const settings = JSON.stringify({ subgraphs: { comments: { url: COMMENTS_URL } } });
  return readSubgraphs(settings, 'dateline').map((subgraph) => ({
    config: subgraph,
    name: subgraph.name,
    url: subgraph.url,
    sdl,
  }));
};
const gateway = await createGateway({
  config,
  mongodbUrl,
  log: createLog({ level: 'warn' }),
  ...(COMMENTS_URL !== undefined && { remotes }),
});
const { port } = await gateway.listen();
await seedIfEmpty(gateway.store, Date.now());
listening(port);
