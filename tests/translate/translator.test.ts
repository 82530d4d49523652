import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from '#lesson/chapters/index.ts';
import type { OnnxTranslator } from '#engine/translate/onnx-translator.ts';
import { loadTranslatorInNode } from '#engine/translate/node.ts';
import { patternOf } from '#lm/translation.ts';
import { runTranslation } from '#player/translation.ts';
import { littleMemory } from '../engine/little-memory.ts';

const folder = join(import.meta.dirname, '../../models/en-zh-translate');

describe.skipIf(!existsSync(join(folder, 'decoder.onnx')))('the translator', () => {
  let translator: OnnxTranslator;
  let golden: Golden;
  beforeAll(async () => {
    golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
    translator = await loadTranslatorInNode(folder);
  });
  afterAll(() => translator.dispose());

  const translate = async (sentence: string) => {
    const running = runTranslation(translator);
    await running.open(sentence, true);
    return { running, text: textOf(running) };
  };
  const textOf = (running: ReturnType<typeof runTranslation>) =>
    Array.from({ length: running.store.getState().written }, (_, n) => running.wordAfter(n)!.text);

  it('cuts English as the training data was cut', () => {
    const texts = (sentence: string) => translator.words(sentence).map(({ text }) => text);
    expect(texts('My mother doesn’t like it.')).toEqual([
      'my',
      'mother',
      'does',
      'not',
      'like',
      'it',
      '.',
      '',
    ]);
    expect(texts("Tom's cat is small")).toEqual(['Tom', "'s", 'cat', 'is', 'small', '.', '']);
    expect(texts('')).toEqual(['']);
  });

  it('says which words it does not know', () => {
    const unknown = translator.words('My quokka is small.').filter(({ known }) => !known);
    expect(unknown.map(({ text }) => text)).toEqual(['quokka']);
  });

  it('knows every word of the sentences the lesson begins with, and has their translations on record', async () => {
    const examples = JSON.parse(readFileSync(join(folder, 'examples.json'), 'utf8')) as readonly Example[];
    for (const { scene, address } of places) {
      if (scene.figure !== 'translator') continue;
      expect
        .soft(
          translator.words(scene.sentence).every(({ known }) => known),
          address,
        )
        .toBe(true);
      const { running, text } = await translate(scene.sentence);
      expect.soft(running.isFinished(), address).toBe(true);
      expect.soft(examples.find(example => example.text === scene.sentence)?.output, address).toEqual(text);
    }
  });

  it('gives attention whose every row is a distribution', async () => {
    const { running } = await translate('My sister reads a book at home every day.');
    const { steps, source, written } = running.store.getState();
    const { looking, reading } = steps.at(-1)!;
    expect(looking[0]!.dims).toEqual([translator.heads, written + 1, source.length]);
    for (const row of [...patternOf(looking, 'mean'), ...patternOf(reading, { layer: 0, head: 1 })]) {
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
  });

  it('goes back without computing anything again, and forward to the same words', async () => {
    const { running, text } = await translate('The cat is sleeping on the table.');
    const { steps } = running.store.getState();
    running.reset();
    expect(textOf(running)).toEqual([]);
    for (let n = 0; n < text.length; n++) await running.next();
    expect(textOf(running)).toEqual(text);
    expect(running.store.getState().steps).toBe(steps);
    expect(running.isFinished()).toBe(true);
  });

  it('drops a sentence that is overtaken by another', async () => {
    const running = runTranslation(translator);
    const first = running.open('My sister reads a book at home every day.', true);
    const second = running.open('The cat is sleeping on the table.', true);
    await Promise.all([first, second]);
    expect(textOf(running)).toEqual((await translate('The cat is sleeping on the table.')).text);
  });

  it('refuses a sentence that is too long with a code, and goes on with the next', async () => {
    const running = runTranslation(translator);
    await running.open('very '.repeat(60), true);
    expect(running.store.getState().error).toBe('context-too-long');
    await running.open('The cat is small.', true);
    expect(running.store.getState().error).toBeNull();
    expect(running.isFinished()).toBe(true);
  });

  it('asks nothing for an empty sentence', async () => {
    const { running } = await translate('  ');
    expect(running.store.getState()).toMatchObject({ steps: [], written: 0, busy: false, error: null });
  });

  it('says when there is no room for it', async () => {
    const loading = loadTranslatorInNode(folder, () => littleMemory(17));
    await expect(loading).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  it('gives its memory back, and answers nothing afterwards', async () => {
    const runtime = await littleMemory(22); // room for a few of them
    for (let n = 0; n < 12; n++) {
      const one = await loadTranslatorInNode(folder, async () => runtime);
      const source = one.words('The cat is small.').map(({ id }) => id);
      await one.step(source, []);
      one.dispose();
      await expect(one.step(source, [])).rejects.toMatchObject({ code: 'worker-crashed' });
    }
  });

  it('writes what PyTorch writes, with the same logits', async () => {
    expect(golden.revision).toBe(translator.model.revision);
    expect(golden.cases.length).toBeGreaterThanOrEqual(8);
    for (const { text, ids, greedy, shipped } of golden.cases) {
      expect
        .soft(
          translator.words(text).map(({ id }) => id),
          text,
        )
        .toEqual(ids);
      const { running } = await translate(text);
      const { steps } = running.store.getState();
      expect
        .soft(
          steps.slice(0, greedy.length).map(step => step.prediction.ids[0]),
          text,
        )
        .toEqual(greedy);
      shipped.forEach(({ top, logits, logZ }, n) => {
        const { prediction } = steps[n]!;
        top.forEach((id, i) => {
          const found = prediction.logits[prediction.ids.indexOf(id)]!;
          expect
            .soft(Math.abs(found - logits[i]!), `${text} ${n} ${id}`)
            .toBeLessThanOrEqual(golden.tolerance.shipped);
        });
        expect
          .soft(Math.abs(prediction.logZ - logZ), `${text} ${n}`)
          .toBeLessThanOrEqual(golden.tolerance.shipped);
      });
    }
  });
});

interface Example {
  readonly text: string;
  readonly output: readonly string[];
}

interface Golden {
  readonly revision: string;
  readonly tolerance: { readonly shipped: number };
  readonly cases: readonly {
    readonly text: string;
    readonly ids: readonly number[];
    readonly greedy: readonly number[];
    readonly shipped: readonly { readonly top: number[]; readonly logits: number[]; readonly logZ: number }[];
  }[];
}
