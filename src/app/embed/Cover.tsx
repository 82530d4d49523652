import { useEffect, useState } from 'react';
import type { FigureName } from '#chapters/chapter.ts';
import { models } from '#engine/models.ts';
import { guessLanguage, languages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { localStart, modelOf } from '../lesson/enter.ts';
import { hasStage } from '../lesson/permissions.ts';
import { wantedPlace } from '../lesson/place.ts';
import { defaultModel } from '../start.ts';
import type { Options } from '../url.ts';
import { protocol, readMessage } from './protocol.ts';
import './Cover.css';

/** Pictures drawn from data alone: there is nothing to fetch for them, and so nothing to wait for. */
const withoutModel: readonly FigureName[] = ['bleu', 'timeline', 'loss', 'summary', 'quiz'];

/**
 * Whether an embed begins under a cover: a figure of the lesson asks its model at once, and nothing heavy is fetched
 * before the reader acts. The stage needs no cover: its first button wakes the model.
 */
export function isCovered(options: Options): boolean {
  const { place } = wantedPlace(options);
  const asks = place !== null && !hasStage(place.scene) && !withoutModel.includes(place.scene.figure);
  return options.view === 'embed' && asks;
}

/** The first page of such an embed: what it loads, and a button. A command of the host opens it as well. */
export function Cover({ options, children }: { options: Options; children: React.ReactNode }) {
  const [language] = useState(() => options.lang ?? guessLanguage(navigator.languages));
  const m = languages[language];
  const [open, setOpen] = useState(options.autoplay === true);

  useEffect(() => {
    if (open) return;
    dress(options, language);
    const onMessage = (event: MessageEvent) => {
      const message = event.source === parent ? readMessage(event.data) : null;
      if (message !== null && ['next', 'step', 'play'].includes(message.type)) setOpen(true);
    };
    window.addEventListener('message', onMessage);
    if (parent !== window) parent.postMessage({ protocol, type: 'ready' }, '*');
    return () => window.removeEventListener('message', onMessage);
  }, [language, open, options]);

  if (open) return children;
  const scene = wantedPlace(options).place?.scene;
  const id = options.model ?? (scene ? modelOf(localStart(scene, language)) : defaultModel(language));
  const spec = models.find(model => model.spec.id === id)?.spec;
  return (
    <main className="cover">
      <h1>{m.title}</h1>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {m.embed.start}
      </Button>
      {spec && <p>{m.embed.loads(m.models.names[id] ?? id, m.format.bytes(spec.bytes))}</p>}
    </main>
  );
}

/** What useDocument does once the app is there. */
function dress({ theme }: Options, language: string): void {
  const html = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  html.lang = language === 'zh' ? 'zh-CN' : language;
  html.dataset['view'] = 'embed';
  html.dataset['phase'] = 'ready';
  html.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light';
}
