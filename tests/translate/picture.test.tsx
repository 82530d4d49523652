// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AttentionWeights } from '#lm/translation.ts';
import { Translator, type TranslatorProps } from '#figures/translator/Translator.tsx';
import { layoutTranslator } from '#figures/translator/layout.ts';

/** Two heads over three source words, two target words written and a third to come. */
const looking: AttentionWeights = {
  dims: [2, 3, 3],
  data: Float32Array.from([0.8, 0.15, 0.05, 0, 1, 0, 0, 0, 1, 0.4, 0.55, 0.05, 0.2, 0.8, 0, 0, 0.5, 0.5]),
};
const word = (text: string, id: number) => ({ id, text, known: text !== 'quokka' });
const props: TranslatorProps = {
  sentence: 'Cats quokka',
  examples: [],
  source: [word('cats', 5), word('quokka', 3), word('', 2)],
  target: ['猫', '睡觉'],
  next: { text: '。', probability: 0.9 },
  finished: false,
  reading: [],
  looking: [looking],
  pattern: 'mean',
  parts: true,
  waiting: null,
  error: null,
  onSentence: () => {},
};

beforeEach(() => {
  // jsdom lays nothing out and so has no media queries.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('says what a pressed word looked at, averaged over the heads, strongest first', async () => {
  render(<Translator {...props} />);
  await userEvent.click(screen.getByRole('button', { name: '猫' }));
  expect(screen.getByText('猫 looks at cats 60.0%, quokka 35.0%, ■ 5.0%')).toBeTruthy();
});

it('shows another head when it is chosen', async () => {
  render(<Translator {...props} />);
  await userEvent.click(screen.getByRole('button', { name: '猫' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: /pattern/ }), 'layer 1, head 1');
  expect(screen.getByText('猫 looks at cats 80.0%, quokka 15.0%, ■ 5.0%')).toBeTruthy();
});

it('is one stop for the Tab key, and arrow keys reach every word of both languages', async () => {
  render(<Translator {...props} />);
  const words = () => screen.getAllByRole('button').filter(button => button.hasAttribute('data-word'));
  expect(words().filter(button => button.getAttribute('tabindex') === '0')).toHaveLength(1);
  words()[0]!.focus();
  const focused = () => document.activeElement?.getAttribute('aria-label');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
  expect(focused()).toBe('quokka');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(focused()).toBe('睡觉');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  expect(focused()).toBe('猫');
});

it('selects no word that is gone: taken back, or of another sentence', async () => {
  const { rerender } = render(<Translator {...props} />);
  const tabbable = () =>
    screen
      .getAllByRole('button')
      .filter(button => button.hasAttribute('data-word') && button.getAttribute('tabindex') === '0')
      .map(button => button.getAttribute('aria-label'));
  await userEvent.click(screen.getByRole('button', { name: '睡觉' }));
  expect(tabbable()).toEqual(['睡觉']);
  rerender(<Translator {...props} target={[]} />);
  expect(tabbable()).toEqual(['cats']);
  expect(screen.queryByText(/looks at/)).toBeNull();
  rerender(<Translator {...props} />);
  await userEvent.click(screen.getByRole('button', { name: 'quokka' }));
  rerender(
    <Translator {...props} sentence="Cats sleep" source={[word('cats', 5), word('sleep', 6), word('', 2)]} />,
  );
  expect(tabbable()).toEqual(['cats']);
});

it('names the words it does not know, and the end of the sentence', () => {
  render(<Translator {...props} />);
  expect(screen.getByText(/It does not know “quokka”/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'end of the sentence' })).toBeTruthy();
});

it.each(['rows', 'columns'] as const)(
  'draws in %s one arc for each weight of a per cent or more',
  orientation => {
    const weights = [
      [0.9, 0.095, 0.005],
      [0, 1, 0],
    ];
    const { arcs } = layoutTranslator(['a', 'b', ''], ['一', '二'], weights, orientation);
    expect(arcs.map(({ from, to, weight }) => [from, to, weight])).toEqual([
      [1, 0, 0.095],
      [0, 0, 0.9],
      [1, 1, 1],
    ]);
  },
);
