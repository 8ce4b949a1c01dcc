import { randomNumbers, zipf } from '../dist/src/ingest/synthetic-words.js';
import { startContender } from './contender.mjs';
import { CAN_PIN } from './cores.mjs';
import { ask, load, paced, saturated } from './load.mjs';
import { SCREENS } from './screens.mjs';

/** Runs that aren't a race of all: each starts what it needs and answers with rows for a table. */
const json = (body) => JSON.stringify(body);
const STORIES = 10_000;

/** As long as a front page, and as a story's headline. */
const FRONT_ANSWER = 16_189;
const SMALL_ANSWER = 112;

const mixed = (seed, stories = STORIES) => {
  const random = randomNumbers(seed);
  const story = zipf(stories, random);
  const screens = [SCREENS.front, SCREENS.story, SCREENS.tag, SCREENS.writer, SCREENS.card];
  return () => json(screens[Math.floor(random() * screens.length)](story()));
};

const withContender = async (name, env, use) => {
  const contender = await startContender(name, env);
  try {
    return await use(contender);
  } finally {
    await contender.stop();
  }
};

/** Warm with five publishes a second through the gateway: answers after one returned that still show the older headline. */
export const churn = async ({ env, quick, mongodb }) => {
  const amount = quick ? 2_000 : 40_000;
  const run = (publishing) =>
    withContender('dateline', env, async (contender) => {
      await load(contender.url, mixed(1), { amount: amount * 2 });
      const random = randomNumbers(7);
      const story = zipf(500, random);
      let [stale, publishes, going] = [0, 0, true];
      const publisher = (async () => {
        while (going && publishing) {
          const slug = `story-${story()}`;
          const headline = `Headline ${publishes} of ${slug}`;
          await contender.request({ publish: { slug, headline } }, 'published');
          publishes += 1;
          const body = json({ query: SCREENS.small(0).query, variables: { slug } });
          if (!(await ask(contender.url, body)).includes(headline)) stale += 1;
          await new Promise((resolve) => setTimeout(resolve, 180));
        }
      })();
      const [before, commands] = [await contender.usage(), mongodb.count()];
      await load(contender.url, mixed(2), { amount });
      going = false;
      await publisher;
      const after = await contender.usage();
      return {
        'with publishes': publishing ? 'yes' : 'no',
        publishes,
        stale,
        'CPU µs': ((after.cpuUs - before.cpuUs) / amount).toFixed(0),
        'MongoDB commands a request': ((mongodb.count() - commands) / amount).toFixed(3),
      };
    });
  return {
    what: 'Dateline, five screens after Zipf, with and without five publishes a second through it.',
    rows: [await run(false), await run(true)],
  };
};

/** The same tag page in archives of several sizes, every tag once, nothing in memory. */
export const growth = async ({ env, quick, lists }) => {
  const rows = [];
  for (const stories of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000]) {
    const database = `dateline_bench_lists_${stories}`;
    await lists(database, stories);
    rows.push(
      await withContender(
        'dateline',
        { ...env, DATELINE_DATABASE: database, DATELINE_CACHE_PREFIX: `growth${stories}` },
        async ({ url, usage }) => {
          const page = (n) => json({ query: SCREENS.tag(0).query, variables: { slug: `topic-${n}` } });
          const times = [];
          // The 20 most frequent tags have full pages in the smallest archive too. The code is warm before the first is timed.
          for (let n = 20; n < 120; n += 1) await ask(url, page(n));
          const before = await usage();
          for (let n = 0; n < 20; n += 1) {
            const from = performance.now();
            await ask(url, page(n));
            times.push(performance.now() - from);
          }
          const after = await usage();
          times.sort((left, right) => left - right);
          return {
            stories,
            'median ms': times[10].toFixed(2),
            'CPU ms': ((after.cpuUs - before.cpuUs) / 20_000).toFixed(2),
          };
        },
      ),
    );
  }
  return { what: 'A tag page of 20 stories, read for the first time, in archives of several sizes.', rows };
};

