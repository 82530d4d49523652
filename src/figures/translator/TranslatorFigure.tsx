import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { EngineError, type EngineErrorCode } from '#engine/engine.ts';
import { loadTranslator, translatorExamples } from '#engine/translate/load.ts';
import { translatorModel } from '#engine/translate/model.ts';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import type { Translator as TranslatorEngine } from '#lm/translation.ts';
import { type RunningTranslation, type Translation, runTranslation } from '#player/translation.ts';
import { Button } from '#ui/Button.tsx';
import { Translator, type TranslatorProps } from './Translator.tsx';
import type { TranslatorData } from './figure.ts';
import { SharedTranslator } from './sharedTranslator.ts';

interface Props {
  readonly scene: TranslatorData;
  readonly shared?: SharedTranslator;
}

const ofThePage = new SharedTranslator(async () => {
  if (translatorModel === null) throw new EngineError('download-failed', 'no embedded translator');
  return loadTranslator(translatorModel);
});

/** The translator at work. Until it has come a recording stands there, and what the reader types is not lost. */
export function TranslatorFigure({ scene, shared = ofThePage }: Props) {
  const { sentence: first, parts } = scene;
  const m = useMessages();
  const [sentence, setSentence] = useState(first);
  const { translator, error, crash, retry } = useTranslator(shared);
  const running = useMemo(() => translator && runTranslation(translator), [translator]);
  const translation = useTranslation(running);
  useEffect(() => void running?.open(sentence, !parts), [running, sentence, parts]);
  useEffect(() => {
    if (translation?.error === 'worker-crashed') crash();
  }, [translation?.error, crash]);

  // Between two sentences the running one is still the old.
  const live = running !== null && translation?.sentence === sentence;
  return (
    <>
      {error !== null && (
        <div role="alert">
          <p>{m.errors[error]}</p>
          <Button onClick={retry}>{m.notices.retry}</Button>
        </div>
      )}
      <Translator
        sentence={sentence}
        parts={parts}
        pattern={translatorModel?.spec.alignmentHead ?? 'mean'}
        onSentence={text => {
          setSentence(text);
          if (text === sentence) void running?.open(text, !parts); // once more, as after a failure
        }}
        {...(live ? written(running, translation, parts, m) : recorded(sentence, parts, m, error === null))}
      />
    </>
  );
}

/** The translator of the page, while a figure is there. */
function useTranslator(shared: SharedTranslator) {
  const [translator, setTranslator] = useState<TranslatorEngine | null>(null);
  const [error, setError] = useState<EngineErrorCode | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let gone = false;
    shared.take().then(
      loaded => gone || setTranslator(loaded),
      failure => gone || setError(failure instanceof EngineError ? failure.code : 'worker-crashed'),
    );
    return () => {
      gone = true;
      shared.leave();
    };
  }, [shared, attempt]);

  const crash = useCallback(() => {
    shared.giveUp();
    setTranslator(null);
    setError('worker-crashed');
  }, [shared]);
  const retry = () => {
    setError(null);
    setAttempt(attempt + 1);
  };
  return { translator, error, crash, retry };
}

const useTranslation = (running: RunningTranslation | null): Translation | null =>
  useSyncExternalStore(
    useCallback(onChange => running?.store.subscribe(onChange) ?? (() => {}), [running]),
    () => running?.store.getState() ?? null,
  );

type Shown = Omit<TranslatorProps, 'sentence' | 'parts' | 'pattern' | 'onSentence'>;

/** What the same model once wrote for the sentence, so that there is something to read while it is not there. */
function recorded(sentence: string, parts: boolean, m: Messages, isComing: boolean): Shown {
  const words = m.origins.translator;
  const examples = translatorExamples(m.tag);
  const target = parts ? [] : (examples.find(example => example.sentence === sentence)?.output ?? []);
  const cut = sentence.match(/[\w']+|[^\s\w]/g) ?? [];
  return {
    examples: [],
    source: cut.map(text => ({ id: 0, text, known: true })),
    target,
    next: null,
    finished: false,
    reading: [],
    looking: [],
    waiting: target.length > 0 ? words.recorded(isComing) : isComing ? words.loading : '',
    error: null,
  };
}

function written(
  running: RunningTranslation,
  { source, steps, written, error }: Translation,
  parts: boolean,
  m: Messages,
): Shown {
  const step = steps[written];
  return {
    examples: translatorExamples(m.tag),
    source,
    target: Array.from({ length: written }, (_, n) => running.wordAfter(n)!.text),
    next: running.wordAfter(written),
    finished: running.isFinished(),
    reading: step?.reading ?? [],
    looking: step?.looking ?? steps[written - 1]?.looking ?? [],
    waiting: null,
    error: error === null ? null : m.errors[error],
    ...(parts && { onNext: () => void running.next(), onBack: running.back, onReset: running.reset }),
  };
}
