import type { Language } from '#i18n/messages.tsx';

/** Where a model may come from. The reader's own files are in the source itself: nobody else has them. */
export const sourceKinds = ['hugging-face', 'mirror', 'own', 'files'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What the reader has chosen and typed; kept while the dialog is closed. */
export interface Wanted {
  readonly repo: string; // owner/name
  readonly source: SourceKind;
  readonly mirror: string; // as typed
}

/** huggingface.co is not reachable from mainland China, where most readers of Chinese are. */
export const usualSource = (language: Language): SourceKind =>
  language === 'zh' ? 'mirror' : 'hugging-face';
export const usualMirror = 'https://hf-mirror.com';

/** An address of a mirror as people type it: without a scheme, with slashes at its end. null: no address. */
export function mirrorBase(typed: string): string | null {
  const text = typed.trim();
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '') return null;
  try {
    const { origin, pathname } = new URL(address);
    return origin + pathname.replace(/\/+$/, '');
  } catch {
    return null; // Safari before 17 has no URL.canParse
  }
}

/** The address that a source asks; null for the reader's own files, or while a mirror's address is incomplete. */
export function baseOf({ source, mirror }: Wanted): string | null {
  switch (source) {
    case 'hugging-face':
      return 'https://huggingface.co';
    case 'mirror':
      return mirrorBase(mirror);
    case 'own':
      return new URL('hub', document.baseURI).href;
    case 'files':
      return null;
  }
}

/** owner/name, as hubs spell it. */
export const isRepository = (text: string): boolean => /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(text);
