import { type StoreApi, createStore } from 'zustand/vanilla';
import { type BackendReport, type Engine, EngineError } from '#engine/engine.ts';
import { modelById } from '#engine/models.ts';
import { type SamplingParams, defaultParams } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { type Clock, type RunningSession, runSession } from '#player/run.ts';
import { isAnswered, openSession } from '#player/state.ts';
import type { RecordedRun } from '#trace/file.ts';
import type { LinkedLine } from '#trace/link.ts';
import { emptyTrace, stepAt } from '#trace/trace.ts';
import { type Guest, type ReportingEngine, mayStandIn, withinReach } from './guest.ts';
import { inTokensOf, isOf, pressAgain, readableRun, restingPhase, writtenFor } from './handover.ts';
import { type Notice, withNotice, withoutUndo } from './notice.ts';
import { EngineLabs } from './labs.ts';
import { fetchRun } from './recording.ts';
import { fitPrompt, traceFrom } from './prompt.ts';
import type { Start, WorkbenchOptions } from './start.ts';
import { type Workbench, emptyWorkbench, noBytesYet } from './workbenchState.ts';

/** Brings a session, its recording and its engine together: everything the page does that is not drawing. */
export class WorkbenchController {
  readonly session: RunningSession;
  readonly store: StoreApi<Workbench>;
  private engine: ReportingEngine | null = null; // at work
  private start: Start;
  private asleep: boolean; // an embed whose reader has not acted: nothing heavy is loaded yet
  private loading: AbortController | null = null;

  constructor(
    options: WorkbenchOptions,
    clock: Clock,
    private readonly models: Pick<EngineLabs, 'lend'> = new EngineLabs(options.backend),
  ) {
    this.start = options.start;
    this.asleep = options.sleeping;
    const { modelId, params, seed, tempo } = options.start;
    const trace = emptyTrace({ id: modelId, revision: '' }, []);
    const session = openSession(trace, { params: { ...defaultParams, ...params }, seed, tempo });
    this.session = runSession(session, clock);
    this.store = createStore(() => emptyWorkbench(options));
  }

  /** The engine at work; null while loading or after a failure. */
  get currentEngine(): ReportingEngine | null {
    return this.engine;
  }

  /** Opens the recorded run, if one is wanted and can be had. @returns whether a run is on the stage */
  async openRecording(): Promise<boolean> {
    const { recording, prompt, params, seed } = this.start;
    const { engine } = this;
    if (recording === null || prompt !== null) return false;
    try {
      const run = await fetchRun(recording);
      // A model that came meanwhile has opened the text already, or the reader has gone elsewhere.
      if (this.engine !== engine || this.start.recording !== recording) return false;
      this.openRun(run, Object.keys(params).length > 0 || seed !== run.seed);
      return true;
    } catch (error) {
      console.info('recorded run', error);
      this.notify({ kind: 'recording-failed' });
      return false;
    }
  }

  /**
   * A run out of a file: all of it is the reader's own. Its model goes on from it if it is at work.
   *
   * @throws TraceFileError where the file's tokens cannot be those of the model it names
   */
  openSaved(file: RecordedRun): void {
    const run = readableRun(file, this.engine);
    const { dispatch } = this.session;
    const { trace, vocabulary } = run;
    this.store.setState({ vocabulary, promptText: textOf(trace.prompt, vocabulary) });
    this.setParams(run.params);
    dispatch({ type: 'setSeed', seed: run.seed });
    dispatch({ type: 'open', trace, cursor: trace.head, visited: 'all', endOfText: null });
    const { id } = trace.model;
    const { modelId, guest } = this.store.getState();
    if (id !== modelId && (modelById(id) !== null || id === guest?.engine.model.id)) this.setModel(id);
  }

  /** @param ownSettings the reader's seed and settings differ from the recorded ones, so that only its prompt is kept */
  openRun(run: RecordedRun, ownSettings = false): void {
    const trace = ownSettings ? { ...run.trace, head: 0 } : run.trace;
    this.store.setState({ vocabulary: run.vocabulary, promptText: textOf(trace.prompt, run.vocabulary) });
    this.session.dispatch({ type: 'open', trace, endOfText: null });
    if (this.engine !== null) this.connect(this.engine);
  }

