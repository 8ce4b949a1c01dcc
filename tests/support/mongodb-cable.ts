import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';

/** A cable to a server, which a test may cut, or let lie dead. */
export interface MongodbCable {
  /** For the driver. */
  readonly url: string;
  /** Carries bytes again. */
  mend(): void;
  /** Closes every connection, and every new one at once. */
  cut(): void;
  /** Keeps connections open and carries nothing. */
  freeze(): void;
  close(): Promise<void>;
}

/** Where a MongoDB listens: a port of loopback, or a socket in the file system. */
const listenerOf = (url: string): NetConnectOpts => {
  const host = /^mongodb:\/\/(?:[^@/]*@)?([^/,?]+)/.exec(url)?.[1] ?? '';
  const decoded = decodeURIComponent(host);
  const [name = '127.0.0.1', port] = decoded.split(':');
  return decoded.startsWith('/') ? { path: decoded } : { host: name, port: Number(port ?? 27_017) };
};

/** A proxy on loopback to the MongoDB at this address. */
export const startMongodbCable = async (url: string): Promise<MongodbCable> => {
  const target = listenerOf(url);
  let state: 'WHOLE' | 'CUT' | 'FROZEN' = 'WHOLE';
  const sockets = new Set<Socket>();
  const carry = (from: Socket, to: Socket): void => {
    from.on('data', (bytes) => void (state === 'WHOLE' && to.write(bytes)));
    from.on('close', () => to.destroy());
    from.on('error', () => {});
    sockets.add(from);
    from.on('close', () => sockets.delete(from));
  };
  const server: Server = createServer((near) => {
    if (state === 'CUT') {
      near.destroy();
      return;
    }
    const far = connect(target);
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `mongodb://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/?directConnection=true`,
    // What was swallowed while it was frozen would leave the two ends out of step.
    mend: () => {
      if (state === 'FROZEN') drop();
      state = 'WHOLE';
    },
    cut: () => {
      state = 'CUT';
      drop();
    },
    freeze: () => {
      state = 'FROZEN';
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
