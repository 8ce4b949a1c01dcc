import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { onCore } from './cores.mjs';

export const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** The time that a share of all stayed below. */
const shares = (times) => {
  times.sort((left, right) => left - right);
  return (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
};

/** Sends `amount` requests, or as many as go in so many `seconds`, each with the body that `next` gives and as soon as a connection has been answered, and tells how it went. */
export const load = async (url, next, { amount, seconds, connections = 20 }) => {
  const times = [];
  let [first, last] = [0, 0];
  const running = autocannon({
    url,
    method: 'POST',
    headers: HEADERS,
    ...(seconds === undefined
      ? { amount, connections: Math.min(connections, amount) }
      : { duration: seconds, connections }),
    timeout: 60,
    requests: [
      { method: 'POST', headers: HEADERS, setupRequest: (request) => ({ ...request, body: next() }) },
    ],
  });
  // Its own clock ticks in seconds.
  running.on('response', (_client, _status, _bytes, ms) => {
    last = performance.now();
    if (times.length === 0) first = last - ms;
    times.push(ms);
  });
  const result = await running;
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 2xx.`);
  }
  const at = shares(times);
  return { rate: (times.length * 1_000) / (last - first), p50: at(0.5), p99: at(0.99) };
};

/** Bodies that the pacer sends in turn. */
const BODIES = 10_000;

const pacer = (task, core) => {
  const child = fork(fileURLToPath(new URL('./pacer.mjs', import.meta.url)), {
    ...onCore(core, ['--max-semi-space-size=64']),
    serialization: 'advanced',
  });
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The pacer ended with ${code}.`)));
    child.send(task);
  });
};

/** Sends requests as fast as they are answered, and tells how many a second that is. */
export const saturated = async (url, next, { amount, core }) => {
  const bodies = Array.from({ length: Math.min(BODIES, amount) }, next);
  return (await pacer({ url, bodies, amount }, core)).rate;
};

/**
 * Sends requests at an even pace for so many seconds, `rate` a second, from a process of its own: one that is slow doesn't keep the next from being sent, and counts from when it was due. `late` is by how much the
 * sender itself was late with the 99th of a hundred, which its time has in it.
 */
export const paced = async (url, next, { seconds, rate, core }) => {
  const bodies = Array.from({ length: BODIES }, next);
  const { times, late } = await pacer({ url, bodies, rate, amount: Math.round(rate * seconds) }, core);
  const at = shares(times);
  return { p50: at(0.5), p99: at(0.99), late: shares(late)(0.99) };
};

/** One request, its answer as it came. */
export const ask = async (url, body) => {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body });
  return await response.text();
};
