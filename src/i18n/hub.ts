import { hub as en } from './en/hub.ts';
import { hub as zh } from './zh/hub.ts';
import { type Language, useMessages } from './messages.tsx';

const words: Record<Language, typeof en> = { en, zh };

/** The words of the hub's dialog. Apart from the others, because they come with the dialog. */
export const useHubMessages = (): typeof en => words[useMessages().tag as Language];
