import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { EngineError, type EngineErrorCode } from '#engine/engine.ts';
import { loadTranslator, translatorExamples } from '#engine/translate/load.ts';
import { translatorModel } from '#engine/translate/model.ts';
import { useMessages } from '#i18n/messages.tsx';
import type { Translator as TranslatorEngine } from '#lm/translation.ts';
import { type RunningTranslation, runTranslation } from '#session/translation.ts';
import { Button } from '#ui/Button.tsx';
import { Translator } from '#views/origins/Translator.tsx';

interface Props {
  readonly sentence: string; // the scene's
  readonly parts: boolean;
}

/** Loads the translator when it is first shown, and keeps it for as long as the page shows translator scenes. */
export function TranslatorFigure({ sentence, parts }: Props) {
  const m = useMessages();
  const [translator, setTranslator] = useState<TranslatorEngine | null>(null);
  const [error, setError] = useState<EngineErrorCode | null>(
    translatorModel === null ? 'download-failed' : null,
  );
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (translatorModel === null) return;
    let gone = false;
    const loading = loadTranslator(translatorModel);
    loading.then(
      loaded => !gone && setTranslator(loaded),
      failure => !gone && setError(failure instanceof EngineError ? failure.code : 'worker-crashed'),
    );
    return () => {
      gone = true;
      void loading.then(loaded => loaded.dispose()).catch(() => {});
    };
  }, [attempt]);

  const retry = () => {
    setError(null);
    setTranslator(null);
    setAttempt(attempt + 1);
  };
  if (error !== null) {
    return (
      <div role="alert">
        <p>{m.errors[error]}</p>
        <Button onClick={retry}>{m.notices.retry}</Button>
      </div>
    );
  }
  if (translator === null) return <Recorded sentence={sentence} parts={parts} />;
  return <Running translator={translator} sentence={sentence} parts={parts} onCrash={setError} />;
}

/** What the same model once wrote for the scene's sentence, so that there is something to read while it loads. */
function Recorded({ sentence, parts }: Props) {
  const m = useMessages();
  const examples = translatorExamples(m.tag);
  const target = parts ? [] : (examples.find(example => example.sentence === sentence)?.output ?? []);
  const words = sentence.match(/[\w']+|[^\s\w]/g) ?? [];
  return (
    <Translator
      sentence={sentence}
      examples={[]}
      source={words.map(text => ({ id: 0, text, known: true }))}
      target={target}
      next={null}
      finished={false}
      reading={[]}
      looking={[]}
      pattern="mean"
      parts={parts}
      waiting={target.length > 0 ? m.origins.translator.recorded : m.origins.translator.loading}
      error={null}
      onSentence={() => {}}
    />
  );
}

function Running(props: Props & { translator: TranslatorEngine; onCrash: (error: EngineErrorCode) => void }) {
  const { translator, sentence, parts, onCrash } = props;
  const m = useMessages();
  const running = useMemo(() => runTranslation(translator), [translator]);
  const translation = useStore(running.store);
  useEffect(() => void running.open(sentence, !parts), [running, sentence, parts]);
  useEffect(() => {
    if (translation.error === 'worker-crashed') onCrash(translation.error);
  }, [translation.error, onCrash]);

  const step = translation.steps[translation.written];
  return (
    <Translator
      sentence={translation.sentence}
      examples={translatorExamples(m.tag)}
      source={translation.source}
      target={wordsOf(running, translation.written)}
      next={running.wordAfter(translation.written)}
      finished={running.isFinished()}
      reading={step?.reading ?? []}
      looking={step?.looking ?? translation.steps[translation.written - 1]?.looking ?? []}
      pattern={translatorModel?.spec.alignmentHead ?? 'mean'}
      waiting={null}
      parts={parts}
      error={translation.error === null ? null : m.errors[translation.error]}
      onSentence={text => void running.open(text, !parts)}
      onNext={parts ? () => void running.next() : undefined}
      onBack={parts ? running.back : undefined}
      onReset={parts ? running.reset : undefined}
    />
  );
}

const wordsOf = (running: RunningTranslation, written: number): string[] =>
  Array.from({ length: written }, (_, n) => running.wordAfter(n)!.text);
