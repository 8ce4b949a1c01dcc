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
