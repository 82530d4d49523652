import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { project } from '../scripts/tool.ts';

const files = ['transformers.min.js', 'ort-wasm-simd.wasm', 'ort-wasm-simd-threaded.wasm', 'ort-wasm.wasm'];

/**
 * Puts the published build of transformers.js, with the runtime it brings, into a served folder. Its page has no
 * security policy: that runtime starts its threads from blobs.
 */
export function placeTransformersJs(root: string): void {
  const folder = join(root, 'transformers-js');
  mkdirSync(folder);
  for (const file of files)
    copyFileSync(join(project, 'node_modules/@xenova/transformers/dist', file), join(folder, file));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>transformers.js</title>');
}

/**
 * What one more token costs transformers.js on a file from a hub, as its own generation does it: one forward pass with
 * the keys and values of the pass before.
 *
 * @param page goes there, so that nothing else is in its memory
 * @param site address of the served folder, with a slash at its end
 * @param lengths contexts, tokens
 * @returns median ms per token after each context, timed around the model's call in the page
 */
export async function measureTransformersJs(
  page: Page,
  site: string,
  hub: { readonly base: string; readonly repo: string },
  lengths: readonly number[],
  { threads, tokens, warmUp }: { threads: number; tokens: number; warmUp: number },
): Promise<number[]> {
  await page.goto(`${site}transformers-js/index.html`);
  // As text: a compiled function would look for the bundler's helpers, and the page has none.
  return await page.evaluate<number[]>(`(async () => {
      const { AutoModelForCausalLM, Tensor, env } = await import('./transformers.min.js');
      env.allowLocalModels = false;
      env.useBrowserCache = false;
      env.remoteHost = '${hub.base}/';
      env.remotePathTemplate = '{model}/resolve/{revision}/';
      env.backends.onnx.wasm.wasmPaths = new URL('./', location.href).href;
      env.backends.onnx.wasm.numThreads = ${threads};
      const model = await AutoModelForCausalLM.from_pretrained('${hub.repo}', { quantized: true });
      const row = ids => new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
      const timing = async (length, tokens) => {
        let seen = length;
        const context = Array.from({ length }, (_, i) => (i * 7919) % 50000);
        const ask = (ids, past) => model({
          input_ids: row(ids),
          attention_mask: row(Array(seen).fill(1)),
          past_key_values: past,
        });
        let { past_key_values: past } = await ask(context, null);
        const times = [];
        for (let i = 0; i < tokens; i++) {
          seen += 1;
          const started = performance.now();
          ({ past_key_values: past } = await ask([(i * 31) % 50000], past));
          times.push(performance.now() - started);
        }
        return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
      };
      await timing(${lengths[0]}, ${warmUp});
      const medians = [];
      for (const length of ${JSON.stringify(lengths)}) medians.push(await timing(length, ${tokens}));
      return medians;
    })()`);
}
