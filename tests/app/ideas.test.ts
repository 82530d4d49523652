import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { models } from '#engine/models.ts';
import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import { Tokenizer, type TokenizerFile } from '#engine/tokenizer.ts';
import { factsOf } from '../../models/facts.ts';
import { promptOf, quantity, withFacts } from '../../src/app/idea.ts';
import { factsFor, ideasFor } from '../../src/app/ideas.ts';
import { folders } from '../engine/models-on-disk.ts';

const withIdeas = ['en-mini', 'en-chat', 'zh-mini', 'zh-poems'];

it.each(withIdeas)('the ideas for %s are texts it can read, told in both languages', async id => {
  const ideas = await ideasFor(id);
  expect(ideas.length).toBeGreaterThanOrEqual(3);
  expect(new Set(ideas.map(idea => idea.id)).size).toBe(ideas.length);
  const { path } = folders.find(folder => folder.id === id)!;
  const tokenizer = new Tokenizer(
    JSON.parse(readFileSync(join(path, 'tokenizer.json'), 'utf8')) as TokenizerFile,
  );
  const { contextLength } = models.find(({ spec }) => spec.id === id)!.spec;
  for (const idea of ideas) {
    const ids = tokenizer.encode(promptOf(idea));
    expect(ids.length).toBeLessThan(contextLength / 2); // room for what comes next
    // A character that falls apart into bytes is one the model hardly knows.
    const pieces = ids.map(token => tokenizer.vocabulary.bytes(token).length);
    expect(pieces.reduce((a, b) => a + b) / pieces.length).toBeGreaterThan(1.5);
    expect(Number.isInteger(idea.seed) && idea.seed >= 0 && idea.temperature > 0).toBe(true);
    expect(idea.note.en).not.toBe('');
    expect(idea.note.zh).toMatch(/[一-鿿]/);
  }
});

it('a model nobody has tried has none', async () => {
  expect(await ideasFor('gpt2')).toEqual([]);
});

describe('the numbers in the notes', () => {
  it('are named, not typed', async () => {
    for (const id of withIdeas)
      for (const { note } of await ideasFor(id))
        for (const text of Object.values(note))
          expect(text.replaceAll(quantity, '')).not.toMatch(
            /\d\s?%|\btenth\b|\btwentieth\b|\bquarter\b|[一二三四五六七八九]成/,
          );
  });

  it.each(withIdeas)(
    'of %s are those of the weights that are here, at the settings a prompt opens with',
    async id => {
      const engine = await loadOnnxEngineInNode(
        await modelIn(folders.find(folder => folder.id === id)!.path),
      );
      const stated = await factsFor(id);
      for (const idea of await ideasFor(id)) {
        const facts = await factsOf(idea, engine);
        expect(Object.keys(stated[idea.id] ?? {})).toEqual(Object.keys(facts));
        for (const [name, share] of Object.entries(facts))
          expect(stated[idea.id]![name]).toBeCloseTo(share, 6);
        // Every number has its place filled: a reader never sees the name of one.
        for (const text of Object.values(idea.note))
          expect(withFacts(text, facts, String)).not.toMatch(/[{}…]/);
      }
      engine.dispose();
    },
  );
});
