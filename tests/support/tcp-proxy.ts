import { createConnection, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
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

export interface TcpProxy {
  readonly port: number;
  /** Sets what happens from now on. */
  set(weather: Weather): void;
  /** Resets the connections that there are. */
  reset(): void;
  readonly connections: number;
  close(): Promise<void>;
}

/** A wire with faults between a client and a server on this machine. Pieces of one direction keep their order, whatever their delay. */
export const startTcpProxy = async (target: NetConnectOpts): Promise<TcpProxy> => {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const drop = (): void => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    pairs.clear();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set: (next) => {
      weather = next;
    },
    reset: drop,
    get connections() {
      return pairs.size;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      drop();
      await closed;
    },
  };
};
