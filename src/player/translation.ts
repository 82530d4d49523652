import { type StoreApi, createStore } from 'zustand/vanilla';
import { EngineError, type EngineErrorCode } from '#engine/engine.ts';
import { probabilityAt } from '#lm/prediction.ts';
import type { SourceWord, TranslationStep, Translator } from '#lm/translation.ts';

/** A sentence being translated, greedily: word n is the most likely one after the n words before it. */
export interface Translation {
  readonly sentence: string;
  readonly source: readonly SourceWord[];
  readonly steps: readonly TranslationStep[]; // steps[n]: what was computed after n written words
  readonly written: number; // words on the stage; going back keeps the steps
  readonly busy: boolean; // the model is computing
  readonly error: EngineErrorCode | null;
}

/** A word of the translation. */
export interface WrittenWord {
  readonly text: string; // '' for the end mark
  readonly probability: number; // (0, 1]
}

export interface RunningTranslation {
  readonly store: StoreApi<Translation>;
  /** Begins a sentence; `all` writes it to its end, otherwise each word waits for `next`. */
  open(sentence: string, all: boolean): Promise<void>;
  next(): Promise<void>;
  back(): void;
  reset(): void;
  /** The word after the first n; null when it has not been computed. */
  wordAfter(n: number): WrittenWord | null;
  /** True when the words on the stage are the whole translation. */
  isFinished(): boolean;
}

/** Connects a translation to a translator. A sentence opened later wins over one still being written. */
export function runTranslation(translator: Translator): RunningTranslation {
  const store = createStore<Translation>(() => ({
    sentence: '',
    source: [],
    steps: [],
    written: 0,
    busy: false,
    error: null,
  }));
  const get = store.getState;
  const chosen = (n: number) => get().steps[n]?.prediction.ids[0];
  const isFinished = () => chosen(get().written) === translator.endOfSentence;

  /** Computes what follows the words on the stage, unless it is known. @returns false when overtaken or failed */
  async function ask(): Promise<boolean> {
    const { source, steps, written } = get();
    if (steps[written] !== undefined || source.length <= 1) return true;
    store.setState({ busy: true, error: null });
    try {
      const target = Array.from({ length: written }, (_, n) => chosen(n)!);
      const step = await translator.step(
        source.map(({ id }) => id),
        target,
      );
      if (get().source !== source) return false;
      store.setState({ steps: [...steps.slice(0, written), step], busy: false });
      return true;
    } catch (error) {
      if (get().source !== source) return false;
      store.setState({ busy: false, error: error instanceof EngineError ? error.code : 'worker-crashed' });
      return false;
    }
  }

  async function next(): Promise<void> {
    const { written, steps, busy } = get();
    if (busy || steps[written] === undefined || isFinished()) return;
    store.setState({ written: written + 1 });
    await ask();
  }

  return {
    store,
    isFinished,
    next,
    async open(sentence, all) {
      const source = translator.words(sentence);
      store.setState({ sentence, source, steps: [], written: 0, busy: false, error: null });
      if (!(await ask())) return;
      while (all && get().source === source && get().steps[get().written] !== undefined && !isFinished())
        await next();
    },
    back() {
      store.setState(({ written }) => ({ written: Math.max(0, written - 1) }));
    },
    reset() {
      store.setState({ written: 0 });
    },
    wordAfter(n) {
      const step = get().steps[n];
      if (step === undefined) return null;
      return {
        text: translator.word(step.prediction.ids[0]!),
        probability: probabilityAt(step.prediction, 0),
      };
    },
  };
}
