import { EngineError } from '../engine.ts';
import type { Endpoint } from './dialect.ts';

/** Where a server is, taken apart from whatever a reader pasted. Holds no secret. */
export interface Address {
  readonly root: string; // no slash at the end, e.g. 'http://localhost:11434'
  readonly v1: string; // the OpenAI-compatible part, e.g. 'https://openrouter.ai/api/v1', '…/api/paas/v4'
  readonly guessed: boolean; // /v1 was added here: the reader did not write where the endpoints are
}

const endpoints = /\/(?:chat\/completions|completions|models|completion|api\/generate|api\/chat)\/?$/;

// Volcano Ark's /api/v3, Zhipu's /api/paas/v4, Gemini's /v1beta/openai: the last segment says where the endpoints are.
const version = /\/v\d+(?:(?:alpha|beta)\d*)?$/;

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
  const url = parse(withScheme);
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
  const root = base.replace(version, '');
  // Someone who pasted a whole call has said where the endpoints are, with a version or without.
  const told = version.test(base) || base.endsWith('/openai') || (wholeCall && base !== url.origin);
  return { root, v1: told ? base : `${base}/v1`, guessed: !told };
}

/** Safari before 17 has no URL.canParse. */
function parse(address: string): URL {
  try {
    return new URL(address);
  } catch (error) {
    throw new EngineError('model-invalid', 'that is not an address', { cause: error });
  }
}

export const urlOf = (address: Address, { base, path }: Endpoint): string => address[base] + path;

/** The same server with its endpoints where the reader's address ends; null when they are there already. */
export const withoutVersion = (address: Address): Address | null =>
  address.guessed && address.v1 !== address.root
    ? { ...address, v1: address.v1.replace(version, ''), guessed: false }
    : null;

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
export function isLocal(typed: string): boolean {
  const host = typed.split('/')[0]!.replace(/:\d+$/, '');
  return (
    isLoopback(host) ||
    !host.includes('.') ||
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host) ||
    host.endsWith('.local')
  );
}
