import { isLocal } from '#engine/api/address.ts';

/** The page that asks, and what its browser can be asked. */
export interface Page {
  readonly isSecureContext: boolean;
  readonly host: string; // of its address
  readonly permissions: { query(of: { name: string }): Promise<{ readonly state: string }> } | undefined;
}

// Chromium asks since 142 (2025) under the first name; the newer names tell this machine from the rest of the network.
const names = ['local-network-access', 'loopback-network', 'local-network'];

/**
 * Whether the browser stands between a page from the internet and a server on this machine or in this room: it asks the
 * reader first, and without that no request leaves, which looks as if the server were gone.
 *
 * @param address as the reader typed it
 * @returns null where no browser is in the way
 */
export async function localNetworkBarrier(address: string, page: Page): Promise<'ask' | 'denied' | null> {
  const typed = address.trim().replace(/^[a-z]+:\/\//i, '');
  if (!isLocal(typed) || !page.isSecureContext || isLocal(page.host)) return null;
  const states = await Promise.all(
    names.map(name =>
      Promise.resolve()
        .then(() => page.permissions?.query({ name }))
        .then(
          status => status?.state,
          () => undefined, // a name this browser does not know
        ),
    ),
  );
  if (states.includes('denied')) return 'denied';
  return states.includes('prompt') ? 'ask' : null;
}
