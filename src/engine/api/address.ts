import { EngineError } from '../engine.ts';
import type { Endpoint } from './dialect.ts';

/** Where a server is, taken apart from whatever a reader pasted. Holds no secret. */
export interface Address {
  readonly root: string; // no slash at the end, e.g. 'http://localhost:11434'
  readonly v1: string; // the OpenAI-compatible part, e.g. 'https://openrouter.ai/api/v1'
}

const endpoints = /\/(?:chat\/completions|completions|models|completion|api\/generate|api\/chat)\/?$/;

/**
 * Reads an address as people write it: without a scheme, with or without /v1, or copied whole from an example call.
 *
 * @throws EngineError 'model-invalid' when it is no http(s) address, or carries a user name, a password or a query,
 *   where a key could hide that would then be shown with the address
 */
export function addressOf(typed: string): Address {
  const trimmed = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `${isLocal(trimmed) ? 'http' : 'https'}://${trimmed}`;
  if (!URL.canParse(withScheme)) throw new EngineError('model-invalid', 'that is not an address');
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new EngineError('model-invalid', `an address begins with http:// or https://, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new EngineError(
      'model-invalid',
      'an address holds no user name, password or query; the key has its own field',
    );
  }
  const wholeCall = endpoints.test(url.pathname);
  const base = url.origin + url.pathname.replace(endpoints, '').replace(/\/+$/, '');
  const root = base.replace(/\/v1$/, '');
  // Someone who pasted a whole call has said where the endpoints are, with /v1 or without.
  return { root, v1: base.endsWith('/v1') || (wholeCall && base !== url.origin) ? base : `${base}/v1` };
}

export const urlOf = (address: Address, { base, path }: Endpoint): string => address[base] + path;

/** Whether a request to this address can be read by nobody on the way: encrypted, or never leaving the machine. */
export const isPrivate = (address: Address): boolean =>
  address.root.startsWith('https:') || isLoopback(new URL(address.root).hostname);

const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * Hosts that hardly ever have a certificate: this machine, a private network (RFC 1918), a bare name. A public name keeps
 * https with a port, too: guessing http would send a key across the internet for all to read.
 */
function isLocal(typed: string): boolean {
  const host = typed.split('/')[0]!.replace(/:\d+$/, '');
  return (
    isLoopback(host) ||
    !host.includes('.') ||
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host) ||
    host.endsWith('.local')
  );
}
