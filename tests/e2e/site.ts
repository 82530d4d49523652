import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { type Site, serveSite } from '../../scripts/static-server.ts';

export { expect };

export const dist = join(import.meta.dirname, '../../dist');

interface Fixtures {
  readonly address: string; // of the served page, with a slash at its end
  readonly watched: Watched;
  readonly more: 'open' | 'closed'; // whether "More" was opened at an earlier visit: most of what tests press lies there
  readonly fence: void;
}

/** What a test must explain: it fails when either list is not empty at its end. */
export interface Watched {
  readonly complaints: string[]; // console errors and uncaught errors, workers' included
  readonly strangers: string[]; // requests that left this machine
  /** For tests of faults: complaints like this one are the browser's own report of what the test did. */
  expectComplaint(pattern: RegExp): void;
}

/** Playwright's `test` with the built page served, and console and network watched. */
export const test = base.extend<Fixtures, { readonly server: Site }>({
  server: [
    // Playwright reads the names between the braces to know what a fixture needs: here nothing.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (!existsSync(join(dist, 'index.html'))) throw new Error('dist/ is missing: npm run build');
      const site = await serveSite({ root: dist });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  address: async ({ server }, use) => use(server.url),
  watched: async ({ context }, use) => {
    const watched = watch(context);
    await use(watched);
    expect(watched.complaints, 'console errors').toEqual([]);
    expect(watched.strangers, 'requests to other machines').toEqual([]);
  },
  more: ['open', { option: true }],
  fence: [
    async ({ watched, context, more }, use) => {
      await context.addInitScript(state => {
        try {
          localStorage.setItem('next-token/more', state);
        } catch {
          // A frame without storage begins with it closed.
        }
      }, more);
      await use(void watched);
    },
    { auto: true },
  ],
});

/** Writes down every console error and every request that is not for this machine. */
export function watch(context: BrowserContext): Watched {
  const complaints: string[] = [];
  const strangers: string[] = [];
  const expected: RegExp[] = [];
  const complain = (text: string) => {
    if (!expected.some(pattern => pattern.test(text))) complaints.push(text);
  };
  context.on('console', message => {
    if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', error => complain(String(error.error())));
  context.on('request', request => {
    const url = new URL(request.url());
    const local =
      ['127.0.0.1', 'localhost'].includes(url.hostname) ||
      ['blob:', 'data:', 'about:', 'file:'].includes(url.protocol);
    if (!local) strangers.push(request.url());
  });
  return { complaints, strangers, expectComplaint: pattern => expected.push(pattern) };
}
