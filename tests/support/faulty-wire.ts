import {
  type AddressInfo,
  createConnection,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What becomes of bytes on their way, decided anew for each piece. */
export interface Weather {
  /** Milliseconds that a piece takes on its way to the server, and back. */
  readonly delayIn?: () => number;
  readonly delayOut?: () => number;
  /** Bytes go nowhere, and nobody is told: the wire is cut somewhere else. */
  readonly blackHole?: boolean;
  /** New connections are closed at once. */
  readonly refuse?: boolean;
  /** After this many bytes of answer on one connection, it is reset in the middle. */
  readonly cutAfter?: number;
}

/** A wire with faults between a client and a server on this machine. Pieces of one direction keep their order, whatever their delay. */
export interface FaultyWire {
  readonly port: number;
  /** The server's URL through this wire. */
  readonly url: string;
  /** Sets what happens from now on. */
  set(weather: Weather): void;
  /** Resets the connections that there are. */
  reset(): void;
  readonly connections: number;
  /** Nobody listens any more, and every connection is reset. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Where the server of a URL listens: a port, or a socket in the file system. */
export const listenerOf = (url: string): NetConnectOpts => {
  const [, host = ''] = ADDRESS.exec(url)?.slice(1) ?? [];
  const [name = '', port] = decodeURIComponent(host).split(':');
  return port === undefined ? { path: name } : { host: name, port: Number(port) };
};
const ADDRESS = /^([\w+]+:\/\/(?:[^@/]*@)?)([^/@?]+)(.*)$/s;

/** A wire to the server that a URL names. */
export const startFaultyWire = async (serverUrl: string): Promise<FaultyWire> => {
  const target = listenerOf(serverUrl);
  let weather: Weather = {};
  const pairs = new Set<readonly [Socket, Socket]>();

  const carry = (from: Socket, to: Socket, way: 'in' | 'out'): void => {
    let last: Promise<void> = Promise.resolve();
    let carried = 0;
    from.on('data', (piece) => {
      const ms = (way === 'in' ? weather.delayIn : weather.delayOut)?.() ?? 0;
      if (weather.blackHole) return;
      const before = last;
      last = (async () => {
        const waited = ms > 0 ? pause(ms) : null;
        await before;
        await waited;
        if (weather.blackHole || to.destroyed) return;
        const { cutAfter } = weather;
        if (way === 'out' && cutAfter !== undefined && carried + piece.length > cutAfter) {
          to.write(piece.subarray(0, Math.max(0, cutAfter - carried)), () => {
            to.resetAndDestroy();
            from.destroy();
          });
          carried = Number.POSITIVE_INFINITY;
          return;
        }
        carried += piece.length;
        to.write(piece);
      })();
    });
    from.on('close', () => {
      if (!weather.blackHole) void last.then(() => to.end());
    });
    from.on('error', () => to.destroy());
  };

  const server: Server = createServer((client) => {
    if (weather.refuse) {
      client.resetAndDestroy();
      return;
    }
    client.setNoDelay();
    const upstream = createConnection(target).setNoDelay();
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.on('close', () => pairs.delete(pair));
    carry(client, upstream, 'in');
    carry(upstream, client, 'out');
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const drop = (): void => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    pairs.clear();
  };
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    drop();
    await closed;
  };
  return {
    port,
    url: serverUrl.replace(ADDRESS, (_, head: string, __, rest: string) => `${head}127.0.0.1:${port}${rest}`),
    set: (next) => {
      weather = next;
    },
    reset: drop,
    get connections() {
      return pairs.size;
    },
    down,
    up: () => listen(port),
    close: async () => {
      if (server.listening) await down();
    },
  };
};
