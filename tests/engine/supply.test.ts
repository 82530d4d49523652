import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectInProcess, loadRuntimeInNode, modelIn } from '#engine/onnx/node.ts';
import { HeapRuntime } from '#engine/onnx/runtime/heap/runtime.ts';
import { serve } from '#engine/onnx/serve.ts';
import { Supply } from '#engine/onnx/supply.ts';
import type { Connected } from '#engine/onnx/supply.ts';
import { EngineError } from '#engine/engine.ts';
import type { Model } from '#engine/spec.ts';
import { HubServer, REPO } from '../hub/server.ts';

const folder = join(import.meta.dirname, '../../models/en-nano');
const patient = new AbortController().signal; // never fires
const golden = 'golden.json';

let model: Model; // its golden numbers are on a server
let hub: HubServer;
beforeEach(async () => {
  hub = await HubServer.start({ [golden]: new Blob([readFileSync(join(folder, golden))]) });
  const { spec, files } = await modelIn(folder);
  model = { spec, files: { ...files, [golden]: `${hub.base}/${REPO}/resolve/main/${golden}` } };
});
afterEach(() => hub.close());

/** Tries two backends alike. @returns what worked, or the error, and how many were tried */
async function load(loadRuntime = loadRuntimeInNode): Promise<{ first: Promise<Connected>; tried: number }> {
  let tried = 0;
  const candidate = { model, backend: 'wasm', adapter: null, threads: 1 } as const;
  const supply = new Supply(() => {
    tried++;
    return connectInProcess(port => serve(port, loadRuntime));
  }, [candidate, candidate]);
  const first = supply.next(() => {}, patient);
  await first.catch(() => {});
  return { first, tried };
}

it('outlasts a server that does not give the reference numbers at once', async () => {
  hub.fail(golden, { status: 503, times: 2 });
  const { report, connection } = await (await load()).first;
  expect(report.verification!.maxError).toBeLessThanOrEqual(report.verification!.tolerance);
  connection.close(new EngineError('worker-crashed', 'the test is over'));
});

it.each([
  ['reference numbers', undefined],
  ['runtime', () => HeapRuntime.start(createModule, 1, join(folder, 'missing.wasm'))],
])('says that the %s could not be had, and blames no backend', async (what, loadRuntime) => {
  hub.fail(golden, { status: 500 });
  const { first, tried } = await load(loadRuntime);
  await expect(first).rejects.toMatchObject({ code: 'download-failed' });
  await expect(first).rejects.toThrow(what === 'runtime' ? /^runtime: / : /^golden.json: HTTP 500/);
  expect(tried).toBe(1);
});
