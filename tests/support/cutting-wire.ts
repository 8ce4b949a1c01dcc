import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A way to MongoDB that loses answers: the server does what it is told, and whoever told it never hears. */
export interface CuttingWire {
  readonly port: number;
  /** Of the commands of these names from now on, the answer of this one (from 1) is lost with its connection. */
  cut(names: readonly string[], nth: number): void;
  /** Whether it came to that. */
  readonly wasCut: boolean;
  close(): Promise<void>;
}

export const startCuttingWire = async (target: NetConnectOpts): Promise<CuttingWire> => {
  const sockets = new Set<Socket>();
  let names: readonly string[] = [];
  let left = 0;
  let wasCut = false;
  // The first element of a command's document is its name, with its collection as a text (type 2).
  const isOne = (bytes: Buffer): boolean =>
    names.some((name) => bytes.includes(`\x02${name}\0`, 0, 'latin1'));
  const server = createServer((near) => {
    const far = connect(target);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    }
    let lose = false;
    near.on('data', (bytes: Buffer) => {
      if (left > 0 && isOne(bytes)) {
        left -= 1;
        lose = left === 0;
      }
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (!lose) {
        near.write(bytes);
        return;
      }
      wasCut = true;
      near.destroy();
      far.destroy();
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: (which, nth) => {
      names = which;
      left = nth;
      wasCut = false;
    },
    get wasCut() {
      return wasCut;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
