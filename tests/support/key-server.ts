import { createServer, type ServerResponse } from 'node:http';
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
  /** What it answers with instead, to the end; `null` for its keys. */
  setFault(fault: ((response: ServerResponse) => void) | null): void;
  /** Publishes another key under this name, and no other; what it signs from now on is signed with it. */
  rotate(kid: string): Promise<void>;
  close(): Promise<void>;
}

/** A server on loopback that publishes one RS256 key at a time. */
export const startKeyServer = async (): Promise<KeyServer> => {
  const make = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    return {
      kid,
      publicKey,
      privateKey,
      jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
    };
  };
  let key = await make('one');
  let asked = 0;
  let up = true;
  let fault: Parameters<KeyServer['setFault']>[0] = null;
  const server = createServer((_, response) => {
    asked += 1;
    if (fault !== null) return fault(response);
    response.writeHead(up ? 200 : 500, { 'content-type': 'application/json' });
    response.end(up ? JSON.stringify({ keys: [key.jwk] }) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    publicKey: key.publicKey,
    asked: () => asked,
    sign: (claims, header = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, ...header })
        .sign(key.privateKey),
    setUp: (now) => {
      up = now;
    },
    setFault: (next) => {
      fault = next;
    },
    rotate: async (kid) => {
      key = await make(kid);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
