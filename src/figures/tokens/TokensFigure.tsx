import { useCallback, useEffect, useMemo, useState } from 'react';
import { modelById, models } from '#engine/models.ts';
import type { Model } from '#engine/spec.ts';
import { type Tokenizer, loadTokenizer } from '#engine/tokenizer.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { Tokens } from './Tokens.tsx';
import type { FigureProps } from '../figure.ts';
import type { TokensData } from './figure.ts';

const tokenizerOf = (id: string): string | null | undefined => modelById(id)?.spec.files.tokenizer.sha256;

/** One model for each tokenizer, since models of one family cut text alike; the scene's own stands for its family. */
const oneForEach = (modelId: string): readonly Model[] =>
  models.filter(
    ({ spec: { id } }) =>
      id === modelId ||
      (tokenizerOf(id) !== tokenizerOf(modelId) &&
        models.find(other => tokenizerOf(other.spec.id) === tokenizerOf(id))?.spec.id === id),
  );

/** Needs a tokenizer only, which is a thirtieth of a model's download. */
export function TokensFigure({ scene, spoken, modelId }: FigureProps<TokensData>) {
  const m = useMessages();
  const choices = useMemo(() => oneForEach(modelId), [modelId]);
  const [wanted, setWanted] = useState(modelId);
  const [loaded, setLoaded] = useState<{ of: string; tokenizer: Tokenizer } | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const left = new AbortController();
    const model = modelById(wanted);
    setFailed(false);
    const loading = model === null ? Promise.reject(new Error(wanted)) : loadTokenizer(model, left.signal);
    loading.then(
      tokenizer => left.signal.aborted || setLoaded({ of: wanted, tokenizer }),
      () => left.signal.aborted || setFailed(true),
    );
    return () => left.abort();
  }, [wanted, attempt]);

  const tokenizer = loaded?.tokenizer;
  const encode = useCallback((text: string) => tokenizer?.encode(text) ?? [], [tokenizer]);

  if (failed) {
    return (
      <div className="figure-waiting" role="alert">
        <p>{m.errors['download-failed']}</p>
        <Button onClick={() => setAttempt(attempt + 1)}>{m.notices.retry}</Button>
      </div>
    );
  }
  if (loaded === null) {
    return (
      <p className="figure-waiting" role="status">
        {m.lesson.figure.loading}
      </p>
    );
  }
  return (
    <Tokens
      texts={scene.texts[spoken]}
      vocabulary={loaded.tokenizer.vocabulary}
      encode={encode}
      models={choices.map(({ spec }) => ({ id: spec.id, name: m.models.name(spec.id) }))}
      modelId={loaded.of}
      onModel={setWanted}
    />
  );
}
