// @vitest-environment jsdom
import { Blob } from 'node:buffer';
import { join } from 'node:path';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import { loadTranslatorInNode } from '#engine/translate/node.ts';
import type { Translator } from '#lm/translation.ts';
import { TranslatorFigure } from '#figures/translator/TranslatorFigure.tsx';
import { SharedTranslator } from '#figures/translator/sharedTranslator.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy

const folder = join(import.meta.dirname, '../../models/en-zh-translate');
const first = 'My sister reads a book at home every day.';

/** The real translator, which comes when the test lets it. */
let arrive: () => void;
let fails: boolean; // the next load
let present: Translator;
let loads: number;
let disposed: number;
let shared: SharedTranslator;
beforeEach(() => {
  // jsdom lays nothing out and so has no media queries.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('Blob', Blob); // jsdom's own cannot be posted to the worker's port
  fails = false;
  loads = disposed = 0;
  const gate = new Promise<void>(resolve => {
    arrive = resolve;
  });
  shared = new SharedTranslator(async (): Promise<Translator> => {
    loads++;
    if (fails) throw new EngineError('download-failed', 'cut off');
    await gate;
    const translator = await loadTranslatorInNode(folder);
    const giveBack = translator.dispose.bind(translator);
    translator.dispose = () => {
      disposed++;
      giveBack();
    };
    return (present = translator);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const words = (side: string) =>
  Array.from(document.querySelectorAll(`[data-side="${side}"]`), word => word.getAttribute('aria-label'));

it('translates the sentence that was given to it while it loaded, and keeps a half-typed one', async () => {
  render(<TranslatorFigure scene={{ sentence: first, parts: false }} shared={shared} />);
  const user = userEvent.setup();
  const box = screen.getByRole<HTMLInputElement>('textbox');
  await user.clear(box);
  await user.type(box, 'My cat is small.{Enter}');
  await user.type(screen.getByRole('textbox'), ' And');
  arrive();
  await waitFor(() => expect(words('target').join('')).toMatch(/猫.*小/));
  expect(words('source').slice(0, 2)).toEqual(['my', 'cat']);
  expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('My cat is small. And');
});

it('is loaded once for scenes that follow each other, and given up after the last', async () => {
  arrive();
  const { rerender, unmount } = render(
    <TranslatorFigure key="a" scene={{ sentence: first, parts: false }} shared={shared} />,
  );
  await screen.findByRole('combobox', { name: /pattern/ }); // the live one, with its attention
  rerender(<TranslatorFigure key="b" scene={{ sentence: first, parts: true }} shared={shared} />);
  await screen.findByRole('button', { name: 'Next token' });
  expect({ loads, disposed }).toEqual({ loads: 1, disposed: 0 });
  unmount();
  await waitFor(() => expect(disposed).toBe(1));
});

it('is loaded anew when the reader tries again after a cut download, or after a crash', async () => {
  arrive();
  fails = true;
  render(<TranslatorFigure scene={{ sentence: first, parts: false }} shared={shared} />);
  await screen.findByRole('alert');
  expect(screen.getByText('A recorded translation.')).toBeTruthy(); // and nothing about loading
  fails = false;
  const tryAgain = async () => userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await tryAgain();
  await screen.findByRole('combobox', { name: /pattern/ });

  present.dispose(); // as when the worker is gone: its questions fail
  const box = screen.getByRole('textbox');
  await userEvent.clear(box);
  await userEvent.type(box, 'My cat is small.{Enter}');
  await screen.findByRole('alert');
  await tryAgain();
  await waitFor(() => expect(words('target').join('')).toMatch(/猫.*小/)); // the sentence is still there
  expect(loads).toBe(3);
});
