import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A way to a server, over which a test may do what networks do. */
export interface MongodbProxy {
  readonly port: number;
  /** Bytes that went through, both ways. */
  readonly passed: number;
  /** `HOLE` takes connections and bytes, and never answers; what comes back late waits `delayMs`. */
  set(state: { readonly hole?: boolean; readonly delayMs?: number }): void;
  /** Nobody listens any more, and every connection is cut. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** Where the driver's URL leads: a port, or a Unix socket. */
export const targetOf = (mongodbUrl: string): NetConnectOpts => {
  const { hostname, port } = new URL(mongodbUrl);
  return hostname.endsWith('.sock')
    ? { path: decodeURIComponent(hostname) }
    : { host: hostname, port: Number(port || 27_017) };
};

export const startMongodbProxy = async (target: NetConnectOpts): Promise<MongodbProxy> => {
  const sockets = new Set<Socket>();
  let [hole, delayMs, passed] = [false, 0, 0];
  const carry = (from: Socket, to: Socket, late: boolean): void => {
    from.on('data', async (bytes: Buffer) => {
      if (late && delayMs > 0) await pause(delayMs);
      if (hole) return;
      passed += bytes.length;
      to.write(bytes);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => {});
  };
  const server = createServer((near) => {
    const far = connect(target);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    carry(near, far, false);
    carry(far, near, true);
  });
  const port = await listen(server, 0);
  const down = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    port,
    get passed() {
      return passed;
    },
    set: (state) => {
      hole = state.hole ?? false;
      delayMs = state.delayMs ?? 0;
    },
    down,
    up: async () => void (await listen(server, port)),
    close: down,
  };
};
