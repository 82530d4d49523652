import { isComposing } from '#ui/composing.ts';

/** What a key asks for. The help lists them from this table. */
export type KeyCommand =
  | {
      readonly do:
        | 'next'
        | 'play'
        | 'advance'
        | 'back'
        | 'reset'
        | 'system-prompt'
        | 'language'
        | 'theme'
        | 'projector'
        | 'blank'
        | 'light'
        | 'vote'
        | 'help';
      readonly paging?: boolean; // by a clicker, which has no other keys to change scenes with
    }
  | { readonly do: 'choose'; readonly bar: number } // 0-based
  | { readonly do: 'temperature'; readonly by: number };

/** Keys as the help shows them, in its order. PageUp and PageDown are what a presenter's clicker sends. */
export const keyTable: readonly { readonly command: KeyCommand['do']; readonly keys: readonly string[] }[] = [
  { command: 'next', keys: ['Space'] },
  { command: 'advance', keys: ['→', 'PgDn'] },
  { command: 'back', keys: ['←', 'PgUp'] },
  { command: 'play', keys: ['P'] },
  { command: 'reset', keys: ['R'] },
  { command: 'choose', keys: ['1 – 9'] },
  { command: 'temperature', keys: ['[', ']'] },
  { command: 'system-prompt', keys: ['S'] },
  { command: 'language', keys: ['L'] },
  { command: 'theme', keys: ['D'] },
  { command: 'projector', keys: ['F'] },
  { command: 'blank', keys: ['B', '.'] },
  { command: 'light', keys: ['H'] },
  { command: 'vote', keys: ['V'] },
  { command: 'help', keys: ['?'] },
];

const named: Readonly<Record<string, KeyCommand>> = {
  ' ': { do: 'next' },
  arrowright: { do: 'advance' },
  pagedown: { do: 'advance', paging: true },
  arrowleft: { do: 'back' },
  pageup: { do: 'back', paging: true },
  p: { do: 'play' },
  r: { do: 'reset' },
  s: { do: 'system-prompt' },
  l: { do: 'language' },
  d: { do: 'theme' },
  f: { do: 'projector' },
  b: { do: 'blank' },
  '.': { do: 'blank' }, // what many clickers send
  h: { do: 'light' },
  v: { do: 'vote' },
  '?': { do: 'help' },
  '[': { do: 'temperature', by: -0.1 },
  ']': { do: 'temperature', by: 0.1 },
};

/**
 * The key as it is labelled, in lower case; on a layout of another script, the Latin one at its place: в, δ and ㅇ are
 * where D is. So the first letter of a command is found by readers of Russian, Greek, Hebrew, Arabic or Korean, too.
 */
function latinKey({ key, code }: KeyboardEvent): string {
  const lower = key.toLowerCase();
  const isForeign = lower.length === 1 && /\p{L}/u.test(lower) && !/\p{Script=Latin}/u.test(lower);
  return (isForeign && /^Key([A-Z])$/.exec(code)?.[1]!.toLowerCase()) || lower;
}

/** A letter, a digit or a sign: what speech input and a slip of the hand send as well. */
const isSingleKey = (key: string): boolean => key.length === 1 && key !== ' ';

/**
 * The command of a key press; null when the key belongs to whoever has the focus: a text box being typed in, a slider
 * being moved, a button about to be pressed, a dialog; or when someone has taken it already.
 *
 * @param within the dialog that asks for its own keys; null: the page asks
 * @param singleKeys false: letters, digits and signs are no commands
 */
export function commandOf(
  event: KeyboardEvent,
  { within = null, singleKeys = true }: { within?: Element | null; singleKeys?: boolean } = {},
): KeyCommand | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isComposing(event))
    return null;
  const target = event.target instanceof Element ? event.target : null;
  const key = latinKey(event);
  if (!singleKeys && isSingleKey(key)) return null;
  if (target?.closest('textarea, select, input:not([type="range"]), [contenteditable="true"]')) return null;
  if ((target?.closest('dialog') ?? null) !== within) return null;
  if (target?.closest('input[type="range"]') && /^(arrow|page|home|end)/.test(key)) return null;
  if (key === ' ' && target?.closest('button, a, summary, [role="button"]')) return null;
  if (/^[1-9]$/.test(key)) return { do: 'choose', bar: Number(key) - 1 };
  return named[key] ?? null;
}
