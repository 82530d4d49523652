import type { SamplingParams } from '#lm/sampling.ts';
import { type Language, languages } from '#i18n/messages.tsx';

/**
 * What an embedding page and an embed say to each other with `postMessage`. Every message is an object with
 * `protocol: 'next-token/1'` and a `type`; anything else is somebody else's and left alone. A later version that
 * changes a meaning changes the number.
 */
export const protocol = 'next-token/1';

/** Embed → host. */
export type Outgoing =
  | { readonly type: 'ready' } // listening; nothing heavy has been loaded
  | { readonly type: 'height'; readonly height: number } // px the content needs
  | {
      readonly type: 'state';
      readonly phase: string; // as data-phase
      readonly source: 'recorded' | 'live';
      readonly model: string;
      readonly text: string; // so far
      readonly tokens: number; // appended after the prompt
    }
  | {
      readonly type: 'step';
      readonly token: string;
      readonly rank: number | null;
      readonly probability: number | null;
    }
  | { readonly type: 'error'; readonly code: string };

/** Host → embed. */
export type Incoming =
  | { readonly type: 'next' | 'step' | 'play' | 'pause' | 'back' | 'reset' }
  | { readonly type: 'setPrompt'; readonly prompt: string }
  | { readonly type: 'setParams'; readonly params: Partial<SamplingParams>; readonly seed?: number }
  | { readonly type: 'setLanguage'; readonly language: Language }
  | { readonly type: 'setTheme'; readonly theme: 'light' | 'dark' | 'auto' };

const longestPrompt = 100_000; // characters; the page itself cuts and says so

/** @returns the message, or null for anything that is not exactly one of ours; never throws */
export function readMessage(data: unknown): Incoming | null {
  try {
    return parse(data);
  } catch {
    return null; // an object whose getters or proxies throw
  }
}

function parse(data: unknown): Incoming | null {
  if (typeof data !== 'object' || data === null) return null;
  const message = data as Record<string, unknown>;
  if (message['protocol'] !== protocol) return null;
  switch (message['type']) {
    case 'next':
    case 'step':
    case 'play':
    case 'pause':
    case 'back':
    case 'reset':
      return { type: message['type'] };
    case 'setPrompt': {
      const { prompt } = message;
      return typeof prompt === 'string' && prompt.length <= longestPrompt
        ? { type: 'setPrompt', prompt }
        : null;
    }
    case 'setParams':
      return readParams(message['params'], message['seed']);
    case 'setLanguage': {
      const { language } = message;
      const known = typeof language === 'string' && Object.hasOwn(languages, language);
      return known ? { type: 'setLanguage', language: language as Language } : null;
    }
    case 'setTheme': {
      const { theme } = message;
      return theme === 'light' || theme === 'dark' || theme === 'auto' ? { type: 'setTheme', theme } : null;
    }
    default:
      return null;
  }
}

/** All or nothing: a message with one impossible number is not half obeyed. */
function readParams(given: unknown, seed: unknown): Incoming | null {
  if (typeof given !== 'object' || given === null) return null;
  const { temperature, topK, topP, minP, ...others } = given as Record<string, unknown>;
  if (Object.keys(others).length > 0) return null;
  const within = (x: unknown, min: number, max: number, off = false) =>
    x === undefined || (off && x === null) || (typeof x === 'number' && x >= min && x <= max);
  const fine =
    within(temperature, 0, 5) &&
    within(topK, 1, 1_000_000, true) &&
    (typeof topK !== 'number' || Number.isInteger(topK)) &&
    within(topP, 0.01, 1, true) &&
    within(minP, 0, 1, true) &&
    (seed === undefined ||
      (typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff));
  if (!fine) return null;
  const entries = Object.entries({ temperature, topK, topP, minP }).filter(
    ([, value]) => value !== undefined,
  );
  const params = Object.fromEntries(entries) as Partial<SamplingParams>;
  return { type: 'setParams', params, ...(typeof seed === 'number' && { seed }) };
}
