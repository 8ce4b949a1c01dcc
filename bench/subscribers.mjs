// `node bench/subscribers.mjs [COUNT]`: so many silent subscribers over event streams beside one that is told, then all of them told; what they cost in memory and time.
// Starts a gateway with an embedded database in memory. Needs `ulimit -n` above COUNT.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const count = Number(process.argv[2] ?? 5_000);
const SECRET = 'a secret for measuring, and no other';
const PORT = 4_399;
const url = `http://127.0.0.1:${PORT}`;
const PUBLICATIONS = 30;

const gateway = spawn(process.execPath, ['dist/src/cli/dateline.js', 'start', '--memory'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    PORT: String(PORT),
    NODE_ENV: 'production',
    DATELINE_JWT_SECRET: SECRET,
    DATELINE_LOG_LEVEL: 'warn',
  },
});
process.on('exit', () => gateway.kill());
const memory = () => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
};

const { mintToken } = await import('../dist/src/graphql/mint-token.js');
const token = await mintToken({ secret: SECRET, subject: 'measuring', roles: ['chief'], seconds: 3_600 });
const ask = async (query, variables) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
};
const publish = async (headline, tags) => {
  const { saveDraft } = await ask(
    'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { article { id version } } }',
    { input: { story: { headline, tags, blocks: [{ paragraph: { content: { text: headline } } }] } } },
  );
  await ask('mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { announced } }', {
    input: saveDraft.article,
  });
  return performance.now();
};

/** Subscribes; `told` is called when something is told. */
const subscribe = (tag, told) =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      response.on('data', (chunk) => {
        if (chunk.includes('event: next')) told(performance.now());
      });
      resolve(response);
    });
    asked.end(
      JSON.stringify({
        query: `subscription ($tag: String) { storyChanges(filter: { tag: $tag }) { eventId kind article { id headline } } }`,
        variables: { tag },
      }),
    );
  });
const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const summary = (times) => {
  const sorted = times.toSorted((left, right) => left - right);
  return `p50 ${share(sorted, 0.5).toFixed(0)} ms, p99 ${share(sorted, 0.99).toFixed(0)} ms`;
};

const ready = () =>
  fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
while (!(await ready())) await pause(100);

/** How long publications take to reach the subscriber of another tag, one after the other. */
const watched = [];
let arrived = () => {};
await subscribe('music', (at) => arrived(at));
const latency = async (name) => {
  const times = [];
  for (let n = 0; n < PUBLICATIONS; n += 1) {
    const heard = new Promise((resolve) => {
      arrived = resolve;
    });
    const answered = await publish(`${name} ${n}`, ['music']);
    times.push(Math.max(0, (await heard) - answered));
  }
  return times;
};

await latency('Warm');
await pause(1_000);
const before = memory();
console.log(`alone: ${summary(await latency('Alone'))}`);
for (let open = 0; open < count; open += 100)
  await Promise.all(Array.from({ length: 100 }, () => subscribe('energy', (at) => watched.push(at))));
await pause(3_000);
const after = memory();
console.log(
  `${count} silent subscribers: ${before.toFixed(0)} MB -> ${after.toFixed(0)} MB, ${(((after - before) * 1_024) / count).toFixed(1)} KB each`,
);
console.log(`beside them: ${summary(await latency('Beside'))}`);
const all = [];
for (let n = 0; n < 5; n += 1) {
  watched.length = 0;
  const answered = await publish(`All ${n}`, ['energy']);
  while (watched.length < count) await pause(20);
  all.push(...watched.map((at) => Math.max(0, at - answered)));
}
console.log(`all of them told: ${summary(all)}`);
console.log(`in the end: ${memory().toFixed(0)} MB`);
process.exit(0);
