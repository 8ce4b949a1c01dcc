import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';

export interface KeyServer {
  readonly url: string;
  /** For whoever wants to misuse it. */
  readonly publicKey: GenerateKeyPairResult['publicKey'];
  /** How often the key set was asked for. */
  readonly asked: () => number;
  /** A token signed with the key that is published as `kid`. */
  sign(
    claims: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** Whether it answers: no more than a 500 while it doesn't. */
  setUp(up: boolean): void;
  close(): Promise<void>;
}

/** A server on loopback that publishes one RS256 key. */
export const startKeyServer = async (): Promise<KeyServer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let asked = 0;
  let up = true;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(up ? 200 : 500, { 'content-type': 'application/json' });
    response.end(up ? JSON.stringify({ keys: [jwk] }) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    publicKey,
    asked: () => asked,
    sign: (claims, header = {}) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(privateKey),
    setUp: (now) => {
      up = now;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
