import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onCore } from './cores.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Resolves with the next message that has `key`. */
const message = (child, key) =>
  new Promise((resolve, reject) => {
    const onMessage = (told) => {
      if (told[key] === undefined) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(told[key]);
    };
    const onExit = (code) => reject(new Error(`It ended with ${code} before it said ${key}.`));
    child.on('message', onMessage);
    child.once('exit', onExit);
  });

/** What `dateline start` sets for its process. */
const FLAGS = { dateline: ['--heap-growing-percent=35'] };

/** By name: the program, and what it is told beside what all are told. */
const VARIANTS = {
  'apollo without its cache': ['apollo', { BENCH_NO_CACHE: '1' }],
  'mercurius without its cache': ['mercurius', { BENCH_NO_CACHE: '1' }],
  'dateline without Redis': ['dateline', { REDIS_URL: '' }],
  'dateline without kept answers': ['dateline', { DATELINE_KEEP_ANSWERS: 'false' }],
};

/** Starts a contender in a process of its own, on a core of its own if one is named. */
export const startContender = async (name, env, { core } = {}) => {
  const [program, more] = VARIANTS[name] ?? [name, {}];
  const child = fork(path(`./contenders/${program}.mjs`), {
    ...onCore(core, ['--import', path('./probe.mjs'), ...(FLAGS[program] ?? [])]),
    env: { ...process.env, NODE_ENV: 'production', ...env, ...more },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await message(child, 'port');
  return {
    name,
    url: `http://127.0.0.1:${port}/${program === 'apollo' ? '' : 'graphql'}`,
    send: (told) => child.send(told),
    /** Sends something and waits for the answer of that name. */
    request: async (told, key) => {
      const answer = message(child, key);
      child.send(told);
      return await answer;
    },
    usage: async () => {
      const usage = message(child, 'usage');
      child.send({ usage: true });
      return await usage;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};
