import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildPage, openPage } from '../tests/golden/browser-page.ts';
import { randomWeights } from '../tests/hub/gpt2/weights.ts';
import { repository } from '../tests/hub/repository.ts';
import { HubServer, REPO } from '../tests/hub/server.ts';

/**
 * `tsx bench/downloaded.ts`: a model of GPT-2-124M's shape with random weights, in 8 bits, fetched from a hub on this
 * machine into the browser: memory at its peak while loading, and milliseconds per token on WASM. Linux only, for
 * memory is read from /proc.
 *
 *   --threads          in a cross-origin isolated page, where WASM may use threads
 *   --backend webgpu   needs a GPU
 */
const { values } = parseArgs({
  options: { threads: { type: 'boolean', default: false }, backend: { type: 'string', default: 'wasm' } },
});

const shape = { layers: 12, heads: 12, embedding: 768, vocabSize: 50257, contextLength: 1024 };
const files = repository('merged', 'int8', shape, randomWeights(shape, 3));
const graph = files['onnx/decoder_model_merged_quantized.onnx']!;
const hub = await HubServer.start(files);
const built = await buildPage();
const opened = await openPage(built, { isolate: values.threads });

/** Largest resident size that a renderer of this browser has had, in MB. */
async function peakMegabytes(): Promise<number> {
  const session = await opened.page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const peaks = renderers.map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  });
  return Math.max(0, ...peaks);
}

const before = await peakMegabytes();
const started = performance.now();
const report = await opened.frame.evaluate(`(async () => {
  const hub = await findHubModel({ base: '${hub.base}', repo: '${REPO}', revision: 'main' });
  window.engine = await loadHubEngine(hub, { backend: '${values.backend}' });
  return engine.report;
})()`);
const seconds = (performance.now() - started) / 1000;
const peak = await peakMegabytes();

/** Median milliseconds of one more token after `length` others, and of the first pass over them. */
const timing = (length: number): Promise<{ first: number; token: number }> =>
  opened.frame.evaluate(`(async () => {
    const context = Array.from({ length: ${length} }, (_, i) => (i * 7919) % 50000);
    const signal = new AbortController().signal;
    const first = (await engine.predict(context, signal)).latencyMs;
    const times = [];
    for (let i = 0; i < 15; i++) {
      context.push((i * 31) % 50000);
      times.push((await engine.predict(context, signal)).latencyMs);
    }
    return { first, token: times.sort((a, b) => a - b)[7] };
  })()`);

console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`);
console.log(JSON.stringify(report));
console.log(`file ${(graph.size / 1e6).toFixed(0)} MB · ready after ${seconds.toFixed(1)} s`);
console.log(`renderer ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at its peak while loading`);
for (const length of [32, 256, 1000]) {
  const { first, token } = await timing(length);
  console.log(`context ${length}: first pass ${first.toFixed(0)} ms, then ${token.toFixed(1)} ms per token`);
}
await opened.close();
await hub.close();
built.remove();
