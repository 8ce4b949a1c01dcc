// `node scripts/build.mjs && node bench/federation-faults.mjs`: what a subgraph that fails costs: how long a mixed query takes, what memory grows by, and what becomes of queries for our own.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { startContender } from './contender.mjs';
import { ask } from './load.mjs';

const CROWD = 30;
const OWN = 60;
const json = { 'content-type': 'application/json' };
const entities = (list) => JSON.stringify({ data: { _entities: list } });

const flood = (response) => {
  response.writeHead(200, json);
  const chunk = Buffer.alloc(65_536, 'x');
  let left = 100_000_000;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
};
const FAULTS = {
  'answers at once': (response) =>
    response.writeHead(200, json).end(entities([{ __typename: 'Article', commentCount: 1 }])),
  hangs: () => {},
  resets: (response) => response.socket.resetAndDestroy(),
  'answers HTML': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Down</h1>'),
  'too few': (response) => response.writeHead(200, json).end(entities([])),
  'another’s keys': (response) =>
    response
      .writeHead(200, json)
      .end(entities([{ __typename: 'Article', _asked_id: 'art_zzzzzzzzzzzzzzzz', commentCount: 1 }])),
  'nests 2 MB deep': (response) => response.writeHead(200, json).end(`{"data":${'['.repeat(2_000_000)}`),
  '100 MB': flood,
};

let fault = FAULTS['answers at once'];
const server = createServer((request, response) => {
  request.resume().on('end', () => fault(response));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const gateway = await startContender('federated', {
  ...{ DATELINE_KEEP_ANSWERS: 'false', DATELINE_LOG_LEVEL: 'silent', MONGODB_URL: '', REDIS_URL: '' },
  COMMENTS_URL: `http://127.0.0.1:${server.address().port}/graphql`,
});

const timed = async (query) => {
  const began = performance.now();
  const answer = JSON.parse(await ask(gateway.url, JSON.stringify({ query })));
  return { ms: performance.now() - began, answer };
};
const at = (values, share) =>
  [...values].sort((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ];
const mixed = (n) => `{ n${n}: article(slug: "ninetieth-minute") { headline commentCount } }`;
const own = '{ articles(first: 10) { nodes { headline } } }';

try {
  for (let n = 0; n < 200; n += 1) await Promise.all([timed(mixed(n % CROWD)), timed(own)]);
  console.log(
    `| a subgraph that | mixed query, ms (median, longest) | our own meanwhile, ms (median) | memory, MB more |`,
  );
  console.log('|---|---|---|---|');
  for (const [name, next] of Object.entries(FAULTS)) {
    // A success closes the circuit.
    fault = FAULTS['answers at once'];
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await timed(mixed(0));
    const before = (await gateway.usage()).rss;
    fault = next;
    const crowd = Promise.all(Array.from({ length: CROWD }, (_, n) => timed(mixed(n))));
    const alone = [];
    for (let n = 0; n < OWN; n += 1) alone.push((await timed(own)).ms);
    const all = await crowd;
    const grown = ((await gateway.usage()).rss - before) / 1_048_576;
    const lost = all.filter(({ answer }) => Object.values(answer.data)[0]?.headline === undefined).length;
    if (lost > 0) throw new Error(`${name}: ${lost} answers lost what is ours.`);
    const times = all.map(({ ms }) => ms);
    console.log(
      `| ${name} | ${at(times, 0.5).toFixed(0)}, ${at(times, 1).toFixed(0)} | ${at(alone, 0.5).toFixed(1)} | ${Math.max(0, grown).toFixed(0)} |`,
    );
  }
} finally {
  await gateway.stop();
  server.closeAllConnections();
  server.close();
}
