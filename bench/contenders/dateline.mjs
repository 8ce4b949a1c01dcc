import { readConfig } from '../../dist/src/config.js';
import { createGateway } from '../../dist/src/gateway.js';
import { createLog } from '../../dist/src/observe/log.js';
import { listening, MONGODB_URL } from './common.mjs';

/** Dateline as `dateline start` starts it in production. */
const gateway = await createGateway({
  config: readConfig({ ...process.env, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production' }),
  mongodbUrl: MONGODB_URL,
  log: createLog({ level: 'warn' }),
});
process.on('message', async ({ publish }) => {
  if (publish === undefined) return;
  const [head] = await gateway.store.articles.headsBySlug([publish.slug]);
  const [body] = await gateway.store.articles.bodies([head._id]);
  const version = head.version + 1;
  await gateway.store.articles.put([{ ...head, headline: publish.headline, version, blocks: body.blocks }]);
  process.send({ published: true });
});
const { port } = await gateway.listen();
listening(port);
