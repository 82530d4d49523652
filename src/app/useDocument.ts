import { useEffect } from 'react';
import type { BackendReport } from '#engine/engine.ts';
import { type Language, languages } from '#i18n/messages.tsx';

/**
 * Mirrors the state of the page on <html>: for the theme's CSS, for embedders and for tests. README.md lists the
 * attributes; they are a contract.
 */
export function useDocument(state: {
  language: Language;
  theme: 'light' | 'dark' | 'auto';
  view: string;
  phase: string;
  source: 'recorded' | 'live' | null;
  model: string;
  report: BackendReport | null;
}): void {
  const { language, theme, view, phase, source, model, report } = state;
  useEffect(() => {
    const html = document.documentElement;
    html.lang = language === 'zh' ? 'zh-CN' : language;
    document.title = `${languages[language].title} · ${languages[language === 'en' ? 'zh' : 'en'].title}`;
  }, [language]);

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
    dataset['phase'] = phase;
    dataset['source'] = source ?? 'recorded';
    dataset['model'] = model;
    if (report === null) delete dataset['backend'];
    else dataset['backend'] = report.backend;
  }, [view, phase, source, model, report]);
}
