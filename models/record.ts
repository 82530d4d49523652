/**
 * Records runs of embedded models without a page, for scenes that begin before a model is loaded.
 *
 *   npm run record                 every run of models/recordings.json and the numbers in the notes of all ready
 *                                  prompts, by the weights that are here: after every training
 *   npm run record -- facts        only those numbers
 *   npm run record -- opening      one of them
 *   npm run record -- --model en-mini --prompt "Once upon a time" --seed 7 --tokens 24     tries one: only prints its text
 *
 * The same session, engine and file format as on the page, so that the live model continues a recording where it stands.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Engine } from '#engine/engine.ts';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import { defaultParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { runSession } from '#player/run.ts';
import { openSession } from '#player/state.ts';
import { type RecordedRun, writeTraceFile } from '#trace/file.ts';
import { contextAt, depthOf, emptyTrace } from '#trace/trace.ts';
import type { FactFile, Facts, Idea } from '../src/app/idea.ts';
import { factsOf } from './facts.ts';

/** One after the other: an engine answers only the newest of two requests. */
async function entriesOf(ideas: readonly Idea[], engine: Engine) {
  const entries: [string, Facts][] = [];
  for (const idea of ideas) entries.push([idea.id, await factsOf(idea, engine)]);
  return entries;
}

/** The numbers in the notes of every model's ready prompts. */
async function computeFacts(): Promise<void> {
  for (const model of await readdir('models')) {
    const path = `models/${model}/prompts.json`;
    if (!existsSync(path)) continue;
    const ideas = JSON.parse(await readFile(path, 'utf8')) as Idea[];
    const engine = await loadOnnxEngineInNode(await modelIn(`models/${model}`));
    const facts: FactFile = {
      revision: engine.model.revision,
      ideas: Object.fromEntries(await entriesOf(ideas, engine)),
    };
    engine.dispose();
    await writeFile(`models/${model}/facts.json`, `${JSON.stringify(facts, null, 2)}\n`);
    console.log(`models/${model}/facts.json`);
  }
}

/** A run to record. */
interface Recording {
  readonly name: string; // public/traces/<name>.json
  readonly model: string;
  readonly prompt: string;
  readonly seed: number;
  readonly temperature: number;
  readonly tokens: number; // fewer where the model ends its text
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    prompt: { type: 'string', default: 'Once upon a time' },
    seed: { type: 'string', default: '7' },
    tokens: { type: 'string', default: '24' },
    temperature: { type: 'string', default: '1' },
  },
});

if (values.model !== undefined) {
  const { model, prompt } = values;
  const [seed, tokens, temperature] = [values.seed, values.tokens, values.temperature].map(Number);
  await record({ name: '', model, prompt, seed: seed!, tokens: tokens!, temperature: temperature! });
} else {
  const recordings = JSON.parse(await readFile('models/recordings.json', 'utf8')) as Recording[];
  for (const recording of recordings) {
    if (positionals.length > 0 && !positionals.includes(recording.name)) continue;
    const file = writeTraceFile(await record(recording));
    await mkdir('public/traces', { recursive: true });
    await writeFile(`public/traces/${recording.name}.json`, `${JSON.stringify(file)}\n`);
    console.log(`public/traces/${recording.name}.json: ${file.steps.length} steps of ${file.model.revision}`);
  }
  if (positionals.length === 0 || positionals.includes('facts')) await computeFacts();
}

/** Lets a model write, and tells what it wrote. */
async function record({ model, prompt: text, seed, temperature, tokens }: Recording): Promise<RecordedRun> {
  const engine = await loadOnnxEngineInNode(await modelIn(`models/${model}`));
  const prompt = engine.encode(text);
  if (prompt.length === 0 && engine.endOfText !== null) prompt.push(engine.endOfText);
  const params = { ...defaultParams, temperature };
  // No beats: every phase ends at once.
  const clock = {
    now: () => 0,
    after(_ms: number, run: () => void) {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    },
  };
  const { endOfText, vocabulary } = engine;
  const running = runSession(
    openSession(emptyTrace(engine.model, prompt), { params, seed, tempo: 'fast', endOfText }),
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
  engine.dispose();
  console.log(textOf(contextAt(trace, cursor), vocabulary));
  // The session may have gone on by a step before it was stopped.
  const steps = trace.steps.slice(0, tokens + 1);
  return { trace: { ...trace, steps, head: steps.length - 1 }, seed, params, vocabulary };
}
