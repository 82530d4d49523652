import { expect, it } from 'vitest';
import type { Vocabulary } from '#lm/token.ts';
import { labelOf, plainLabel } from '#views/label.ts';

/** As in GPT-2: a space, a space that begins a character, a whole character, its last two bytes. */
const bytes = [[0x20], [0x20, 0xce], [0x20, 0xe6, 0x96, 0x87], [0x96, 0x87], [0x20, 0xe6], []];
const vocabulary: Vocabulary = { size: 6, bytes: id => Uint8Array.from(bytes[id]!), special: () => null };

it('tells a token that begins a character from the text before it alone', () => {
  expect(labelOf(0, vocabulary)).toEqual({ text: ' ', hex: null, special: null });
  expect(labelOf(1, vocabulary)).toEqual({ text: ' ', hex: 'ce', special: null });
  expect(plainLabel(labelOf(1, vocabulary))).toBe(' ⟨ce⟩');
  expect(labelOf(2, vocabulary)).toEqual({ text: ' 文', hex: null, special: null });
  const labels = [0, 1, 2, 4].map(id => plainLabel(labelOf(id, vocabulary)));
  expect(new Set(labels).size).toBe(labels.length);
});

it('shows the whole character where a token completes one', () => {
  expect(labelOf(3, vocabulary, [4])).toEqual({ text: '文', hex: null, special: null });
  expect(labelOf(3, vocabulary)).toEqual({ text: '', hex: '96 87', special: null });
});
