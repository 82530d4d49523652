// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '#run/keys.ts';

afterEach(() => document.body.replaceChildren());

/** What the page makes of a key that is pressed in an element. */
function pressed(
  key: string,
  on: string,
  {
    singleKeys = true,
    taken = false,
    ...press
  }: KeyboardEventInit & { singleKeys?: boolean; taken?: boolean } = {},
) {
  document.body.innerHTML = on;
  const target = document.querySelector('[data-on]') ?? document.body;
  let command: ReturnType<typeof commandOf> = null;
  if (taken) target.addEventListener('keydown', event => event.preventDefault());
  const onKey = (event: KeyboardEvent) => (command = commandOf(event, { singleKeys }));
  document.addEventListener('keydown', onKey);
  target.dispatchEvent(new KeyboardEvent('keydown', { ...press, key, bubbles: true, cancelable: true }));
  document.removeEventListener('keydown', onKey);
  return command;
}

describe('a key', () => {
  it('is the stage’s where nobody has the focus', () => {
    expect(pressed(' ', '')).toEqual({ do: 'next' });
    expect(pressed('3', '')).toEqual({ do: 'choose', bar: 2 });
  });

  it.each([
    ['button', '<button data-on></button>'],
    ['link', '<a href="." data-on></a>'],
    ['summary', '<details><summary data-on></summary></details>'],
    ['token that can be pressed', '<span role="button" tabindex="0" data-on></span>'],
  ])('that presses is left to a %s', (_, on) => {
    expect(pressed(' ', on)).toBeNull();
    expect(pressed('ArrowRight', on)).toEqual({ do: 'advance' });
  });

  it('that someone has taken is nobody else’s', () => {
    expect(pressed('ArrowRight', '<div data-on></div>', { taken: true })).toBeNull();
  });

  it('that is a single letter, digit or sign can be switched off; the others stay', () => {
    for (const key of ['p', 'S', '1', '.', '?', '['])
      expect(pressed(key, '', { singleKeys: false })).toBeNull();
    expect(pressed(' ', '', { singleKeys: false })).toEqual({ do: 'next' });
    expect(pressed('PageDown', '', { singleKeys: false })).toEqual({ do: 'advance', paging: true });
  });
});

describe('a letter of another script', () => {
  it.each([
    ['в', 'KeyD', 'theme'],
    ['Д', 'KeyL', 'language'],
    ['ρ', 'KeyR', 'reset'],
    ['ㅔ', 'KeyP', 'play'],
    ['ش', 'KeyA', null],
  ])('%s at the place of %s is what stands there on a Latin layout', (key, code, command) => {
    expect(pressed(key, '', { code })).toEqual(command === null ? null : { do: command });
  });

  it('is not looked up where the layout is Latin: there the label counts, not the place', () => {
    expect(pressed('d', '', { code: 'KeyH' })).toEqual({ do: 'theme' }); // Dvorak
    expect(pressed('é', '', { code: 'KeyD' })).toBeNull();
  });

  it('is still a single key, which a reader can switch off', () => {
    expect(pressed('в', '', { code: 'KeyD', singleKeys: false })).toBeNull();
  });
});

it('a key of an input method is nobody’s command, in Safari too', () => {
  expect(pressed('?', '', { keyCode: 229 })).toBeNull();
  expect(pressed('?', '', { isComposing: true })).toBeNull();
});
