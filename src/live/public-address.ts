import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one of the public internet: not this machine, a private or a link's own network (where clouds keep their metadata), nor anything that stands for such an address,
 * as IPv4 in IPv6 does.
 */
export const isPublicAddress = (address: string): boolean => {
  try {
    return ipaddr.process(address).range() === 'unicast';
  } catch {
    return false;
  }
};

/** The address that a URL names itself, if it names one; a name is looked up when it is connected to. */
export const addressIn = ({ hostname }: URL): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
};

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** Resolves a name for a connection that is about to be made, and for none that leads to a private address: what is checked is what is connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error !== null || first === undefined) return callback(error ?? new Error('No address.'), '', 0);
    if (!found.every(({ address }) => isPublicAddress(address)))
      return callback(new ForbiddenAddress(`${hostname} is at a private address.`), '', 0);
    if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
