/**
 * Records a run of an embedded model without a page, for scenes that begin before a model is loaded:
 *
 *   npm run record -- --model en-mini --prompt "Once upon a time" --seed 7 --tokens 24 --name opening
 *
 * The same session, engine and file format as on the page, so that the live model continues a recording where it stands.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import { defaultParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { writeTraceFile } from '#trace/file.ts';
import { contextAt, depthOf, emptyTrace } from '#trace/trace.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'en-mini' },
    prompt: { type: 'string', default: 'Once upon a time' },
    seed: { type: 'string', default: '7' },
    tokens: { type: 'string', default: '24' },
    temperature: { type: 'string', default: '1' },
    name: { type: 'string' }, // of the file; without one, the text is only printed
  },
});

const engine = await loadOnnxEngineInNode(await modelIn(`models/${values.model}`));
const prompt = engine.encode(values.prompt);
if (prompt.length === 0 && engine.endOfText !== null) prompt.push(engine.endOfText);
const params = { ...defaultParams, temperature: Number(values.temperature) };
const seed = Number(values.seed);
const tokens = Number(values.tokens);

// No beats: every phase ends at once.
const clock = {
  now: () => 0,
  after(_ms: number, run: () => void) {
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  },
};
const running = runSession(
  openSession(emptyTrace(engine.model, prompt), { params, seed, tempo: 'fast', endOfText: engine.endOfText }),
  clock,
);
const finished = new Promise<void>((resolve, reject) => {
  running.store.subscribe(({ phase, trace, cursor, drive, error }) => {
    if (error !== null) reject(new Error(error));
    // The prediction after the last token is recorded too: a page that stops here still has bars to show.
    if (depthOf(trace, cursor) === tokens && phase === 'predicted') resolve();
    if (drive === 'hold' && phase === 'ready' && depthOf(trace, cursor) > 0) resolve(); // the model ended its text
  });
});
running.setEngine(engine);
running.dispatch({ type: 'drive', drive: 'run' });
await finished;

const { trace, cursor } = running.store.getState();
running.dispose();
console.log(textOf(contextAt(trace, cursor), engine.vocabulary));
if (values.name !== undefined) {
  const file = writeTraceFile({ trace, seed, params, vocabulary: engine.vocabulary });
  await mkdir('public/traces', { recursive: true });
  await writeFile(`public/traces/${values.name}.json`, `${JSON.stringify(file)}\n`);
  console.log(
    `public/traces/${values.name}.json: ${file.steps.length} steps, revision ${trace.model.revision}`,
  );
}
engine.dispose();
