import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { serveSite } from '../scripts/static-server.ts';
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

interface Marks {
  readonly firstPictureMs: number;
  readonly firstLiveTokenMs: number;
}
type Marked = Window & { marks: Promise<Marks> };

/** A stranger's first visit: empty browser cache, warm server (each file has been read and compressed once). */
export async function measureColdStart(browser: Browser): Promise<ColdStart> {
  const site = await serveSite({ root: dist });
  try {
    await coldStart(browser, site.url); // warms the server; the next context's cache is empty again
    return await coldStart(browser, site.url);
  } finally {
    await site.close();
  }
}

async function coldStart(browser: Browser, url: string): Promise<ColdStart> {
  const page = await openPage(browser);
  try {
    const bytes: Record<string, number> = {};
    const counted: Promise<void>[] = [];
    page.on('requestfinished', request => {
      const count = async () => {
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        const kind = kindOf(request.url());
        bytes[kind] = (bytes[kind] ?? 0) + responseBodySize + responseHeadersSize;
      };
      counted.push(count());
    });
    await page.addInitScript(watchStart);
    await page.goto(`${url}?lang=en&tempo=fast&autoplay=1`);
    const { firstPictureMs, firstLiveTokenMs } = await page.evaluate(
      () => (window as unknown as Marked).marks,
    );
    await Promise.all(counted);
    return { firstPictureMs, firstLiveTokenMs, bytes };
  } finally {
    await page.context().close();
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  // tsx compiles `const f = () => …` to a call of its own __name; functions sent to the page take those calls along.
  await page.addInitScript('globalThis.__name ??= f => f');
  return page;
}

/** Runs in the page before anything else and notes, frame by frame, when each thing is first there. */
function watchStart(): void {
  const marks = new Promise<Marks>(resolve => {
    let firstPictureMs = NaN;
    let taken: number | null = null; // tokens in the story when the live model took over
    const look = () => {
      const tokens = document.querySelectorAll('[aria-label="Story"] [data-token]').length;
      const bars = document.querySelectorAll('[aria-label="Next-token probabilities"] li').length;
      if (Number.isNaN(firstPictureMs) && bars > 0) firstPictureMs = performance.now();
      if (document.documentElement.dataset['backend'] !== undefined) taken ??= tokens;
      // The token after the next is predicted by the live model, wherever in its cycle the recorded run was.
      if (taken !== null && tokens > taken + 1)
        resolve({ firstPictureMs, firstLiveTokenMs: performance.now() });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  Object.assign(window, { marks });
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
  const page = await openPage(browser);
  try {
    await page.goto(`${site.url}?lang=en&autoplay=0&seed=7&tempo=${tempo}&prompt=Once+upon+a+time`);
    await page.locator('html[data-backend]').waitFor({ timeout: 180_000 });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    return { tempo, ...(await watchFrames(page, seconds)) };
  } finally {
    await page.context().close();
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
    const tokens = () => document.querySelectorAll('[aria-label="Story"] [data-token]').length;
    const tokensBefore = tokens();
    const gaps: number[] = [];
    const start = performance.now();
    let last = start;
    while (last - start < duration * 1000) {
      const now = await new Promise<number>(resolve => requestAnimationFrame(resolve));
      gaps.push(now - last);
      last = now;
    }
    tasks.disconnect();
    const elapsed = (performance.now() - start) / 1000;
    const sorted = gaps.toSorted((a, b) => a - b);
    return {
      seconds: elapsed,
      tokens: tokens() - tokensBefore,
      longestTaskMs,
      framesPerSecond: gaps.length / elapsed,
      slowestFrameMs: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    };
  }, seconds);
}
