import { connect, createServer } from 'node:net';

/** A proxy before MongoDB that counts the messages which clients send: the same count for every driver and every engine. */
export const countingProxy = async (url) => {
  const [, host = '', rest = ''] = /^mongodb:\/\/([^/]+)(.*)$/.exec(url) ?? [];
  const [name, port] = host.split(':');
  // The embedded database listens on a socket file.
  const target = port === undefined ? { path: decodeURIComponent(name) } : { host: name, port: Number(port) };
  let commands = 0;
  const server = createServer((client) => {
    const upstream = connect(target);
    let unread = Buffer.alloc(0);
    client.on('data', (chunk) => {
      // Each message begins with its length.
      unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
      while (unread.length >= 4 && unread.length >= unread.readInt32LE(0)) {
        commands += 1;
        unread = unread.subarray(unread.readInt32LE(0));
      }
      upstream.write(chunk);
    });
    upstream.pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `mongodb://127.0.0.1:${server.address().port}${rest}`,
    count: () => commands,
    close: () => server.close(),
  };
};
