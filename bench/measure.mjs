import { startContender } from './contender.mjs';
import { ask, load } from './load.mjs';

const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

const medians = (rounds) =>
  Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, median(rounds.map((round) => round[key]))]));

/** So long a round is enough, in seconds: who is slow is asked less often. */
const ENOUGH = 3;

/** Rounds of lead-ins, beside the measured ones, so that they aren't asked the same. */
const LEAD_IN = 1_000;

/** How many requests a contender takes in that time. Not by the load generator's own clock, which ticks in seconds. */
const enoughFor = async (url, next) => {
  const connections = 20;
  const { p50 } = await load(url, next, { amount: 400, connections });
  return Math.ceil((ENOUGH * 1_000 * connections) / Math.max(p50, 0.5));
};

/** Starts a scenario's contenders, sees that they answer alike, and measures them in turns; `tell` is told how far it is. */
export const measure = async (scenario, { rounds, env, mongodb, redis, quick, tell }) => {
  const started = [];
  try {
    for (const name of scenario.contenders)
      started.push(await startContender(name, { ...env, ...scenario.env }));
    const speaking = started.filter(({ name }) => name !== 'bare');
    for (const body of scenario.sample) {
      const answers = await Promise.all(speaking.map(({ url }) => ask(url, body)));
      const data = answers.map((answer) => JSON.stringify(JSON.parse(answer).data));
      const other = data.findIndex((text) => text !== data[0] || text.includes('"errors"'));
      if (other !== -1) {
        throw new Error(
          `${speaking[other].name} answers unlike ${speaking[0].name}:\n${answers[other].slice(0, 600)}\n${answers[0].slice(0, 600)}`,
        );
      }
    }
    const bytes = Buffer.byteLength(await ask(speaking.at(-1).url, scenario.sample[0]));
    for (const { name, send } of started) {
      if (name === 'bare') send({ answer: await ask(speaking.at(-1).url, scenario.sample[0]) });
    }

    const most = quick ? Math.ceil(scenario.amount / 10) : scenario.amount;
    const warmUp = quick ? Math.ceil(scenario.warmUp / 6) : scenario.warmUp;
    const leadIn = Math.ceil((scenario.leadInSeconds ?? 0) / (quick ? 4 : 1));
    const amounts = new Map(started.map(({ name }) => [name, most]));
    for (const { name, url } of started) {
      tell(`${name} is warming up`);
      const first = scenario.first?.();
      if (first !== undefined && !quick) await load(url, first.next, first);
      const next = scenario.next(0);
      await load(url, next, { amount: Math.ceil(warmUp / 4) });
      const enough = await enoughFor(url, next);
      await load(url, next, { amount: Math.min(Math.ceil((warmUp * 3) / 4), enough * 4) });
      amounts.set(name, Math.min(most, enough));
    }
    const seen = new Map(started.map(({ name }) => [name, []]));
    for (let round = 0; round < (scenario.rounds ?? rounds); round += 1) {
      tell(`round ${round + 1}`);
      // In turns, each round begun by another one: what else the machine does meets all of them.
      const order = started.map((_, at) => started[(at + round) % started.length]);
      for (const contender of order) {
        if (leadIn > 0) await load(contender.url, scenario.next(LEAD_IN + round), { seconds: leadIn });
        const next = scenario.next(round + 1);
        const amount = amounts.get(contender.name);
        const [before, commands, asked] = [await contender.usage(), mongodb.count(), await redis.count()];
        const told = await load(contender.url, next, { amount });
        const after = await contender.usage();
        seen.get(contender.name).push({
          cpuUs: (after.cpuUs - before.cpuUs) / amount,
          rate: told.rate,
          p50: told.p50,
          p99: told.p99,
          mongodb: (mongodb.count() - commands) / amount,
          redis: ((await redis.count()) - asked) / amount,
          allocatedKb: (after.allocated - before.allocated) / amount / 1_024,
          rssMb: after.rss / 1_048_576,
        });
      }
    }
    return { bytes, contenders: Object.fromEntries([...seen].map(([name, all]) => [name, medians(all)])) };
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
};