  /**
   * Loads the wanted model and connects it. What is on the stage goes on: the next step of a recorded run of the same
   * weights is live.
   */
  async load(): Promise<void> {
    this.asleep = false;
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    const { modelId } = this.store.getState();
    this.store.setState({ error: null, report: null, progress: noBytesYet });
    try {
      const engine = await this.models.lend(modelId, {
        signal: loading.signal,
        onProgress: progress => loading.signal.aborted || this.store.setState({ progress }),
        onReport: report => loading.signal.aborted || this.adoptReport(report),
      });
      this.adopt(engine);
    } catch (error) {
      if (loading.signal.aborted) return;
      console.info('model', error);
      const code = error instanceof EngineError ? error.code : 'worker-crashed';
      this.store.setState({ progress: null, error: code });
      // A recorded run plays on; only who waits for an answer learns that none will come.
      const session = this.session.store.getState();
      if (session.phase === 'predicting' && !isAnswered(session, session.cursor)) {
        this.session.dispatch({ type: 'failed', error: code });
      }
    }
  }

  /** Another model takes over the text so far. */
  setModel(modelId: string): void {
    const { guest, modelId: present, error } = this.store.getState();
    if (modelId === present && error === null) return;
    if (modelId === guest?.engine.model.id) return this.useGuest(guest);
    this.dropEngine();
    this.store.setState({ modelId });
    void this.load();
  }

  /** A model of the reader's own takes over the text so far. The one they had brought before is given up. */
  useGuest(guest: Guest): void {
    const before = this.store.getState().guest;
    this.seat(guest.engine);
    this.store.setState({ guest });
    this.setParams({});
    this.adopt(guest.engine);
    if (before !== null && before.engine !== guest.engine) before.engine.dispose();
  }

  /**
   * Lays out another start, as a scene of the lesson does. The engine stays if the model is the same, and the reader's
   * own model wherever it may stand in; where it may not, it waits.
   */
  async enter(start: Start): Promise<void> {
    this.start = start;
    this.store.setState(({ notices }) => ({ notices: withoutUndo(notices) }));
    const { dispatch } = this.session;
    dispatch({ type: 'drive', drive: 'hold' });
    const { guest } = this.store.getState();
    const own = guest !== null && mayStandIn(guest, start.openTo) ? guest : null;
    const params = withinReach({ ...defaultParams, ...start.params }, own);
    dispatch({ type: 'setParams', params });
    dispatch({ type: 'setSeed', seed: start.seed });
    dispatch({ type: 'setTempo', tempo: start.tempo });
    const modelId = own?.engine.model.id ?? start.modelId;
    const sameModel = this.store.getState().modelId === modelId;
    if (start.prompt !== null) this.store.setState({ promptText: start.prompt });
    if (!sameModel) this.dropEngine();
    this.store.setState({ modelId });
    if (own !== null && this.engine !== own.engine) this.seat(own.engine);
    const { engine } = this;
    if (start.prompt === null) {
      // A recording that is opened is connected with it.
      const isOpen = start.recording !== null && (await this.openRecording());
      if (!isOpen && engine !== null && engine === this.engine) this.connect(engine);
    } else if (engine !== null) {
      this.openPrompt(engine, start.prompt, this.takeLine(engine), start.predicted);
      this.session.setEngine(engine);
    }
    const wanted = own === null && (!sameModel || (this.engine === null && this.loading === null));
    if (wanted && !this.asleep) await this.load();
  }

  /** Settings as the reader wants them, as far as the model at work can draw under them. */
  setParams(wanted: Partial<SamplingParams>): void {
    const { guest } = this.store.getState();
    const params = { ...this.session.store.getState().params, ...wanted };
    const own = guest?.engine === this.engine ? guest : null;
    this.session.dispatch({ type: 'setParams', params: withinReach(params, own) });
  }

  /** A new text to go on from. The old run can be had back. */
  setPrompt(text: string): void {
    const { promptText, vocabulary } = this.store.getState();
    if (text === promptText) return;
    const before = this.session.store.getState();
    this.store.setState({ promptText: text });
    if (this.engine === null) return; // tokenized when there is a tokenizer
    this.openPrompt(this.engine, text);
    const { trace, cursor, visited } = before;
    if (trace.steps.length <= 1) return;
    const undo = () => {
      this.store.setState({ promptText, vocabulary });
      this.session.dispatch({ type: 'open', trace, cursor, visited, phase: restingPhase(before) });
    };
    this.notify({ kind: 'new-prompt', undo });
  }

