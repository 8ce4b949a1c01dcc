// A process that sends requests at an even pace, whatever becomes of them: `{ url, bodies, rate }` comes in, `{ times }` goes out, in milliseconds from the moment at which each was due.
import { Agent, request } from 'node:http';
import { HEADERS } from './load.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

const send = (url, body, due) =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: HEADERS }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
        else resolve(performance.now() - due);
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });

process.once('message', async ({ url, bodies, rate }) => {
  const sent = [];
  const from = performance.now();
  await new Promise((resolve) => {
    const tick = () => {
      const now = performance.now();
      while (sent.length < bodies.length && from + (sent.length * 1_000) / rate <= now)
        sent.push(send(url, bodies[sent.length], from + (sent.length * 1_000) / rate));
      if (sent.length === bodies.length) resolve();
      else setImmediate(tick);
    };
    tick();
  });
  process.send({ times: await Promise.all(sent) }, () => process.exit(0));
});
