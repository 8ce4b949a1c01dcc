import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { addressIn, isPublicAddress, publicLookup } from '../../src/live/public-address.ts';

describe('addresses', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])('lets %s be', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, otherwise', '127.8.9.1'],
    ['any', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['private', '172.16.5.4'],
    ['private', '192.168.1.1'],
    ["a provider's", '100.64.0.1'],
    ["link-local, and clouds' metadata", '169.254.169.254'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['this machine in IPv6', '::1'],
    ['any in IPv6', '::'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['IPv4 in IPv6, in hex', '::ffff:7f00:1'],
    ['IPv4 behind NAT64', '64:ff9b::7f00:1'],
    ['IPv4 behind 6to4', '2002:7f00:1::'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['local', 'fd00:ec2::254'],
    ['multicast', 'ff02::1'],
    ['no address', 'localhost'],
  ])('refuses %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://[::ffff:7f00:1]/', '::ffff:7f00:1'],
    ['http://127.0.0.1.nip.example/', null],
  ])('reads %s as what is connected to', (url, address) => {
    expect(addressIn(new URL(url))).toBe(address);
  });

  it.each([
    [true, [{ address: '93.184.216.34', family: 4 }]],
    [false, '93.184.216.34'],
  ])('hands on what is public, in the form that is asked for (all: %s)', async (all, wanted) => {
    const found = await new Promise((resolve, reject) => {
      publicLookup('93.184.216.34', { all }, (error, address) => (error ? reject(error) : resolve(address)));
    });
    expect(found).toEqual(wanted);
  });

  it('connects to no name that leads to a private address', async () => {
    const error = await new Promise<Error>((resolve) => {
      request('http://localhost:9/', { lookup: publicLookup, agent: false }).on('error', resolve).end();
    });
    expect(error.message).toBe('localhost is at a private address.');
  });
});
