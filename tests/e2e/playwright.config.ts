import { defineConfig } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.ts';

/**
 * Real Chromium, the built page, the shipped model. One browser at a time and long limits: a test waits for a state,
 * however long a busy machine takes to reach it, and there are no second tries.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'off',
    serviceWorkers: 'block', // offline.spec.ts allows it; elsewhere a kept answer would hide a fault
    launchOptions: { executablePath: ensureChromium(), args: chromiumFlags, chromiumSandbox: false },
  },
});
