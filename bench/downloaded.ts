import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import type { BackendReport } from '#engine/engine.ts';
import { type Opened, buildPage, openPage } from '../tests/golden/browser-page.ts';
import { randomWeights } from '../tests/hub/gpt2/weights.ts';
import { repository } from '../tests/hub/repository.ts';
import { HubServer, REPO } from '../tests/hub/server.ts';
import { measureTransformersJs, placeTransformersJs } from './transformers-js.ts';

/**
 * `npm run bench -- downloaded`: a model of GPT-2-124M's shape with random weights, in 8 bits, fetched from a hub on
 * this machine into the browser: memory at its peak while loading, and milliseconds per token on WASM with one thread
 * and with several, beside transformers.js on the same file in the same run. Linux only, for memory is read from /proc.
 *
 *   --layers 1         a smaller model: only whether it runs
 *   --tokens 15        tokens per median
 *   --backend webgpu   needs a GPU; without transformers.js, which has no such backend
 */
const { values } = parseArgs({
  allowPositionals: true, // the name of this bench
  options: {
    layers: { type: 'string', default: '12' },
    tokens: { type: 'string', default: '15' },
    backend: { type: 'string', default: 'wasm' },
  },
});
const lengths = [32, 256, 1000];
const tokens = Number(values.tokens);
const WARM_UP = 40; // tokens before any is timed: browsers go on compiling WebAssembly while it runs

const shape = {
  layers: Number(values.layers),
  heads: 12,
  embedding: 768,
  vocabSize: 50257,
  contextLength: 1024,
};
const files = repository('merged', 'int8', shape, randomWeights(shape, 3));
const graph = files['onnx/decoder_model_merged_quantized.onnx']!;
const hub = await HubServer.start(files);
const built = await buildPage();
placeTransformersJs(built.root);

console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)} · ` +
    `${shape.layers} layers, file ${(graph.size / 1e6).toFixed(0)} MB`,
);
for (const isolate of [false, true]) await measure(isolate);
await hub.close();
built.remove();

/** @param isolate in a cross-origin isolated page, where WASM may use threads */
async function measure(isolate: boolean): Promise<void> {
  const opened = await openPage(built, { isolate });
  try {
    const browser = opened.page.context().browser()!;
    const before = await peakMegabytes(browser);
    const started = performance.now();
    const report = (await opened.frame.evaluate(`(async () => {
      const hub = await findHubModel({ base: '${hub.base}', repo: '${REPO}', revision: 'main' });
      window.engine = await loadHubEngine(hub, { backend: '${values.backend}' });
      return engine.report;
    })()`)) as BackendReport;
    const seconds = (performance.now() - started) / 1000;
    const peak = await peakMegabytes(browser);
    console.log(`\n${report.backend}, ${report.threads} thread(s), ready after ${seconds.toFixed(1)} s`);
    console.log(`renderer ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at its peak while loading\n`);

    await timing(opened, lengths[0]!, WARM_UP);
    const ours = [];
    for (const length of lengths) ours.push(await timing(opened, length));
    const site = opened.page.url().replace(/tests\/golden\/.*$/, '');
    const theirs =
      values.backend === 'wasm'
        ? await measureTransformersJs(opened.page, site, { base: hub.base, repo: REPO }, lengths, {
            threads: report.threads,
            tokens,
            warmUp: WARM_UP,
          })
        : null;
    const rows = [
      ['first pass over it', ...ours.map(({ first }) => ms(first))],
      ['a token: forward pass', ...ours.map(({ pass }) => ms(pass))],
      ['a token: with ordering and messages', ...ours.map(({ whole }) => ms(whole))],
      ...(theirs === null ? [] : [['a token: transformers.js', ...theirs.map(ms)]]),
    ];
    const head = [`context`, ...lengths.map(String)];
    for (const row of [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows])
      console.log(`| ${row.join(' | ')} |`);
  } finally {
    await opened.close();
  }
}

/** ms, medians: one more token after `length` others, and the first pass over them. */
function timing(
  opened: Opened,
  length: number,
  count = tokens,
): Promise<{ first: number; pass: number; whole: number }> {
  return opened.frame.evaluate(`(async () => {
    const context = Array.from({ length: ${length} }, (_, i) => (i * 7919) % 50000);
    const signal = new AbortController().signal;
    const median = times => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    const first = (await engine.predict(context, signal)).latencyMs;
    const passes = [];
    const wholes = [];
    for (let i = 0; i < ${count}; i++) {
      context.push((i * 31) % 50000);
      const started = performance.now();
      passes.push((await engine.predict(context, signal)).latencyMs);
      wholes.push(performance.now() - started);
    }
    return { first, pass: median(passes), whole: median(wholes) };
  })()`);
}

/** Largest resident size that a renderer of this browser has had, in MB. */
async function peakMegabytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const peaks = renderers.map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  });
  return Math.max(0, ...peaks);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
