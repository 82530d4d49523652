import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { serveSite, type Site } from '../../scripts/static-server.ts';

export { expect };

export const dist = join(import.meta.dirname, '../../dist');

interface Fixtures {
  readonly site: Site; // the built page at the root of a server of its own
  readonly address: string; // of that page
  readonly complaints: string[]; // what the page's console and uncaught errors said; a test fails unless it is empty
  readonly strangers: string[]; // requests to anything but the page's own origin; stopped, and a test fails unless empty
}

/** Playwright's `test` with the built page served, the network fenced, and every console error a failure. */
export const test = base.extend<Fixtures & { readonly quiet: void }, { readonly server: Site }>({
  server: [
    async ({}, use) => {
      if (!existsSync(join(dist, 'index.html'))) throw new Error('dist/ is missing: npm run build');
      const site = await serveSite({ root: dist });
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ server }, use) => use(server),
  address: async ({ server }, use) => use(server.url),
  complaints: async ({}, use) => use([]),
  strangers: async ({}, use) => use([]),
});
