import { type StoreApi, createStore } from 'zustand/vanilla';
import {
  type BackendReport,
  type Engine,
  EngineError,
  type EngineErrorCode,
  type LoadProgress,
} from '#engine/engine.ts';
import { modelById, models } from '#engine/models.ts';
import { loadOnnxEngine } from '#engine/onnx/load.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import type { Model } from '#engine/spec.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import { type Vocabulary, textOf } from '#lm/token.ts';
import type { Tempo } from '#session/pace.ts';
import { type Clock, type RunningSession, runSession } from '#session/run.ts';
import { openSession } from '#session/state.ts';
import { type RecordedRun, readTraceFile } from '#trace/file.ts';
import { type Trace, emptyTrace } from '#trace/trace.ts';
import { fitPrompt } from './prompt.ts';

/** Something the reader should know; it stays until dismissed or answered. */
export type Notice =
  | { readonly kind: 'bad-parameter'; readonly name: string; readonly value: string }
  | { readonly kind: 'cleaned' | 'recording-failed' | 'model-changed' }
  | { readonly kind: 'cut'; readonly kept: number }
  | { readonly kind: 'backend-changed'; readonly backend: string }
  | { readonly kind: 'new-prompt'; readonly undo: () => void };

/** The reader's table: which model lies on it, how its loading goes, what was said about it. */
export interface Workbench {
  readonly modelId: string; // wanted; loading or loaded
  readonly vocabulary: Vocabulary; // of the trace on the stage
  readonly promptText: string; // as typed, also while it waits for the tokenizer
  readonly progress: LoadProgress | null; // while loading
  readonly report: BackendReport | null; // of the engine at work; null without one
  readonly error: EngineErrorCode | null; // why there is no engine
  readonly notices: readonly Notice[];
}

export interface WorkbenchOptions {
  readonly modelId: string;
  readonly backend: 'auto' | 'webgpu' | 'wasm';
  readonly prompt: string | null; // null: the recorded run's
  readonly recording: string | null; // URL of a recorded run to begin with
  readonly seed: number;
  readonly params: Partial<SamplingParams>;
  readonly tempo: Tempo | 'auto';
  readonly notices: readonly Notice[];
}

const nothing: Vocabulary = {
  size: 0,
  bytes: () => new Uint8Array(),
  special: () => null,
};

/** Brings a session, its recording and its engine together: everything the page does that is not drawing. */
export class WorkbenchController {
  readonly session: RunningSession;
  readonly store: StoreApi<Workbench>;
  private engine: OnnxEngine | null = null;
  private loading: AbortController | null = null;

  constructor(
    private readonly options: WorkbenchOptions,
    clock: Clock,
  ) {
    const { modelId, params, seed, tempo, prompt, notices } = options;
    const trace = emptyTrace({ id: modelId, revision: '' }, []);
    this.session = runSession(
      openSession(trace, { params: { ...defaultParams, ...params }, seed, tempo }),
      clock,
    );
    this.store = createStore<Workbench>(() => ({
      modelId,
      vocabulary: nothing,
      promptText: prompt ?? '',
      progress: null,
      report: null,
      error: null,
      notices,
    }));
  }

  /** The engine at work; null while loading or after a failure. */
  get currentEngine(): OnnxEngine | null {
    return this.engine;
  }

  /** Opens the recorded run, if one is wanted and can be had. @returns whether a run is on the stage */
  async openRecording(): Promise<boolean> {
    const { recording, prompt, params, seed } = this.options;
    if (recording === null || prompt !== null) return false;
    try {
      const response = await fetch(recording);
      if (!response.ok) throw new Error(`${recording}: HTTP ${response.status}`);
      const run = readTraceFile(await response.json());
      if (this.engine !== null) return false; // the live model was quicker
      this.openRun(run, Object.keys(params).length > 0 || seed !== run.seed);
      return true;
    } catch (error) {
      console.info('recorded run', error);
      this.notify({ kind: 'recording-failed' });
      return false;
    }
  }

  /** @param ownSettings the reader's seed and settings differ from the recorded ones, so that only its prompt is kept */
  openRun(run: RecordedRun, ownSettings = false): void {
    const trace = ownSettings ? { ...run.trace, head: 0 } : run.trace;
    this.store.setState({ vocabulary: run.vocabulary, promptText: textOf(trace.prompt, run.vocabulary) });
    this.session.dispatch({ type: 'open', trace });
  }

