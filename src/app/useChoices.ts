import { useCallback, useState } from 'react';
import { type Language, guessLanguage, languages, nextLanguage } from '#i18n/messages.tsx';
import { remember, remembered } from '#ui/preferences.ts';
import { type Options, dropParameter } from '#run/url.ts';

/** What the page as a whole looks like, and how the reader changes it. */
export interface Choices {
  readonly language: Language;
  readonly theme: 'light' | 'dark' | 'auto';
  readonly isDark: boolean;
  readonly view: Options['view'];
  readonly singleKeys: boolean; // letters, digits and signs are shortcuts
  readonly setLanguage: (language: Language) => void; // for this visit, as an embedding page asks
  readonly setTheme: (theme: 'light' | 'dark' | 'auto') => void;
  readonly switchLanguage: () => void;
  readonly switchTheme: () => void;
  readonly switchView: () => void;
  readonly chooseSingleKeys: (on: boolean) => void;
}

/**
 * A link may ask for a language or a theme: that holds for the visit. Only what readers choose themselves is remembered,
 * and it leaves the address then, which would bring the old choice back at the next reload.
 */
export function useChoices(options: Options): Choices {
  const [language, setLanguage] = useState<Language>(
    () => options.lang ?? asLanguage(remembered('lang')) ?? guessLanguage(navigator.languages),
  );
  const [theme, setTheme] = useState(() => options.theme ?? asTheme(remembered('theme')));
  const [view, setView] = useState(options.view);
  const [singleKeys, setSingleKeys] = useState(() => remembered('keys') !== 'off');
  const dark = isDark(theme);

  const switchLanguage = useCallback(() => {
    const next = nextLanguage(language);
    setLanguage(next);
    remember('lang', next);
    dropParameter('lang');
  }, [language]);
  const switchTheme = useCallback(() => {
    const next = dark ? 'light' : 'dark';
    setTheme(next);
    remember('theme', next);
    dropParameter('theme');
  }, [dark]);
  const switchView = useCallback(() => {
    if (view !== 'projector') return setView('projector');
    setView(options.view === 'embed' ? 'embed' : 'page');
    if (options.view === 'projector') dropParameter('view');
  }, [options.view, view]);
  const chooseSingleKeys = useCallback((on: boolean) => {
    setSingleKeys(on);
    remember('keys', on ? 'on' : 'off');
  }, []);

  return {
    language,
    theme,
    isDark: dark,
    view,
    singleKeys,
    setLanguage,
    setTheme,
    switchLanguage,
    switchTheme,
    switchView,
    chooseSingleKeys,
  };
}

const asLanguage = (value: string | null): Language | undefined =>
  value !== null && value in languages ? (value as Language) : undefined;
const asTheme = (value: string | null) => (value === 'light' || value === 'dark' ? value : 'auto');
const isDark = (theme: 'light' | 'dark' | 'auto'): boolean =>
  theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
