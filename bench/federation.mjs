// `node scripts/build.mjs && node bench/federation.mjs`: what a story page with comments of another service costs the gateway, against a script that asks both by hand.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startContender } from './contender.mjs';
import { ask, load } from './load.mjs';

const ROUNDS = 5;
const AMOUNT = 600;
const WARM_UP = 1_500;

const PARTS = `id slug url headline standfirst publishedAt byline { text } tags { id slug name } section { id name }
  correspondents { id slug name } body { ... on FullBody { blocks { nodes { id ... on Paragraph { content { plain } } } } } }`;
const STORY_QUERY = `query Story($slug: String!) { article(slug: $slug) { ${PARTS} } }`;
const query = `query Story($slug: String!) { article(slug: $slug) { ${PARTS} commentCount comments(first: 20) { id name text saidAt } } }`;
const SLUGS = ['harbour-reopens-after-storm', 'ninetieth-minute', 'why-the-bay-glows', 'eel-quota-cut'];
const bodies = SLUGS.map((slug) => JSON.stringify({ query, variables: { slug } }));
const next = () => {
  let at = 0;
  return () => bodies[at++ % bodies.length];
};

const script = fileURLToPath(new URL('../examples/subgraphs/comments/serve.mjs', import.meta.url));
const comments = spawn(process.execPath, [script, '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, NODE_ENV: 'production' },
});
const [said] = await once(comments.stdout, 'data');
const COMMENTS_URL = /http\S+/.exec(String(said))[0];

/** Whole answers aren't kept: what is measured is how they are made, of stories that are in memory. */
const env = { DATELINE_KEEP_ANSWERS: 'false', MONGODB_URL: '', REDIS_URL: '' };
const gateway = await startContender('federated', { ...env, COMMENTS_URL });
const story = await startContender('federated', env);
const byHand = await startContender('by-hand', { STORY_URL: story.url, COMMENTS_URL, STORY_QUERY });

try {
  for (const body of bodies) {
    const [one, other] = await Promise.all([gateway, byHand].map(({ url }) => ask(url, body)));
    const fields = (text) => JSON.stringify(Object.entries(JSON.parse(text).data.article).sort());
    if (fields(one) !== fields(other)) throw new Error(`They answer differently:\n${one}\n${other}`);
  }
  const ways = { gateway: [gateway], 'by hand': [byHand, story] };
  const seen = new Map(Object.keys(ways).map((name) => [name, []]));
  for (const [first] of Object.values(ways)) await load(first.url, next(), { amount: WARM_UP });
  const used = async (parts) => await Promise.all(parts.map(async (part) => (await part.usage()).cpuUs));
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = Object.entries(ways);
    if (round % 2 === 1) order.reverse();
    for (const [name, parts] of order) {
      const before = await used(parts);
      await load(parts[0].url, next(), { amount: AMOUNT });
      const after = await used(parts);
      seen.get(name).push(after.map((cpuUs, at) => (cpuUs - before[at]) / AMOUNT));
    }
  }
  const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];
  const total = (name) => median(seen.get(name).map((parts) => parts.reduce((sum, part) => sum + part, 0)));
  const [merging, serving] = [0, 1].map((at) => median(seen.get('by hand').map((parts) => parts[at])));
  console.log(`gateway: ${total('gateway').toFixed(0)} µs of CPU a request`);
  console.log(
    `by hand: ${total('by hand').toFixed(0)} µs (script ${merging.toFixed(0)}, Dateline for the story ${serving.toFixed(0)})`,
  );
  console.log(
    `the gateway takes ${(total('gateway') / total('by hand')).toFixed(2)} times what asking both by hand takes`,
  );
} finally {
  for (const { stop } of [gateway, story, byHand]) await stop();
  comments.kill();
}
