import type { Browser, Page } from '@playwright/test';
import { serveSite } from '../scripts/static-server.ts';
import { join } from 'node:path';
import { project } from '../scripts/tool.ts';

export interface ColdStart {
  readonly firstPictureMs: number; // navigation to the first frame with bars in it
  readonly firstLiveTokenMs: number; // navigation to the first token that the live model has predicted and appended
  readonly bytes: Record<string, number>; // over the network before that, by kind, as sent (compressed)
}

export interface Smoothness {
  readonly tempo: string;
  readonly seconds: number;
  readonly tokens: number;
  readonly longestTaskMs: number; // of the main thread; 0 when none was over 50 ms, which is all a browser reports
  readonly framesPerSecond: number;
  readonly slowestFrameMs: number; // 99th percentile between two frames
}

const dist = join(project, 'dist');

/** A stranger's first visit: empty browser cache, warm server (each file has been read and compressed once). */
export async function measureColdStart(browser: Browser): Promise<ColdStart> {
  const site = await serveSite({ root: dist });
  try {
    await coldStart(browser, site.url); // warms the server, not this browser context's cache
    return await coldStart(browser, site.url);
  } finally {
    await site.close();
  }
}

async function coldStart(browser: Browser, url: string): Promise<ColdStart> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const bytes: Record<string, number> = {};
    let counting = true;
    page.on('requestfinished', async request => {
      if (!counting) return;
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      const kind = kindOf(request.url());
      bytes[kind] = (bytes[kind] ?? 0) + responseBodySize + responseHeadersSize;
    });
    await page.addInitScript(watchStart);
    await page.goto(`${url}?lang=en&tempo=fast&autoplay=1`);
    await page.waitForFunction(() => 'firstLiveTokenMs' in marks(), null, { timeout: 120_000 });
    counting = false;
    const { firstPictureMs, firstLiveTokenMs } = await page.evaluate(
      () => (window as unknown as { marks: { firstPictureMs: number; firstLiveTokenMs: number } }).marks,
    );
    return { firstPictureMs, firstLiveTokenMs, bytes };
  } finally {
    await context.close();
  }
}

declare function marks(): object;

/** Runs in the page before anything else and notes, frame by frame, when each thing is first there. */
function watchStart(): void {
  const seen: { firstPictureMs?: number; firstLiveTokenMs?: number } = {};
  Object.assign(window, { marks: () => seen });
  let liveSince: number | null = null;
  const storyLength = () =>
    document.querySelector('section[aria-label="Story"], [role="region"][aria-label="Story"]')?.textContent
      ?.length ?? 0;
  const look = () => {
    const { source } = document.documentElement.dataset;
    const bars = document.querySelectorAll('[aria-label="Next-token probabilities"] li').length;
    if (seen.firstPictureMs === undefined && bars > 0) seen.firstPictureMs = performance.now();
    if (source === 'live') {
      liveSince ??= storyLength();
      if (storyLength() > liveSince) {
        seen.firstLiveTokenMs = performance.now();
        return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function kindOf(url: string): string {
  const path = new URL(url).pathname;
  if (path.endsWith('.wasm')) return 'runtime (wasm)';
  if (/\.onnx(_data)?$/.test(path)) return 'weights';
  if (/tokenizer[^/]*\.json$/.test(path)) return 'tokenizer';
  if (path.endsWith('.woff2')) return 'fonts';
  if (/\/traces\//.test(path)) return 'recorded run';
  return 'page (html, js, css)';
}

/** Plays at a tempo and watches the main thread and the frames. */
export async function measureSmoothness(
  browser: Browser,
  tempo: string,
  seconds: number,
): Promise<Smoothness> {
  const site = await serveSite({ root: dist });
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(`${site.url}?lang=en&autoplay=0&seed=7&tempo=${tempo}`);
    await page.waitForFunction(() => document.documentElement.dataset.source === 'live', null, {
      timeout: 120_000,
    });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    return { tempo, ...(await watchFrames(page, seconds)) };
  } finally {
    await page.close();
    await site.close();
  }
}

function watchFrames(page: Page, seconds: number): Promise<Omit<Smoothness, 'tempo'>> {
  return page.evaluate(async duration => {
    let longestTaskMs = 0;
    const tasks = new PerformanceObserver(list => {
      for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
    });
    tasks.observe({ type: 'longtask' });
    const river = () => document.querySelectorAll('[aria-label="Story"] [data-token]').length;
    const tokensBefore = river();
    const gaps: number[] = [];
    const start = performance.now();
    await new Promise<void>(resolve => {
      let last = start;
      const frame = (now: number) => {
        gaps.push(now - last);
        last = now;
        if (now - start < duration * 1000) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
    tasks.disconnect();
    const elapsed = (performance.now() - start) / 1000;
    const sorted = gaps.slice(1).toSorted((a, b) => a - b);
    return {
      seconds: elapsed,
      tokens: river() - tokensBefore,
      longestTaskMs,
      framesPerSecond: gaps.length / elapsed,
      slowestFrameMs: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    };
  }, seconds);
}