/** One front page over more and more connections. */
export const connections = async ({ env, quick }) =>
  withContender('dateline', env, async ({ url, usage }) => {
    const body = json(SCREENS.front());
    await load(url, () => body, { amount: 3_000 });
    const rows = [];
    for (const count of quick ? [10, 500] : [10, 100, 500, 1_000, 2_000, 5_000]) {
      const amount = Math.max(3_000, count * 3);
      const before = await usage();
      const { rate, p50, p99 } = await load(url, () => body, { amount, connections: count });
      const after = await usage();
      rows.push({
        connections: count,
        'CPU µs': ((after.cpuUs - before.cpuUs) / amount).toFixed(0),
        'requests/s': rate.toFixed(0),
        'p50 ms': p50.toFixed(1),
        'p99 ms': p99.toFixed(1),
        'RSS MB': (after.rss / 1_048_576).toFixed(0),
      });
    }
    return { what: 'Dateline, one front page over more and more connections.', rows };
  });

const SERVER_CORE = 0;
const SENDER_CORE = 1;
const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

/**
 * Response times at 70 % of what it can do, at an even pace: of a bare server and of Dateline with one front page, then with screens of which all are in memory, and with some that
 * MongoDB has to be asked for, which are as slow as that. The server has one core and the sender the other, in what saturates it as in what is timed; in turns, medians of the rounds.
 */
export const tail = async ({ env, quick }) => {
  const front = json(SCREENS.front());
  const small = json(SCREENS.small(7));
  const cases = [
    ['bare', 'one front page', () => () => front],
    ['dateline', 'one front page', () => () => front],
    ['bare', 'one story', () => () => small],
    ['dateline', 'one story', () => () => small],
    ['dateline', 'five screens over 300 stories', (seed) => mixed(seed, 300)],
    ['dateline', 'five screens over 10,000 stories', mixed],
  ];
  const [warmUp, amount, seconds, rounds] = quick ? [10_000, 5_000, 2, 3] : [60_000, 30_000, 10, 5];
  const servers = [];
  try {
    for (const [name, what, source] of cases) {
      const contender = await startContender(name, env, { core: SERVER_CORE });
      servers.push({ name, what, source, contender, seen: [] });
      if (name === 'bare')
        contender.send({ answer: 'x'.repeat(what === 'one story' ? SMALL_ANSWER : FRONT_ANSWER) });
      await saturated(contender.url, source(1), { amount: warmUp, core: SENDER_CORE });
    }
    for (let round = 0; round < rounds; round += 1)
      for (const { contender, source, seen } of servers) {
        const { url } = contender;
        const rate = await saturated(url, source(2 * round + 2), { amount, core: SENDER_CORE });
        const told = await paced(url, source(2 * round + 3), {
          seconds,
          rate: rate * 0.7,
          core: SENDER_CORE,
        });
        seen.push({ ...told, rate });
      }
    const rows = servers.map(({ name, what, seen }) => {
      const of = (value) => median(seen.map(value));
      return {
        server: name,
        asked: what,
        'saturation/s': of(({ rate }) => rate).toFixed(0),
        'p50 ms': of(({ p50 }) => p50).toFixed(2),
        'p99 ms': of(({ p99 }) => p99).toFixed(2),
        'p99 / p50': of(({ p50, p99 }) => p99 / p50).toFixed(1),
        'sender late by (p99) ms': of(({ late }) => late).toFixed(2),
      };
    });
    const cores = CAN_PIN
      ? 'the server on one core, the sender on another'
      : 'both on whatever cores there are';
    return { what: `Response times at 70 % of saturation, at an even pace; ${cores}.`, rows };
  } finally {
    await Promise.all(servers.map(({ contender }) => contender.stop()));
  }
};

/** Documents that nobody asked before, each once: memory has to stay flat. */
export const operations = async ({ env, quick }) =>
  withContender('dateline', env, async ({ url, usage }) => {
    const rows = [];
    const [steps, each] = quick ? [4, 1_000] : [20, 5_000];
    let made = 0;
    const next = () => {
      made += 1;
      return json({
        query: `query Q${made} { article(slug: "story-${made % STORIES}") { a${made}: headline url standfirst tags { name } } }`,
      });
    };
    for (let step = 0; step <= steps; step += 1) {
      if (step > 0) await load(url, next, { amount: each });
      const { rss } = await usage();
      rows.push({ operations: made, 'RSS MB': (rss / 1_048_576).toFixed(0) });
    }
    return { what: 'Dateline, documents that were never asked before, each once.', rows };
  });

export const RUNS = { churn, growth, connections, tail, operations };
