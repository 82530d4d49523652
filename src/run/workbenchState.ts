import type { BackendReport, Engine, EngineErrorCode, LoadProgress } from '#engine/engine.ts';
import { modelById } from '#engine/models.ts';
import { type Vocabulary, emptyVocabulary } from '#lm/token.ts';
import type { ModelRef } from '#trace/trace.ts';
import type { Guest } from './guest.ts';
import type { Notice } from './notice.ts';
import type { WorkbenchOptions } from './start.ts';

/** The reader's table: which model lies on it, how its loading goes, what was said about it. */
export interface Workbench {
  readonly modelId: string; // wanted; loading or loaded
  readonly contextLength: number; // tokens the model sees; Infinity where an API does not say
  readonly vocabulary: Vocabulary; // of the trace on the stage
  readonly promptText: string; // as typed, also while it waits for the tokenizer
  readonly progress: LoadProgress | null; // while loading
  readonly report: BackendReport | null; // of the engine at work; null without one
  readonly error: EngineErrorCode | null; // why there is no engine
  readonly notices: readonly Notice[];
  readonly guest: Guest | null; // the reader's own model, at work or waiting; null: there is none
}

/** Before anything has been loaded or opened. */
export const emptyWorkbench = ({ start, notices }: WorkbenchOptions): Workbench => ({
  modelId: start.modelId,
  contextLength: modelById(start.modelId)?.spec.contextLength ?? Infinity,
  vocabulary: emptyVocabulary,
  promptText: start.prompt ?? '',
  progress: null,
  report: null,
  error: null,
  notices,
  guest: null,
});

/** Of a model that has just been asked for. */
export const noBytesYet: LoadProgress = { stage: 'download', loadedBytes: 0, totalBytes: null };

/**
 * The model of the numbers on the stage, where it is not the one at work: a saved run of another model, or of other
 * weights. null: they are its own.
 */
export function foreignModel(of: ModelRef, modelId: string, engine: Engine | null): ModelRef | null {
  if (of.revision === '') return null; // nothing has been computed yet
  if (of.id !== modelId) return of;
  const revision = engine?.model.revision ?? modelById(modelId)?.spec.revision ?? of.revision;
  return of.revision === revision ? null : of;
}