  /**
   * Loads the wanted model and connects it. What is on the stage goes on: the next step of a recorded run of the same
   * weights is live.
   */
  async load(): Promise<void> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    const { modelId } = this.store.getState();
    this.store.setState({
      error: null,
      report: null,
      progress: { stage: 'download', loadedBytes: 0, totalBytes: null },
    });
    try {
      const engine = await loadOnnxEngine(wantedModel(modelId), {
        backend: this.options.backend,
        signal: loading.signal,
        onProgress: progress => loading.signal.aborted || this.store.setState({ progress }),
        onReport: report => loading.signal.aborted || this.adoptReport(report),
      });
      this.engine?.dispose();
      this.engine = engine;
      this.store.setState({ progress: null });
      this.connect(engine);
    } catch (error) {
      if (loading.signal.aborted) return;
      console.info('model', error);
      this.store.setState({
        progress: null,
        error: error instanceof EngineError ? error.code : 'worker-crashed',
      });
      this.session.dispatch({ type: 'drive', drive: 'hold' });
    }
  }

  /** Another model takes over the text so far. */
  setModel(modelId: string): void {
    if (modelId === this.store.getState().modelId && this.store.getState().error === null) return;
    this.session.setEngine(null);
    this.engine?.dispose();
    this.engine = null;
    this.store.setState({ modelId });
    void this.load();
  }

  /** A new text to go on from. The old run can be had back. */
  setPrompt(text: string): void {
    if (text === this.store.getState().promptText) return;
    const before = { promptText: this.store.getState().promptText, session: this.session.store.getState() };
    const { vocabulary } = this.store.getState();
    this.store.setState({ promptText: text });
    if (this.engine === null) return; // tokenized when there is a tokenizer
    this.openPrompt(this.engine, text);
    if (before.session.trace.steps.length <= 1) return;
    const undo = () => {
      this.store.setState({ promptText: before.promptText, vocabulary });
      this.session.dispatch({ type: 'open', trace: before.session.trace, cursor: before.session.cursor });
    };
    this.notify({ kind: 'new-prompt', undo });
  }

  notify(notice: Notice): void {
    const others = this.store
      .getState()
      .notices.filter(({ kind }) => kind !== notice.kind || kind === 'bad-parameter');
    this.store.setState({ notices: [...others, notice] });
  }

  dismiss(notice: Notice): void {
    this.store.setState({ notices: this.store.getState().notices.filter(other => other !== notice) });
  }

  dispose(): void {
    this.loading?.abort();
    this.session.dispose();
    this.engine?.dispose();
  }

  private connect(engine: OnnxEngine): void {
    const { trace, cursor } = this.session.store.getState();
    const { promptText, vocabulary } = this.store.getState();
    const sameWeights = trace.model.id === engine.model.id && trace.model.revision === engine.model.revision;
    const samePrompt = trace.prompt.length > 0 && promptText === textOf(trace.prompt, vocabulary);
    if (sameWeights && samePrompt) {
      this.store.setState({ vocabulary: engine.vocabulary });
    } else {
      const sameModel = trace.model.id === engine.model.id;
      const written = samePrompt && !sameModel ? generatedText(trace, cursor, vocabulary) : '';
      if (samePrompt && sameModel) this.notify({ kind: 'model-changed' });
      this.openPrompt(engine, promptText, written);
    }
    this.session.setEngine(engine);
  }

  /** @param written text after the prompt that another model wrote; this one reads it as its own past */
  private openPrompt(engine: Engine, text: string, written = ''): void {
    const { fitted, cleaned, cut } = fitPrompt(text);
    if (cleaned) this.notify({ kind: 'cleaned' });
    if (cut) this.notify({ kind: 'cut', kept: fitted.length });
    const prompt = engine.encode(fitted);
    // Nothing to read: GPT-2 starts from its end-of-text token.
    const start = prompt.length > 0 || engine.endOfText === null ? prompt : [engine.endOfText];
    let trace: Trace = emptyTrace(engine.model, start);
    for (const id of written === '' ? [] : engine.encode(written)) {
      const parent = trace.steps.length - 1;
      const step = {
        parent,
        choice: { by: 'link' as const, id },
        prediction: null,
        source: null,
        latencyMs: null,
      };
      trace = { ...trace, steps: [...trace.steps, step], head: parent + 1 };
    }
    this.store.setState({ vocabulary: engine.vocabulary });
    this.session.dispatch({ type: 'open', trace, cursor: trace.head, endOfText: engine.endOfText });
  }

  private adoptReport(report: BackendReport): void {
    const before = this.store.getState().report;
    if (before !== null && before.backend !== report.backend) {
      this.notify({ kind: 'backend-changed', backend: report.backend });
    }
    this.store.setState({ report });
  }
}

function wantedModel(id: string): Model {
  const model = modelById(id);
  if (model === null)
    throw new EngineError('download-failed', `no embedded model ${id}; there are ${models.length}`);
  return model;
}

/** Text of the tokens appended up to the cursor. */
function generatedText(trace: Trace, cursor: number, vocabulary: Vocabulary): string {
  const appended: number[] = [];
  for (let at = cursor; at !== 0; at = trace.steps[at]!.parent!)
    appended.unshift(trace.steps[at]!.choice!.id);
  return textOf([...trace.prompt, ...appended], vocabulary).slice(textOf(trace.prompt, vocabulary).length);
}
