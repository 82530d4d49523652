import { describe, expect, it } from 'vitest';
import { localNetworkBarrier } from '../../../src/features/connect/localNetwork.ts';

/** A browser that knows some names of the permission. */
const browser = (states: Record<string, string>) => ({
  query: async ({ name }: { name: string }) => {
    if (states[name] === undefined) throw new TypeError(`'${name}' is not a permission`);
    return { state: states[name] };
  },
});
const online = (states: Record<string, string>) => ({
  isSecureContext: true,
  host: 'next-token.example',
  permissions: browser(states),
});

describe('a page from the internet that asks a server in the same room', () => {
  it.each(['http://localhost:11434', '192.168.1.20:8080', 'teacher.local', 'http://[::1]:8000', '10.0.0.7'])(
    'is kept from %s until the reader allows it',
    async address => {
      expect(await localNetworkBarrier(address, online({ 'local-network-access': 'prompt' }))).toBe('ask');
      expect(await localNetworkBarrier(address, online({ 'loopback-network': 'denied' }))).toBe('denied');
      expect(await localNetworkBarrier(address, online({ 'local-network-access': 'granted' }))).toBeNull();
    },
  );

  it('is kept from nothing by a browser that does not ask', async () => {
    expect(await localNetworkBarrier('localhost:8080', online({}))).toBeNull();
    expect(await localNetworkBarrier('localhost:8080', { ...online({}), permissions: undefined })).toBeNull();
  });
});

it('neither a server on the internet, nor a page that is local or not secure, is asked about', async () => {
  const states = { 'local-network-access': 'prompt' };
  expect(await localNetworkBarrier('https://api.example.com/v1', online(states))).toBeNull();
  expect(await localNetworkBarrier('localhost:1', { ...online(states), host: 'localhost:4300' })).toBeNull();
  expect(await localNetworkBarrier('localhost:1', { ...online(states), isSecureContext: false })).toBeNull();
});
