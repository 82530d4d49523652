import { useEffect, useRef, useState } from 'react';
import { models } from '#engine/models.ts';
import { guessLanguage, languages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { defaultModel } from '../start.ts';
import type { Options } from '../url.ts';
import { protocol, readMessage } from './protocol.ts';
import './Cover.css';

/**
 * Whether an embed begins under its cover: what it shows needs a model, and nothing heavy is fetched before the reader
 * acts. The page's recorded opening needs none.
 */
export const isCovered = ({ view, prompt, chapter, model, line }: Options): boolean =>
  view === 'embed' && [prompt, chapter, model, line].some(asked => asked !== null);

/**
 * The first page of an embed: what it is about, and a button. A command of the host opens it as well; what the host
 * said meanwhile is passed on once there is a stage to do it on.
 */
export function Cover({ options, children }: { options: Options; children: React.ReactNode }) {
  const [language] = useState(() => options.lang ?? guessLanguage(navigator.languages));
  const m = languages[language];
  const [open, setOpen] = useState(false);
  const waiting = useRef<unknown[]>(options.autoplay ? [{ protocol, type: 'play' }] : []);

  useEffect(() => {
    if (open) return passOnWhenReady(waiting.current);
    dress(options, language);
    const onMessage = (event: MessageEvent) => {
      const message = event.source === parent ? readMessage(event.data) : null;
      if (message === null) return;
      waiting.current.push(event.data);
      if (['next', 'step', 'play'].includes(message.type)) setOpen(true);
    };
    window.addEventListener('message', onMessage);
    if (parent !== window) parent.postMessage({ protocol, type: 'ready' }, '*');
    return () => window.removeEventListener('message', onMessage);
  }, [language, open, options]);

  if (open) return children;
  const id = options.model ?? defaultModel(language);
  const spec = models.find(model => model.spec.id === id)?.spec;
  return (
    <main className="cover">
      <h1>{m.title}</h1>
      {options.prompt !== null && <blockquote>{options.prompt}</blockquote>}
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
  html.dataset['phase'] = 'covered';
  html.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light';
}

/** Hands messages to the app as soon as its stage can act on them. */
function passOnWhenReady(messages: unknown[]): () => void {
  const html = document.documentElement;
  const look = () => {
    const { phase } = html.dataset;
    if (phase === undefined || phase === 'covered' || phase === 'loading') return;
    observer.disconnect();
    for (const data of messages.splice(0)) {
      window.dispatchEvent(new MessageEvent('message', { data, source: parent }));
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(html, { attributeFilter: ['data-phase'] });
  look();
  return () => observer.disconnect();
}
