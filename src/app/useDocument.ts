import { useEffect } from 'react';
import type { BackendReport } from '#engine/engine.ts';
import { type Language, languages, nextLanguage } from '#i18n/messages.tsx';
import type { Source } from '#trace/trace.ts';

/**
 * Mirrors the state of the page on <html>: for the theme's CSS, for embedders and for tests. README.md lists the
 * attributes; they are a contract.
 */
export function useDocument(state: {
  language: Language;
  theme: 'light' | 'dark' | 'auto';
  view: string;
  scene: string | null; // 'chapter/scene'; null outside the lesson
  heading: string | null; // its title, once there are words
  phase: string;
  source: Source | null;
  model: string;
  report: BackendReport | null;
}): void {
  const { language, theme, view, scene, heading, phase, source, model, report } = state;
  useEffect(() => {
    const { lang, title } = languages[language];
    document.documentElement.lang = lang;
    const page = `${title} · ${languages[nextLanguage(language)].title}`;
    document.title = heading === null ? page : `${heading} · ${page}`;
  }, [language, heading]);

  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset['theme'] =
        theme === 'auto' ? (system.matches ? 'dark' : 'light') : theme;
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);

  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['view'] = view;
    if (scene === null) delete dataset['scene'];
    else dataset['scene'] = scene;
    dataset['phase'] = phase;
    // Nothing predicted yet: the source is what would answer.
    dataset['source'] = (source === null ? report === null : source === 'recorded') ? 'recorded' : 'live';
    dataset['model'] = model;
    if (report === null) delete dataset['backend'];
    else dataset['backend'] = report.backend;
  }, [view, scene, phase, source, model, report]);
}
