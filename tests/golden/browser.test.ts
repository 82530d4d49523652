import type { Worker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { BackendReport } from '#engine/engine.ts';
import { errorOf } from '#engine/onnx/verify.ts';
import { folders } from '../engine/models-on-disk.ts';
import type { Folder } from '../engine/models-on-disk.ts';
import { buildPage, load, logitsAfter, openPage } from './browser-page.ts';
import type { BuiltPage, Opened } from './browser-page.ts';

/** WebGPU without a GPU: right numbers, hundreds of times slower than WASM. */
const softwareGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const any = folders[0]!;

let built: BuiltPage;
let opened: Opened;
beforeAll(async () => {
  built = await buildPage();
}, 400_000); // a build, on a machine that may be busy
afterAll(() => built.remove());
afterEach(() => opened.close());

async function loaded(id: string, backend: 'auto' | 'webgpu' | 'wasm'): Promise<BackendReport> {
  const report = await load(opened.frame, id, backend);
  if (typeof report === 'string') throw new Error(`loading ${id} on ${backend}: ${report}`);
  return report;
}

async function expectGolden({ golden }: Folder, longest: number): Promise<void> {
  const cases = golden.cases.filter(({ ids }) => ids.length <= longest);
  expect(cases.length).toBeGreaterThan(0);
  const rows = await logitsAfter(
    opened.frame,
    cases.map(({ ids }) => ids),
  );
  cases.forEach(({ shipped }, i) => {
    expect(errorOf(rows[i]!, shipped)).toBeLessThanOrEqual(golden.tolerance.shipped);
  });
}

it.each(folders)('$id has the logits of PyTorch on WASM in a browser', { timeout: 400_000 }, async folder => {
  opened = await openPage(built);
  const report = await loaded(folder.id, 'wasm');
  expect(report).toMatchObject({ backend: 'wasm', threads: 1, rejected: [] });
  expect(report.verification!.maxError).toBeLessThanOrEqual(folder.golden.tolerance.shipped);
  await expectGolden(folder, Infinity);
});

it('uses threads in a cross-origin isolated page', { timeout: 400_000 }, async () => {
  opened = await openPage(built, { isolate: true });
  expect((await loaded(any.id, 'wasm')).threads).toBeGreaterThanOrEqual(2);
  await expectGolden(any, Infinity);
});

it('works in a sandboxed iframe of another origin', { timeout: 400_000 }, async () => {
  opened = await openPage(built, { sandboxed: true });
  expect(await opened.frame.evaluate('self.origin')).toBe('null');
  expect(await loaded(any.id, 'auto')).toMatchObject({ backend: 'wasm' });
  await expectGolden(any, 32);
});

it('has the logits of PyTorch on WebGPU, back and forth with its cache', { timeout: 400_000 }, async () => {
  opened = await openPage(built, { flags: softwareGpu });
  const report = await loaded(any.id, 'webgpu');
  expect(report).toMatchObject({ backend: 'webgpu', rejected: [] });
  expect(report.adapter).toMatch(/swiftshader/);
  const { ids, shipped } = any.golden.cases.find(c => c.ids.length > 3)!;
  const other = ids.with(-2, ids[0]!); // branches off before the end
  const [first, , again] = await logitsAfter(opened.frame, [ids, [...other, ids[0]!], ids]);
  for (const row of [first!, again!]) {
    expect(errorOf(row, shipped)).toBeLessThanOrEqual(any.golden.tolerance.shipped);
  }
});

it('does not take a software adapter of its own accord', { timeout: 400_000 }, async () => {
  opened = await openPage(built, { flags: softwareGpu });
  const report = await loaded(any.id, 'auto');
  expect(report.backend).toBe('wasm');
  expect(report.rejected).toEqual([
    { backend: 'webgpu', reason: expect.stringMatching(/^software adapter/) },
  ]);
});

it('goes on with WASM when the GPU is lost', { timeout: 400_000 }, async () => {
  opened = await openPage(built, { flags: softwareGpu });
  // Keep hold of the device: the runtime's file is not delivered before the hook is in place.
  let hooked: () => void;
  const hook = new Promise<void>(resolve => (hooked = resolve));
  await opened.page.route('**/*.wasm', async route => {
    await hook;
    await route.continue();
  });
  opened.page.once('worker', worker => void keepDevice(worker).then(() => hooked()));
  expect(await loaded(any.id, 'webgpu')).toMatchObject({ backend: 'webgpu' });
  await opened.page.workers()[0]!.evaluate('device.destroy()');
  await expectGolden(any, 8);
  const report = (await opened.frame.evaluate('engine.report')) as BackendReport;
  expect(report.backend).toBe('wasm');
  expect(report.rejected).toEqual([{ backend: 'webgpu', reason: expect.stringMatching(/^device-lost/) }]);
});

const keepDevice = (worker: Worker): Promise<unknown> =>
  worker.evaluate(`{
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...options) {
      return (self.device = await requestDevice.apply(this, options));
    };
  }`);

it('starts again once when its worker crashes, and then says so', { timeout: 400_000 }, async () => {
  opened = await openPage(built);
  await loaded(any.id, 'wasm');
  const crash = (): Promise<unknown> =>
    opened.page.workers()[0]!.evaluate('void setTimeout(() => { throw new Error("out of luck"); })');
  await crash();
  // Not waitForFunction: it evaluates text in the page, which the page's policy forbids.
  const rejected = () => opened.frame.evaluate('engine.report.rejected.length');
  await expect.poll(rejected, { timeout: 60_000 }).toBe(1);
  await expectGolden(any, 8);
  const report = (await opened.frame.evaluate('engine.report')) as BackendReport;
  expect(report.rejected[0]!.reason).toMatch(/^worker-crashed: .*out of luck/);
  await crash();
  await expect(logitsAfter(opened.frame, [[1], [1, 2], [1, 2, 3]])).rejects.toThrow(/out of luck/);
});

it('refuses weights that are not the ones it knows', { timeout: 400_000 }, async () => {
  opened = await openPage(built);
  await opened.page.route('**/*.onnx_data', async route => {
    const response = await route.fetch();
    const body = await response.body();
    body[1000]! ^= 1;
    await route.fulfill({ response, body });
  });
  expect(await load(opened.frame, any.id, 'auto')).toBe('download-corrupt');
});

it.each(['wasm', 'webgpu'] as const)(
  'says that its runtime could not be had, for %s',
  { timeout: 400_000 },
  async backend => {
    opened = await openPage(built, { flags: softwareGpu });
    const asked: string[] = [];
    opened.page.on('request', request => asked.push(new URL(request.url()).pathname));
    await opened.page.route('**/*.wasm', route => route.abort());
    expect(await load(opened.frame, any.id, backend)).toBe('download-failed');
    // The backend is not to blame: none is tried in its place.
    expect(new Set(asked.filter(path => path.endsWith('.wasm'))).size).toBe(1);
    await opened.page.unroute('**/*.wasm');
    await loaded(any.id, backend);
  },
);

it('says that weights are missing or cut off', { timeout: 400_000 }, async () => {
  opened = await openPage(built);
  await opened.page.route('**/*.onnx_data', route => route.fulfill({ status: 404, body: '' }));
  expect(await load(opened.frame, any.id, 'auto')).toBe('download-failed');
  await opened.page.unroute('**/*.onnx_data');
  // A server whose file ends early: it has no more to give to whoever asks for the rest.
  await opened.page.route('**/*.onnx_data', route =>
    route.request().headers()['range'] === undefined
      ? route.fulfill({ status: 200, body: Buffer.alloc(5000) })
      : route.fulfill({ status: 416 }),
  );
  expect(await load(opened.frame, any.id, 'auto')).toMatch(/^download-(corrupt|failed)$/);
});
