import { useTransport } from '#views/useTransport.ts';
import './Translator.css';
import { useState, useSyncExternalStore } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { exactly } from '#lm/known.ts';
import type { AttentionPattern, AttentionWeights, SourceWord } from '#lm/translation.ts';
import { patternOf } from '#lm/translation.ts';
import { Button } from '#ui/Button.tsx';
import { Form } from '#ui/Form.tsx';
import { type Selection, TranslatorPicture } from './TranslatorPicture.tsx';
import { layoutTranslator, strongest } from './layout.ts';

export interface TranslatorProps {
  readonly sentence: string;
  readonly examples: readonly { readonly sentence: string; readonly note: string }[];
  readonly source: readonly SourceWord[]; // the end mark last
  readonly target: readonly string[]; // words written so far
  readonly next: { readonly text: string; readonly probability: number } | null; // most likely after them; null while computing
  readonly finished: boolean;
  readonly reading: readonly AttentionWeights[]; // encoder, per layer; empty until computed
  readonly looking: readonly AttentionWeights[]; // decoder to source, per layer; empty until computed
  readonly pattern: AttentionPattern; // shown at first
  readonly parts: boolean; // tell encoder and decoder apart
  readonly waiting: string | null; // why nothing is computed yet, in the reader's language; null when it is
  readonly error: string | null; // in the reader's language
  readonly onSentence: (sentence: string) => void;
  readonly onNext?: () => void;
  readonly onBack?: () => void;
  readonly onReset?: () => void;
}

/** The translator of 2017 at work: an English sentence, its Chinese, and what each word looked at. */
export function Translator(props: TranslatorProps) {
  const { sentence, examples, source, target, next, finished, reading, looking, parts, error } = props;
  const messages = useMessages();
  const m = messages.origins.translator;
  const [pattern, setPattern] = useState(props.pattern);
  const [selected, setSelected] = useState<Selection | null>(null);
  // A word of another sentence, or one that has been taken back, is no longer selected.
  const [selectedIn, setSelectedIn] = useState(sentence);
  const words = selected?.side === 'target' ? target.length : source.length;
  if (selectedIn !== sentence || (selected !== null && selected.index >= words)) {
    setSelectedIn(sentence);
    setSelected(null);
  }
  const narrow = useNarrow();
  const { onNext, onBack, onReset } = props;
  const canGoOn = !finished && next !== null;
  useTransport({
    ...(onNext && canGoOn && { next: onNext, step: onNext }),
    ...(onBack && target.length > 0 && { back: onBack }),
    ...(onReset && target.length > 0 && { reset: onReset }),
    setPrompt: props.onSentence,
  });

  const weights = looking.length > 0 ? patternOf(looking, pattern) : [];
  const rows = layoutTranslator(
    source.map(({ text }) => text),
    target,
    weights,
    'rows',
  );
  const orientation = narrow || rows.width > 1000 ? 'columns' : 'rows';
  const layout =
    orientation === 'rows'
      ? rows
      : layoutTranslator(
          source.map(({ text }) => text),
          target,
          weights,
          'columns',
        );
  const unknown = [...new Set(source.filter(({ known }) => !known).map(({ text }) => text))];
  const isChinese = unknown.some(word => /\p{Script=Han}/u.test(word));
  const example = examples.find(each => each.sentence === sentence);

  return (
    <section className="translator" aria-label={m.region} data-parts={parts || undefined}>
      <SentenceForm key={sentence} {...props} />
      {error !== null && <p role="alert">{error}</p>}
      {unknown.length > 0 && (
        <p className="translator-unknown">{isChinese ? m.onlyEnglish : m.unknown(unknown)}</p>
      )}
      <TranslatorPicture
        layout={layout}
        orientation={orientation}
        parts={parts}
        unknown={source.map(({ known }) => !known)}
        reading={parts && reading.length > 0 ? patternOf(reading, 'mean') : null}
        selected={selected}
        onSelect={setSelected}
      />
      <p className="translator-spoken" aria-live="polite">
        {props.waiting ?? (selected !== null && weights.length > 0 ? spoken() : (example?.note ?? m.hint))}
      </p>
      <div className="translator-foot">
        {props.onNext && (
          <Button kind="primary" disabled={finished || next === null} onClick={props.onNext}>
            {messages.controls.next}
          </Button>
        )}
        {props.onBack && (
          <Button disabled={target.length === 0} onClick={props.onBack}>
            {messages.controls.back}
          </Button>
        )}
        {props.onReset && (
          <Button disabled={target.length === 0} onClick={props.onReset}>
            {messages.controls.reset}
          </Button>
        )}
        {parts && next !== null && (
          <p aria-live="polite">
            {finished ? m.finished : m.next(next.text, messages.known.share(exactly(next.probability)))}
          </p>
        )}
        {looking.length > 0 && <PatternChoice layers={looking} value={pattern} onChange={setPattern} />}
      </div>
    </section>
  );

  /** One sentence about the selected word: its three strongest partners. */
  function spoken(): string {
    const { side, index } = selected!;
    if (side === 'target') {
      const top = strongest(weights[index] ?? [], 3);
      return m.looks(
        target[index] ?? '',
        top.map(t => ({ word: source[t.index]!.text || '■', weight: t.weight })),
      );
    }
    const column = target.map((_, t) => weights[t]![index]!);
    const top = strongest(column, 3);
    if (top.length === 0) return m.reads;
    return m.looked(
      source[index]?.text || '■',
      top.map(t => ({ word: target[t.index]!, weight: t.weight })),
    );
  }
}

