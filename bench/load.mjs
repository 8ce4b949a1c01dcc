import autocannon from 'autocannon';

export const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** Sends `amount` requests, each with the body that `next` gives, and answers with what the load generator saw. */
export const load = async (url, next, { amount, connections = 20, rate = 0 }) => {
  const times = [];
  const running = autocannon({
    url,
    method: 'POST',
    headers: HEADERS,
    amount,
    connections,
    timeout: 60,
    ...(rate > 0 && { overallRate: rate }),
    requests: [
      { method: 'POST', headers: HEADERS, setupRequest: (request) => ({ ...request, body: next() }) },
    ],
  });
  running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  const result = await running;
  if (result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 2xx.`);
  }
  times.sort((left, right) => left - right);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { rate: amount / result.duration, p50: at(0.5), p99: at(0.99) };
};

/** One request, its answer as it came. */
export const ask = async (url, body) => {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body });
  return await response.text();
};

/** Numbers from 0 to 1, the same for the same seed: mulberry32, public domain, by Tommy Ettinger. */
export const randomNumbers = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Numbers below `count` after Zipf, the first the most often. */
export const zipf = (count, random) => {
  const sums = [];
  let sum = 0;
  for (let at = 1; at <= count; at += 1) {
    sum += 1 / at;
    sums.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};