  notify(notice: Notice): void {
    this.store.setState(({ notices }) => ({ notices: withNotice(notices, notice) }));
  }

  dismiss(notice: Notice): void {
    this.store.setState(({ notices }) => ({ notices: notices.filter(other => other !== notice) }));
  }

  dispose(): void {
    this.loading?.abort();
    this.session.dispose();
    this.dropEngine();
    this.store.getState().guest?.engine.dispose();
  }

  /** An embedded model was lent and stays in memory; the reader's own one waits. */
  private dropEngine(): void {
    this.session.setEngine(null);
    this.engine = null;
  }

  /** Puts the reader's own model in the place of the one at work, or of the one on its way. */
  private seat(engine: ReportingEngine): void {
    this.loading?.abort();
    this.loading = null;
    if (this.engine !== engine) this.dropEngine();
    this.engine = engine;
    const { report, contextLength, model } = engine;
    this.store.setState({ modelId: model.id, report, contextLength, progress: null, error: null });
  }

  private adopt(engine: ReportingEngine): void {
    if (this.engine !== engine) this.dropEngine();
    this.engine = engine;
    this.loading = null;
    this.store.setState({ progress: null, contextLength: engine.contextLength });
    this.connect(engine);
  }

  /** The model at work goes on from a run that is not its own. */
  takeOver(): void {
    if (this.engine !== null) this.connect(this.engine);
  }

  /** What is on the stage goes on: the run itself where it is the engine's own, otherwise its text so far. */
  private connect(engine: ReportingEngine): void {
    this.store.setState(({ notices }) => ({ notices: withoutUndo(notices) }));
    const before = this.session.store.getState();
    const { trace, cursor, visited } = before;
    const { promptText, vocabulary } = this.store.getState();
    const run = { trace, vocabulary };
    const wanted = fitPrompt(promptText).fitted; // what was typed may hold what no model is given
    const samePrompt = trace.prompt.length > 0 && wanted === textOf(trace.prompt, vocabulary);
    if (isOf(engine, run) && samePrompt) {
      const own = inTokensOf(engine, run);
      this.store.setState({ vocabulary: own.vocabulary });
      if (own.trace !== trace) {
        const phase = restingPhase(before);
        this.session.dispatch({ type: 'open', trace: own.trace, cursor, visited, phase });
      }
    } else {
      const past = samePrompt ? writtenFor(engine, run, cursor) : null;
      if (samePrompt && trace.model.id === engine.model.id) this.notify({ kind: 'weights-changed' });
      this.openPrompt(engine, promptText, past !== null && past.at > 0 ? past : this.takeLine(engine));
    }
    if (this.session.store.getState().trace !== trace) pressAgain(this.session, before);
    this.session.setEngine(engine);
  }

  /** @param predicted its bars stand at once, where what comes after it is known already */
  private openPrompt(engine: Engine, text: string, line: LinkedLine | null = null, predicted = false): void {
    const { trace, at, notices } = traceFrom(engine, text, line, this.session.store.getState().trace);
    this.store.setState({ vocabulary: engine.vocabulary });
    for (const notice of notices) this.notify(notice);
    const phase = predicted && at === 0 && stepAt(trace, 0).prediction !== null ? 'predicted' : 'ready';
    this.session.dispatch({ type: 'open', trace, cursor: at, phase, endOfText: engine.endOfText });
  }

  /** The run of a share link, once: a prompt typed later starts empty. */
  private takeLine(engine: Engine): LinkedLine | null {
    const { line, revision } = this.start;
    this.start = { ...this.start, line: null };
    if (line !== null && revision !== null && revision !== engine.model.revision) {
      this.notify({ kind: 'other-weights' });
    }
    return line;
  }

  /** The engine computes somewhere else now, or for the first time. */
  adoptReport(report: BackendReport): void {
    const { report: before } = this.store.getState();
    const moved = before !== null && before.backend !== report.backend;
    if (moved) this.notify({ kind: 'backend-changed', backend: report.backend });
    this.store.setState({ report });
    const { live, trace } = this.session.store.getState();
    // Another precision of the same model: what it says is not what the run so far says.
    if (live && this.engine !== null && this.engine.model.revision !== trace.model.revision) this.takeOver();
  }
}
