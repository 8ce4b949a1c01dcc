// A process that sends requests at an even pace, whatever becomes of them, or as fast as they are answered: `{ url, bodies, rate, amount }` comes in, the bodies in turn and no rate for the latter; `{ times, late, rate }` goes out: milliseconds from the
// moment at which each was due to its answer, and to when the sender saw that: what it waits for a free connection is the server's.
// It speaks HTTP by itself, and keeps its memory to itself: Node's own client costs several times what a hit costs the server, and what is collected here would be measured as waiting.
import { connect } from 'node:net';

const LINES = 32;
const HEAD_END = Buffer.from('\r\n\r\n');

/** A connection that carries one request at a time. `onAnswer` is told of which; then it may carry another. */
class Line {
  #socket;
  #carries = -1;
  #came = 0;
  #wanted = -1;

  constructor({ hostname, port }, onAnswer, onFault) {
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('error', onFault);
    this.#socket.on('data', (bytes) => {
      if (this.#wanted === -1) {
        this.#wanted = answerLength(bytes);
        if (this.#wanted === -1)
          onFault(new Error(`Not an answer that was expected: ${bytes.subarray(0, 200)}`));
        this.#came = 0;
      }
      this.#came += bytes.length;
      if (this.#came < this.#wanted) return;
      this.#wanted = -1;
      onAnswer(this, this.#carries);
    });
  }

  send(bytes, at) {
    this.#carries = at;
    this.#socket.write(bytes);
  }
}

/** Of an answer that begins with these bytes, head and all; -1 for none that is expected. */
const answerLength = (bytes) => {
  const end = bytes.indexOf(HEAD_END);
  const head = end === -1 ? '' : bytes.latin1Slice(0, end).toLowerCase();
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  return head.startsWith('http/1.1 200 ') && length !== undefined
    ? end + HEAD_END.length + Number(length)
    : -1;
};

const run = ({ url, bodies, rate, amount }) =>
  new Promise((resolve, reject) => {
    const address = new URL(url);
    const requests = bodies.map((body) =>
      Buffer.from(
        `POST ${address.pathname} HTTP/1.1\r\nhost: ${address.host}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    );
    const [times, late] = [new Float64Array(amount), new Float64Array(amount)];
    let [due, sent, answered] = [0, 0, 0];
    const free = [];
    const from = performance.now() + 100;
    const dueAt = (at) => (rate === undefined ? from : from + (at * 1_000) / rate);
    const send = () => {
      while (sent < due && free.length > 0) {
        const at = sent++;
        free.pop().send(requests[at % requests.length], at);
      }
    };
    const onAnswer = (line, at) => {
      const now = performance.now();
      times[at] = now - dueAt(at);
      answered += 1;
      if (answered === amount) return resolve({ times, late, rate: (amount * 1_000) / (now - from) });
      free.push(line);
      send();
    };
    for (let count = 0; count < LINES; count += 1) free.push(new Line(address, onAnswer, reject));
    const tick = () => {
      const now = performance.now();
      while (due < amount && dueAt(due) <= now) {
        late[due] = now - dueAt(due);
        due += 1;
      }
      send();
      if (due < amount) setImmediate(tick);
    };
    tick();
  });

process.once('message', async (task) => {
  const told = await run(task);
  process.send(told, () => process.exit(0));
});
