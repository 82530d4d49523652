import { expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { probabilityAt } from '#lm/prediction.ts';
import { engineContract } from './contract.ts';

const cat = {
  The: { ' cat': 1 },
  ' cat': { ' sat': 0.7, ' ran': 0.3 },
  ' sat': { '.': 1 },
  ' ran': { '.': 1 },
};

engineContract('the bigram engine', 'The cat sat', async () => new BigramEngine(cat));

it('gives what follows its weights', async () => {
  const engine = new BigramEngine(cat);
  const { prediction } = await engine.predict(engine.encode('The cat'), new AbortController().signal);
  expect(Array.from(prediction.ids.slice(0, 2))).toEqual(engine.encode(' sat ran'));
  expect(probabilityAt(prediction, 0)).toBeCloseTo(0.7, 6);
  expect(probabilityAt(prediction, 1)).toBeCloseTo(0.3, 6);
});

it('ends the text after a token that nothing follows', async () => {
  const engine = new BigramEngine(cat);
  const { prediction } = await engine.predict(engine.encode('.'), new AbortController().signal);
  expect(prediction.ids[0]).toBe(engine.endOfText);
  expect(probabilityAt(prediction, 0)).toBe(1);
});
