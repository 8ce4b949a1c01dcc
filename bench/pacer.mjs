// A process that sends requests at an even pace, whatever becomes of them: `{ url, bodies, rate, amount }` comes in, the bodies in turn, `{ times }` goes out, in milliseconds from the moment at which each was due.
// It speaks HTTP by itself: Node's own client costs several times what a hit costs the server, and would be what is measured.
import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** A connection that carries one request at a time; `idle` is called whenever it may carry another. */
const openLine = ({ hostname, port }, idle, failed) => {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let [came, wanted, heard] = [0, null, null];
  socket.on('data', (bytes) => {
    if (wanted === null) {
      const end = bytes.indexOf(HEAD_END);
      const head = end === -1 ? '' : bytes.toString('latin1', 0, end).toLowerCase();
      const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
      if (!head.startsWith('http/1.1 200 ') || length === undefined)
        return failed(new Error(`Not an answer that was expected: ${bytes.subarray(0, 200)}`));
      wanted = end + HEAD_END.length + Number(length);
      came = 0;
    }
    came += bytes.length;
    if (came < wanted) return;
    wanted = null;
    const told = heard;
    heard = null;
    told();
    idle(line);
  });
  socket.on('error', failed);
  const line = {
    send: (text, done) => {
      heard = done;
      socket.write(text);
    },
    close: () => socket.destroy(),
  };
  return line;
};

const LINES = 128;

process.once('message', async ({ url, bodies, rate, amount }) => {
  const address = new URL(url);
  const texts = bodies.map(
    (body) =>
      `POST ${address.pathname} HTTP/1.1\r\nhost: ${address.host}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const times = await new Promise((resolve, reject) => {
    const free = [];
    const answered = [];
    let [due, sent] = [0, 0];
    const from = performance.now() + 100;
    const dueAt = (at) => from + (at * 1_000) / rate;
    const send = () => {
      while (sent < due && free.length > 0) {
        const at = sent++;
        free.pop().send(texts[at % texts.length], () => {
          answered.push(performance.now() - dueAt(at));
          if (answered.length === amount) resolve(answered);
        });
      }
    };
    const lines = Array.from({ length: LINES }, () =>
      openLine(
        address,
        (line) => {
          free.push(line);
          send();
        },
        reject,
      ),
    );
    free.push(...lines);
    const tick = () => {
      const now = performance.now();
      while (due < amount && dueAt(due) <= now) due += 1;
      send();
      if (due < amount) setImmediate(tick);
    };
    tick();
  });
  process.send({ times }, () => process.exit(0));
});