function SentenceForm({ sentence, examples, onSentence }: TranslatorProps) {
  const m = useMessages().origins.translator;
  const [text, setText] = useState(sentence);
  const translate = () => {
    if (text.trim() !== '') onSentence(text.trim());
  };
  return (
    <Form className="translator-form" onSubmit={translate}>
      <input
        aria-label={m.sentence}
        lang="en"
        value={text}
        maxLength={200}
        spellCheck={false}
        onChange={event => setText(event.target.value)}
      />
      <Button onClick={translate}>{m.translate}</Button>
      {examples.length > 0 && (
        <select aria-label={m.examples} value="" onChange={event => onSentence(event.target.value)}>
          <option value="" disabled>
            {m.examples}
          </option>
          {examples.map(each => (
            <option key={each.sentence}>{each.sentence}</option>
          ))}
        </select>
      )}
    </Form>
  );
}

function PatternChoice({
  layers,
  value,
  onChange,
}: {
  readonly layers: readonly AttentionWeights[];
  readonly value: AttentionPattern;
  readonly onChange: (pattern: AttentionPattern) => void;
}) {
  const m = useMessages().origins.translator;
  const heads = layers[0]!.dims[0];
  const patterns: AttentionPattern[] = [
    'mean',
    ...layers.flatMap((_, layer) => Array.from({ length: heads }, (_, head) => ({ layer, head }))),
  ];
  const keyOf = (pattern: AttentionPattern): string =>
    pattern === 'mean' ? pattern : `${pattern.layer}.${pattern.head}`;
  return (
    <label className="translator-pattern">
      {m.pattern}
      <select
        value={keyOf(value)}
        onChange={event => onChange(patterns.find(each => keyOf(each) === event.target.value)!)}
      >
        {patterns.map(each => (
          <option key={keyOf(each)} value={keyOf(each)}>
            {each === 'mean' ? m.mean : m.head(each.layer, each.head)}
          </option>
        ))}
      </select>
    </label>
  );
}

const narrowQuery = '(width < 45em)';

function useNarrow(): boolean {
  return useSyncExternalStore(
    onChange => {
      const query = matchMedia(narrowQuery);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia(narrowQuery).matches,
    () => false,
  );
}
