import { createServer } from 'node:http';
import { listening } from './common.mjs';

/** The floor: the same bytes for every request, with the headers that a JSON answer needs. The benchmark says which bytes. */
let answer = Buffer.from('{"data":null}\n');
process.on('message', (message) => {
  if (message.answer !== undefined) answer = Buffer.from(message.answer);
});
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': answer.length,
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => listening(server.address().port));
