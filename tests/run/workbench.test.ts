import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import { connectInProcess, loadOnnxEngineInNode, loadRuntimeInNode, modelIn } from '#engine/onnx/node.ts';
import { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { serve } from '#engine/onnx/serve.ts';
import { Supply } from '#engine/onnx/supply.ts';
import type { Model } from '#engine/spec.ts';
import { loadTokenizer } from '#engine/tokenizer.ts';
import { textOf } from '#lm/token.ts';
import { type RecordedRun, writeTraceFile } from '#trace/file.ts';
import { TraceFileError, readTraceFile } from '#trace/read.ts';
import { type Trace, contextAt, stepAt } from '#trace/trace.ts';
import { type Site, serveSite } from '../../scripts/static-server.ts';
import type { ReportingEngine } from '#run/guest.ts';
import type { Start } from '#run/start.ts';
import { carryOut, stageTransport } from '#run/commands.ts';
import { WorkbenchController } from '#run/workbench.ts';
import { folders } from '../engine/models-on-disk.ts';
import { ManualClock } from '../player/manual-clock.ts';

const start: Start = {
  modelId: 'none',
  openTo: 'all',
  prompt: 'Once upon a time',
  line: null,
  revision: null,
  recording: null,
  seed: 3,
  params: {},
  tempo: 'fast',
};

let model: Model;
let engine: OnnxEngine;
let clock: ManualClock;
let bench: WorkbenchController;

beforeAll(async () => void (model = await modelIn(folders[0]!.path)));
beforeEach(async () => {
  engine = await loadOnnxEngineInNode(model);
  clock = new ManualClock();
  bench = new WorkbenchController({ start, backend: 'wasm', sleeping: true, notices: [] }, clock);
});
afterEach(() => bench.dispose());

const use = (guest: ReportingEngine) => bench.useGuest({ engine: guest, largestTopK: null });
const state = () => bench.session.store.getState();
const text = () => textOf(contextAt(state().trace, state().cursor), bench.store.getState().vocabulary);
const kinds = () => bench.store.getState().notices.map(({ kind }) => kind);

/** A press of Next, until the stage is at rest again. */
async function turn(): Promise<void> {
  bench.session.dispatch({ type: 'drive', drive: 'turn' });
  await expect.poll(() => clock.pass(10).then(() => state().drive)).toBe('hold');
}

/** What would be saved now, as it is read again: three candidates a step. */
function saved(change: (trace: Trace) => Trace = trace => trace): RecordedRun {
  const { trace, seed, params } = state();
  const { vocabulary } = bench.store.getState();
  const file = writeTraceFile({ trace: change(trace), seed, params, vocabulary }, 3);
  return readTraceFile(JSON.parse(JSON.stringify(file)));
}

/** Every token the stage could draw has a spelling. */
function expectSpelled(): void {
  const { vocabulary } = bench.store.getState();
  for (const { prediction } of state().trace.steps)
    for (const id of prediction?.ids ?? [])
      expect(vocabulary.special(id) ?? vocabulary.bytes(id)).toBeTruthy();
}

describe('a saved run', () => {
  it('goes on when its model is at work already', async () => {
    use(engine);
    await turn();
    const run = saved();
    const before = text();
    bench.setPrompt('The dog');
    bench.openSaved(run);
    expect(text()).toBe(before);
    await turn();
    expect(state()).toMatchObject({ phase: 'ready', cursor: 2, error: null });
    expect(text().startsWith(before)).toBe(true);
    expectSpelled();
  });

  it('of other weights says where it ends, and is taken over with its words when the reader wants', async () => {
    use(engine);
    await turn();
    await turn();
    const run = saved(trace => ({ ...trace, model: { ...trace.model, revision: 'ffffffff' } }));
    const before = text();
    bench.openSaved(run);
    await turn();
    expect(state()).toMatchObject({ phase: 'failed', error: 'not-recorded' });
    expect(text()).toBe(before);
    bench.takeOver();
    expect(text()).toBe(before);
    expect(kinds()).toContain('weights-changed');
    await turn();
    expect(state()).toMatchObject({ phase: 'ready', cursor: 3, live: true });
    expect(text().startsWith(before)).toBe(true);
  });

  it('of other weights keeps its words also when the model comes after it', async () => {
    use(engine);
    await turn();
    const run = saved(trace => ({ ...trace, model: { ...trace.model, revision: 'ffffffff' } }));
    const before = text();
    const later = await loadOnnxEngineInNode(model);
    bench.dispose();
    bench = new WorkbenchController({ start, backend: 'wasm', sleeping: true, notices: [] }, clock);
    bench.openSaved(run);
    use(later);
    expect(text()).toBe(before);
    expect(kinds()).toEqual(['weights-changed']);
    await turn();
    expect(text().startsWith(before)).toBe(true);
    expect(state()).toMatchObject({ phase: 'ready', cursor: 2, live: true });
  });

  it('of a model that is not here is taken over in the same way', async () => {
    use(engine);
    await turn();
    const before = text();
    bench.openSaved(saved(trace => ({ ...trace, model: { id: 'large @ somewhere', revision: 'api' } })));
    await turn();
    expect(state().error).toBe('not-recorded');
    bench.takeOver();
    await turn();
    expect(text().length).toBeGreaterThan(before.length);
    expect(text().startsWith(before)).toBe(true);
  });

  it('is refused when it cannot be of the model it names', () => {
    use(engine);
    const run = saved();
    const vocabulary = { ...run.vocabulary, size: 7 };
    expect(() => bench.openSaved({ ...run, vocabulary })).toThrow(TraceFileError);
  });
});

describe('a prompt that was changed', () => {
  it('is had back as it stood, with its distribution in view', async () => {
    use(engine);
    await turn();
    bench.session.dispatch({ type: 'advance' });
    await expect.poll(() => clock.pass(10).then(() => state().phase)).toBe('predicted');
    const before = text();
    bench.setPrompt('The dog');
    const notice = bench.store.getState().notices.find(({ kind }) => kind === 'new-prompt');
    if (notice?.kind !== 'new-prompt') throw new Error('no undo');
    notice.undo();
    expect(text()).toBe(before);
    expect(state()).toMatchObject({ phase: 'predicted', cursor: 1 });
  });

  it.each<[string, (other: ReportingEngine) => void]>([
    ['another model has taken over', use],
    ['another scene is laid out', () => void bench.enter({ ...start, prompt: 'A king' })],
  ])('is not had back once %s', async (_, change) => {
    use(engine);
    await turn();
    bench.setPrompt('The dog');
    expect(kinds()).toContain('new-prompt');
    const other = await loadOnnxEngineInNode(model);
    change(other);
    expect(kinds()).not.toContain('new-prompt');
    other.dispose();
  });
});

describe('a start with a recorded run', () => {
  let site: Site;
  const folder = mkdtempSync(join(tmpdir(), 'traces-'));
  beforeAll(async () => void (site = await serveSite({ root: folder })));
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  it('is laid out again, and goes on live, when its model is at work already', async () => {
    use(engine);
    await turn();
    const { trace, params } = state();
    const { vocabulary } = engine;
    writeFileSync(
      join(folder, 'run.json'),
      JSON.stringify(writeTraceFile({ trace, seed: start.seed, params, vocabulary }, 3)),
    );
    const opened = text();
    const recording = `${site.url}run.json`;
    await bench.enter({ ...start, prompt: 'A king' });
    await bench.enter({ ...start, prompt: null, recording });
    expect(text()).toBe('Once upon a time');
    expect(bench.store.getState().promptText).toBe('Once upon a time');
    await turn();
    expect(text()).toBe(opened);
    await turn();
    expect(stepAt(state().trace, 1).source).toBe('live');
    expectSpelled();
  });
});

it('a run goes on with another engine though its prompt was mended for the model', async () => {
  use(engine);
  bench.setPrompt('The king\r\nsaid');
  await turn();
  const before = text();
  use(await loadOnnxEngineInNode(model));
  expect(text()).toBe(before);
  expect(state().trace.steps).toHaveLength(2);
});

it('a model that goes on in another precision keeps the text, and says that its numbers are others', async () => {
  const { 'golden.json': _, ...files } = model.files; // it is for the first precision alone
  const other: Model = { spec: { ...model.spec, revision: 'ffffffff' }, files };
  const wasm = { backend: 'wasm', adapter: null, threads: 1 } as const;
  const supply = new Supply(
    () => connectInProcess(port => serve(port, loadRuntimeInNode)),
    [
      { ...wasm, backend: 'webgpu', model },
      { ...wasm, model: other },
    ],
  );
  const first = await supply.next(() => {}, new AbortController().signal);
  const moving = new OnnxEngine(await loadTokenizer(model), supply, first, {
    onReport: report => bench.currentEngine !== null && bench.adoptReport(report),
  });
  use(moving);
  await turn();
  const before = text();
  first.connection.onLost!(new EngineError('device-lost', 'for this test'));
  await expect.poll(() => state().trace.model.revision).toBe('ffffffff');
  expect(text()).toBe(before);
  expect(state().trace.steps.every(({ prediction }) => prediction === null)).toBe(true);
  expect(kinds()).toEqual(['backend-changed', 'weights-changed']);
  await turn();
  expect(state()).toMatchObject({ phase: 'ready', live: true });
  expect(text().startsWith(before)).toBe(true);
});

describe('a scene with the text of the one before', () => {
  const list = { ...start, predicted: true };

  it('shows the same prediction at once: nothing is asked, and no bar goes', async () => {
    use(engine);
    await bench.enter(list);
    bench.session.dispatch({ type: 'advance' });
    await expect.poll(() => state().phase).toBe('predicted');
    const { prediction } = stepAt(state().trace, 0);
    const phases: string[] = [];
    bench.session.store.subscribe(({ phase }) => void phases.push(phase));
    await bench.enter({ ...list, params: { topK: 10 } });
    expect(new Set(phases)).toEqual(new Set(['predicted']));
    expect(stepAt(state().trace, 0).prediction).toBe(prediction);
  });

  it('begins unpredicted where the text is another', async () => {
    use(engine);
    await bench.enter(list);
    bench.session.dispatch({ type: 'advance' });
    await expect.poll(() => state().phase).toBe('predicted');
    await bench.enter({ ...list, prompt: 'A king' });
    expect(state().phase).toBe('ready');
    expect(stepAt(state().trace, 0).prediction).toBeNull();
  });
});

it('a digit appends the token of that rank in the state, and none whose bar is not drawn', async () => {
  use(engine);
  await turn();
  bench.session.dispatch({ type: 'advance' });
  await expect.poll(() => state().phase).toBe('predicted');
  const { cursor, trace } = state();
  const third = stepAt(trace, cursor).prediction!.ids[2];
  carryOut(stageTransport(bench, 2), { do: 'choose', bar: 2 });
  expect(state().cursor).toBe(cursor);
  carryOut(stageTransport(bench, 3), { do: 'choose', bar: 2 });
  await expect.poll(() => clock.pass(10).then(() => state().phase)).toBe('ready');
  expect(stepAt(state().trace, state().cursor).choice).toMatchObject({ by: 'reader', id: third });
});

it('a scene begins under its own settings and under none of the scene before', async () => {
  use(engine);
  bench.setParams({ temperature: 0.3, topK: 5, topP: 0.5, minP: 0.2 });
  await bench.enter({ ...start, prompt: 'A king', params: { temperature: 0.7 }, seed: 9 });
  expect(state().params).toEqual({ temperature: 0.7, topK: null, topP: null, minP: null });
  expect(state().seed).toBe(9);
});
