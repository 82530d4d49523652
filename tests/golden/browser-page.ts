import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { build } from 'vite';
import type { BackendReport } from '#engine/engine.ts';
import { chromiumFlags, ensureChromium } from '../../scripts/chromium.ts';
import { serveSite } from '../../scripts/static-server.ts';

const project = join(import.meta.dirname, '../..');
const entry = 'tests/golden/page/index.html';

/** The engine's test page, built as the product is. */
export interface BuiltPage {
  readonly root: string;
  remove(): void;
}

export async function buildPage(): Promise<BuiltPage> {
  const root = mkdtempSync(join(tmpdir(), 'engine-page-'));
  await build({
    root: project,
    configFile: join(project, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: root, emptyOutDir: true, rollupOptions: { input: join(project, entry) } },
  });
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export interface Opened {
  readonly page: Page;
  readonly frame: Frame; // where the engine's page is: the page itself, or the iframe in it
  close(): Promise<void>;
}

/** Opens the page below a sub-path in a fresh browser; `sandboxed` puts it into another origin's iframe. */
export async function openPage(
  built: BuiltPage,
  { isolate = false, sandboxed = false, flags = [] as string[] } = {},
): Promise<Opened> {
  const site = await serveSite({ root: built.root, base: '/demo/', isolate });
  const browser: Browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumFlags, ...flags],
  });
  const page = await browser.newPage();
  const host = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<iframe sandbox="allow-scripts" src="${site.url}${entry}"></iframe>`);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  let frame = page.mainFrame();
  if (sandboxed) {
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    frame = page.frames()[1]!;
  } else {
    await page.goto(site.url + entry);
  }
  await frame.waitForFunction('window.models !== undefined');
  const close = async (): Promise<void> => {
    await browser.close();
    host.close();
    await site.close();
  };
  return { page, frame, close };
}

/** Loads a model into `window.engine`; a failure comes back as its code. */
export function load(
  frame: Frame,
  id: string,
  backend: 'auto' | 'webgpu' | 'wasm',
): Promise<BackendReport | string> {
  return frame.evaluate(
    `
    loadOnnxEngine(models.find(model => model.spec.id === '${id}'), { backend }).then(
      engine => (window.engine = engine).report,
      error => error.code ?? String(error),
    )`.replace('{ backend }', JSON.stringify({ backend })),
  );
}

/** Logits by token id after each of several contexts, asked one after the other. */
export async function logitsAfter(
  frame: Frame,
  contexts: readonly (readonly number[])[],
): Promise<Float32Array[]> {
  const rows: number[][] = await frame.evaluate(`(async () => {
    const rows = [];
    for (const context of ${JSON.stringify(contexts)}) {
      const { prediction } = await engine.predict(context, new AbortController().signal);
      const row = new Array(prediction.vocabSize);
      prediction.ids.forEach((id, rank) => (row[id] = prediction.logits[rank]));
      rows.push(row);
    }
    return rows;
  })()`);
  return rows.map(row => Float32Array.from(row));
}
