import { describe, expect, it } from 'vitest';
import { emptyCache, logitsOf, readToken } from '#engine/plain/gpt2.ts';
import { Characters } from '#engine/pocket/characters.ts';
import { PocketModel } from '#engine/pocket/model.ts';
import { type Pocket, pocketEngine, pocketShape, readPocket, savePocket } from '#engine/pocket/pocket.ts';
import type { Report } from '#engine/pocket/protocol.ts';
import { openSchool } from '#engine/pocket/school.ts';
import { Trainer } from '#engine/pocket/trainer.ts';
import { logSumExp, probabilityAt } from '#lm/prediction.ts';
import { textOf } from '#lm/token.ts';
import { engineContract } from './contract.ts';

const patient = new AbortController().signal; // never fires
const tiny = { layers: 2, heads: 2, embedding: 8, context: 6, vocab: 7 };
const ids = [1, 2, 3, 4, 5, 6, 0, 1, 1, 2, 6, 3];
const targets = [2, 3, 4, 5, 6, 0, 1, 1, 2, 6, 3, 2];
const verse = '人之初，性本善。性相近，习相远。';

describe('a pocket model', () => {
  it('has the gradients that small changes of its numbers show', () => {
    const model = new PocketModel(tiny, 7);
    model.loss(ids, targets, 6);
    const gradients = model.parameters.map(({ gradient }) => gradient.slice());
    const lossWith = (): number => {
      const loss = model.loss(ids, targets, 6);
      for (const { gradient } of model.parameters) gradient.fill(0);
      return loss;
    };
    let compared = 0;
    model.parameters.forEach(({ values }, n) => {
      // The numbers with the largest gradients: differences of single-precision losses show no small ones.
      const order = [...gradients[n]!.keys()].sort(
        (a, b) => Math.abs(gradients[n]![b]!) - Math.abs(gradients[n]![a]!),
      );
      for (const i of order.slice(0, 4)) {
        const expected = gradients[n]![i]!;
        if (Math.abs(expected) < 5e-3) continue;
        // Five points, so that only the fifth derivative is left over: norms of small vectors bend a lot.
        const [before, h] = [values[i]!, 0.002];
        const [a, b, c, d] = [-2, -1, 1, 2].map(times => {
          values[i] = before + times * h;
          return lossWith();
        }) as [number, number, number, number];
        values[i] = before;
        const slope = (a - 8 * b + 8 * c - d) / (12 * h);
        expect(Math.abs(slope - expected), `parameter ${n}, number ${i}: ${slope}`).toBeLessThan(
          0.01 * Math.abs(expected) + 5e-4,
        );
        compared++;
      }
    });
    expect(compared).toBeGreaterThan(60);
  });

  it('computes on its tape what plain GPT-2 computes', () => {
    const model = new PocketModel(tiny, 3);
    const context = ids.slice(0, 6);
    const cache = emptyCache(model.weights);
    const surprises = context.map((id, i) => {
      const logits = logitsOf(model.weights, readToken(model.weights, cache, id));
      return logSumExp(logits) - logits[targets[i]!]!;
    });
    expect(model.loss(context, targets.slice(0, 6), 6)).toBeCloseTo(surprises.reduce((a, b) => a + b) / 6, 5);
  });

  it('pushes the true token up, and the same text, shape and seed give the same model', () => {
    const characters = Characters.of(verse);
    const train = (seed: number): { loss: number; weights: Float32Array } => {
      const trainer = new Trainer(characters.encode(verse), pocketShape(characters.vocabulary.size), seed);
      let loss = 0;
      for (let n = 0; n < 30; n++) loss = trainer.step().loss;
      return { loss, weights: trainer.model.flat() };
    };
    const first = train(1);
    expect(first.loss).toBeLessThan(Math.log(characters.vocabulary.size) - 0.5); // it began at the uniform
    expect(train(1)).toEqual(first);
    expect(train(2).weights).not.toEqual(first.weights);
  });

  it('spells characters it has not seen as unknown', () => {
    const characters = Characters.of(verse);
    expect(textOf(characters.encode('性本善'), characters.vocabulary)).toBe('性本善');
    expect(characters.vocabulary.special(characters.encode('猫')[0]!)).toBe('<unk>');
  });

  it('refuses a text that teaches nothing', () => {
    expect(() => new Trainer([1], tiny, 1)).toThrow(RangeError);
  });
});

/** A school whose waiting is done by hand. */
function school(): { obey: ReturnType<typeof openSchool>; reports: Report[]; goOn: () => void } {
  const reports: Report[] = [];
  let waiting: (() => void) | null = null;
  let time = 0;
  const obey = openSchool(
    report => reports.push(report),
    then => (waiting = then),
    () => (time += 100),
  );
  return {
    obey,
    reports,
    goOn: () => {
      const then = waiting;
      waiting = null;
      then?.();
    },
  };
}

describe('the training worker', () => {
  it('begins with noise, takes single steps, runs until it is told to pause', () => {
    const { obey, reports, goOn } = school();
    obey({ kind: 'run' }); // nothing to run yet
    obey({ kind: 'begin', text: verse, seed: 5 });
    expect(reports.at(-1)).toMatchObject({ losses: [], running: false, pocket: { steps: 0, seed: 5 } });
    obey({ kind: 'step' });
    expect(reports.at(-1)).toMatchObject({ running: false, pocket: { steps: 1 } });
    expect(reports.at(-1)!.losses).toHaveLength(1);
    obey({ kind: 'run' });
    goOn();
    goOn();
    obey({ kind: 'pause' });
    goOn();
    const { pocket } = reports.at(-1)!;
    expect(pocket.steps).toBeGreaterThan(3);
    expect(reports.flatMap(report => report.losses)).toHaveLength(pocket.steps);
    goOn();
    expect(reports.at(-1)!.pocket.steps).toBe(pocket.steps);
  });
});

/** A few steps into its training. */
const trained = (): Pocket => (known ??= train());
let known: Pocket | undefined;

function train(): Pocket {
  const { obey, reports } = school();
  obey({ kind: 'begin', text: verse, seed: 5 });
  for (let n = 0; n < 40; n++) obey({ kind: 'step' });
  return reports.at(-1)!.pocket;
}

describe('a trained pocket model', () => {
  it('is an engine that has learned something of its text', async () => {
    const engine = pocketEngine(trained());
    const { prediction } = await engine.predict(engine.encode('，性本'), patient);
    const next = engine.encode('善')[0]!;
    expect(probabilityAt(prediction, prediction.ids.indexOf(next))).toBeGreaterThan(2 / prediction.vocabSize);
  });

  it('is kept as a file and comes back the same', () => {
    const pocket = trained();
    const back = readPocket(savePocket(pocket));
    expect(back).toEqual(pocket);
    expect(pocketEngine(back).model).toEqual(pocketEngine(pocket).model);
  });

  it.each([
    ['no JSON', () => 'x'],
    ['another file', () => '{"kind":"trace"}'],
    ['null', () => 'null'],
    [
      'fewer numbers than its shape asks for',
      (file: string) => file.replace(/"weights":"[^"]{16}/, '"weights":"'),
    ],
    ['a shape that would fill the memory', (file: string) => file.replace(/"layers":2/, '"layers":2000000')],
    ['numbers that are none', (file: string) => file.replace(/"weights":"....../, '"weights":"AADAf/')],
  ])('refuses %s', (_, broken) => {
    expect(() => readPocket(broken(savePocket(trained())))).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    );
  });
});

engineContract('a pocket model', '性本善', async () => pocketEngine(trained()));
