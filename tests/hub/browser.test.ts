import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BackendReport } from '#engine/engine.ts';
import type { StoredModel } from '#engine/hub/stored.ts';
import { buildPage, logitsAfter, openPage } from '../golden/browser-page.ts';
import type { BuiltPage, Opened } from '../golden/browser-page.ts';
import { referenceLogits } from './gpt2/reference.ts';
import { randomWeights } from './gpt2/weights.ts';
import * as small from './repository.ts';
import { repository } from './repository.ts';
import { HubServer, REPO } from './server.ts';
import { VOCAB_SIZE } from './tokenizer-file.ts';

/** 13 MB: a few chunks of storage. */
const shape = { layers: 4, heads: 4, embedding: 256, vocabSize: VOCAB_SIZE, contextLength: 48 };
const weights = randomWeights(shape, 2);
const files = repository('merged', 'fp32', shape, weights);
const graph = 'onnx/decoder_model_merged.onnx';
const CHUNK = 4 * 1024 * 1024;

let built: BuiltPage;
let opened: Opened;
let hub: HubServer;
beforeAll(async () => {
  built = await buildPage();
}, 400_000); // a build, on a machine that may be busy
afterAll(() => built.remove());
beforeEach(async () => {
  opened = await openPage(built);
});
afterEach(async () => {
  await opened.close();
  await hub.close();
});

/** Finds and loads the model; resolves to the backend, or to the error's code. `window.cancel` aborts. */
const load = (
  find = `findHubModel({ base: '${hub.base}', repo: '${REPO}', revision: 'main' })`,
  backend = 'wasm',
): Promise<string> =>
  opened.frame.evaluate(`(async () => {
    const controller = new AbortController();
    window.cancel = () => controller.abort();
    window.seen = [];
    try {
      const hub = await ${find};
      const onProgress = progress => seen.push(progress);
      window.engine = await loadHubEngine(hub, { backend: '${backend}', onProgress, signal: controller.signal });
      return engine.report.backend;
    } catch (error) {
      return error.name === 'AbortError' ? error.name : error.code;
    }
  })()`);

const stored = (): Promise<StoredModel[]> => opened.frame.evaluate('storedModels()');
const aChunkIsStored = (): Promise<void> =>
  expect.poll(async () => (await stored())[0]?.storedBytes, { timeout: 120_000 }).toBeGreaterThan(CHUNK);

async function expectRightNumbers(of = shape, w = weights): Promise<void> {
  const contexts = [
    [84, 104, 101, 32],
    [84, 104, 101, 32, 99],
  ];
  const rows = await logitsAfter(opened.frame, contexts);
  contexts.forEach((context, i) => {
    const expected = referenceLogits(of, w, context);
    expect(Math.max(...expected.map((logit, id) => Math.abs(logit - rows[i]![id]!)))).toBeLessThan(1e-3);
  });
}

it(
  'goes on where it was when the page is reloaded half-way, and later needs no network',
  { timeout: 400_000 },
  async () => {
    hub = await HubServer.start(files);
    hub.fail(graph, { holdAt: CHUNK + CHUNK / 2 });
    const size = files[graph]!.size;
    void load().catch(() => {}); // ends with the page
    await aChunkIsStored();
    await opened.page.reload();
    hub.mend();
    await opened.frame.waitForFunction('window.models !== undefined');
    expect(await load()).toBe('wasm');
    await expectRightNumbers();
    expect(hub.log.filter(({ path }) => path === graph).map(({ range }) => range)).toEqual([
      null,
      expect.stringMatching(/^bytes=[1-9]\d+-$/),
    ]);
    expect(hub.sent(graph)).toBeLessThanOrEqual(size + CHUNK); // twice only what was not a whole chunk yet

    const before = hub.sent('');
    await opened.page.reload();
    await opened.frame.waitForFunction('window.models !== undefined');
    expect(await load()).toBe('wasm');
    expect(hub.sent('')).toBe(before);
    await expectRightNumbers();

    await opened.page.route(`${hub.base}/**`, route => route.abort());
    expect(await load(`findStoredModel('${REPO}@main')`)).toBe('wasm');
    await expectRightNumbers();

    const [model, ...others] = await stored();
    expect(others).toEqual([]);
    expect(model!.model).toBe(`${REPO}@main`);
    expect(model!.storedBytes).toBe(model!.bytes);
    expect(model!.bytes).toBeGreaterThan(size);
    await opened.frame.evaluate(`removeStored('${REPO}@main')`);
    expect(await stored()).toEqual([]);
    expect(await load(`findStoredModel('${REPO}@main')`)).toBe('model-invalid');
  },
);

