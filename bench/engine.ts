import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { serveSite } from '../scripts/static-server.ts';
import { project } from '../scripts/tool.ts';
import { readBandwidth } from './bandwidth.ts';
import type { EngineBench, EngineReport } from './engine/measure.ts';

export interface EngineResult extends EngineReport {
  readonly inCache: number; // bytes a second, reading as many bytes as the model has, over and over
  readonly inMemory: number; // bytes a second from a buffer no cache holds
}

const memoryBytes = 256e6;

/**
 * The engine alone, in a page of its own without the stage: what one token costs with and without the key–value cache.
 *
 * @param ids models to measure; empty: all that are served with the page
 */
export async function measureEngine(
  browser: Browser,
  ids: readonly string[],
  repeats: number,
): Promise<EngineResult[]> {
  const outDir = join(project, 'dist-bench');
  const input = join(project, 'bench/engine/index.html');
  await build({
    root: project,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rollupOptions: { input } },
  });
  const site = await serveSite({ root: outDir });
  const page = await browser.newPage();
  try {
    await page.goto(`${site.url}bench/engine/index.html`);
    const served = await page.evaluate(() => (window as unknown as { bench: EngineBench }).bench.models());
    const inMemory = await readBandwidth(page, memoryBytes);
    const results: EngineResult[] = [];
    for (const id of ids.length > 0 ? ids : served) {
      const report = await page.evaluate(
        ([model, times]) =>
          (window as unknown as { bench: EngineBench }).bench.measure(model, [16, 128, 'full'], times),
        [id, repeats] as const,
      );
      results.push({ ...report, inMemory, inCache: await readBandwidth(page, report.weightBytes) });
    }
    return results;
  } finally {
    await page.close();
    await site.close();
  }
}
