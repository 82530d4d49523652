import { createContext, useContext } from 'react';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** The words of the interface. English defines which exist; a language that lacks one does not compile. */
export type Messages = typeof en;

export const languages = { en, zh } satisfies Record<string, Messages>;
export type Language = keyof typeof languages;

/** The language after this one, for the button that changes it; after the last the first again. */
export function nextLanguage(tag: string): Language {
  const tags = Object.keys(languages) as Language[];
  return tags[(tags.indexOf(tag as Language) + 1) % tags.length]!;
}

const MessagesContext = createContext<Messages>(en);
export const MessagesProvider = MessagesContext.Provider;
export const useMessages = (): Messages => useContext(MessagesContext);

/** The first language of the browser that we speak; English otherwise. */
export function guessLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0]!;
    if (language in languages) return language as Language;
  }
  return 'en';
}