it('can be cancelled, and resumed', { timeout: 400_000 }, async () => {
  hub = await HubServer.start(files);
  hub.fail(graph, { holdAt: CHUNK + CHUNK / 2 });
  const loading = load();
  await aChunkIsStored();
  await opened.frame.evaluate('cancel()');
  expect(await loading).toBe('AbortError');
  hub.mend();
  const kept = (await stored())[0]!.storedBytes;
  expect(await load()).toBe('wasm');
  const from = Number(/\d+/.exec(hub.log.at(-1)!.range!)![0]);
  expect(from).toBeGreaterThanOrEqual(kept - CHUNK); // the small files count in `kept`
  const first = (await opened.frame.evaluate('seen[0]')) as { loadedBytes: number };
  expect(first.loadedBytes).toBeGreaterThanOrEqual(CHUNK); // what was there already is told at once
  await expectRightNumbers();
});

it.each(['the same', 'a new'])(
  'never joins halves of two files of the same size: the hub replaces one before %s look-up is resumed',
  { timeout: 400_000 },
  async lookUp => {
    hub = await HubServer.start(files, { listing: false }); // tells no hashes
    hub.fail(graph, { holdAt: CHUNK + CHUNK / 2 });
    const find = `findHubModel({ base: '${hub.base}', repo: '${REPO}', revision: 'main' })`;
    await opened.frame.evaluate(`${find}.then(hub => { window.hub = hub; })`);
    const found = lookUp === 'the same' ? 'window.hub' : find;
    const loading = load(found);
    await aChunkIsStored();
    await opened.frame.evaluate('cancel()');
    expect(await loading).toBe('AbortError');
    const weights = randomWeights(shape, 7);
    const replacement = repository('merged', 'fp32', shape, weights)[graph]!;
    expect(replacement.size).toBe(files[graph]!.size);
    hub.replace(graph, Buffer.from(await replacement.arrayBuffer()));
    hub.mend();
    expect(await load(found)).toBe('wasm');
    await expectRightNumbers(shape, weights);
  },
);

it('is used from memory when storage is full', { timeout: 400_000 }, async () => {
  hub = await HubServer.start(files);
  const session = await opened.page.context().newCDPSession(opened.page);
  const { origin } = new URL(opened.page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 6_000_000 });
  expect(await load()).toBe('wasm');
  await expectRightNumbers();
  expect((await stored())[0]!.storedBytes).toBeLessThan(files[graph]!.size);
});

it('is used from memory where storage is refused', { timeout: 400_000 }, async () => {
  hub = await HubServer.start(files);
  await opened.close();
  opened = await openPage(built, { sandboxed: true });
  expect(await load()).toBe('wasm');
  await expectRightNumbers();
  expect(await stored()).toEqual([]);
});

it(
  'forgets what turns out to be corrupt, so that the next attempt is a fresh one',
  { timeout: 400_000 },
  async () => {
    hub = await HubServer.start(files);
    hub.fail(graph, { flip: true, times: 2 }); // also the one that is fetched by itself
    expect(await load()).toBe('download-corrupt');
    expect(await load()).toBe('wasm');
    await expectRightNumbers();
  },
);

it('checks a GPU against WASM on the same device', { timeout: 400_000 }, async () => {
  hub = await HubServer.start(small.repository('single', 'fp32')); // small: this GPU is made of software
  await opened.close();
  opened = await openPage(built, { flags: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] });
  expect(await load(undefined, 'webgpu')).toBe('webgpu');
  const report = (await opened.frame.evaluate('engine.report')) as BackendReport;
  expect(report.verification!.maxError).toBeLessThan(0.01);
  expect(report.verification!.maxError).toBeGreaterThan(0); // two computations, not one compared with itself
  await expectRightNumbers(small.shape, small.weights);
});
