import { useEffect, useState } from 'react';
import { type Language, type Messages, guessLanguage, languages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import type { Options } from '#run/url.ts';
import type { Host } from './host.ts';
import type { Incoming } from './protocol.ts';
import './Cover.css';

/** Something large that is fetched unasked once the embed is open. */
export interface Download {
  readonly of: 'model' | 'tokenizer';
  readonly id: string;
  readonly bytes: number;
}

type DownloadsOf = (options: Options, language: Language) => readonly Download[];

const languageOf = ({ lang }: Options): Language => lang ?? guessLanguage(navigator.languages);

/**
 * Whether an embed begins under a cover: a figure of the lesson asks its model at once, and nothing heavy is fetched
 * before the reader acts. The stage needs no cover: its first button wakes the model.
 */
export const isCovered = (options: Options, downloadsOf: DownloadsOf): boolean =>
  options.view === 'embed' && downloadsOf(options, languageOf(options)).length > 0;

/** The first page of such an embed: what it loads, and a button. A command of the host opens it as well. */
export function Cover(props: {
  options: Options;
  downloadsOf: DownloadsOf;
  host: Host | null;
  children: React.ReactNode;
}) {
  const { options, downloadsOf, host, children } = props;
  const [language, setLanguage] = useState(() => languageOf(options));
  const [theme, setTheme] = useState(options.theme);
  const m = languages[language];
  const [open, setOpen] = useState(options.autoplay === true);

  useEffect(() => {
    if (!open) dress(theme, language);
  }, [language, open, theme]);
  useEffect(() => {
    if (open || host === null) return;
    const heard: Incoming[] = [];
    const leave = host.hear(message => {
      heard.push(message);
      if (message.type === 'setLanguage') setLanguage(message.language);
      else if (message.type === 'setTheme') setTheme(message.theme);
      else if (['next', 'step', 'play'].includes(message.type)) setOpen(true);
    });
    return () => {
      leave();
      heard.forEach(host.keep); // the app obeys it as well
    };
  }, [open, host]);

  if (open) return children;
  const downloads = downloadsOf(options, language);
  const bytes = downloads.reduce((sum, download) => sum + download.bytes, 0);
  return (
    <main className="cover">
      <h1>{m.title}</h1>
      <Button kind="primary" onClick={() => setOpen(true)}>
        {m.embed.start}
      </Button>
      <p>
        {m.embed.loads(
          downloads.map(download => nameOf(download, m)),
          m.format.bytes(bytes),
        )}
      </p>
    </main>
  );
}

function nameOf({ of, id }: Download, m: Messages): string {
  const name = m.models.name(id);
  return of === 'tokenizer' ? m.embed.tokenizer(name) : name;
}

/** What useDocument does once the app is there. */
function dress(theme: Options['theme'], language: Language): void {
  const html = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  html.lang = languages[language].lang;
  html.dataset['view'] = 'embed';
  html.dataset['phase'] = 'ready';
  html.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light';
}
