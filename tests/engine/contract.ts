import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { logSumExp } from '#lm/prediction.ts';
import { textOf } from '#lm/token.ts';

const patient = new AbortController().signal; // never fires

/**
 * What a session relies on, whoever computes. `text` must be encodable and leave room for more.
 */
export function engineContract(name: string, text: string, makeEngine: () => Promise<Engine>): void {
  describe(`${name} keeps the engine contract`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await makeEngine();
    });
    afterAll(() => engine.dispose());

    it('spells what it encodes', () => {
      expect(textOf(engine.encode(text), engine.vocabulary)).toBe(text);
      expect(engine.encode('')).toEqual([]);
    });

    it('predicts a distribution over its vocabulary, best first', async () => {
      const { prediction, latencyMs } = await engine.predict(engine.encode(text), patient);
      expect(prediction.vocabSize).toBe(engine.vocabulary.size);
      expect(new Set(prediction.ids).size).toBe(prediction.vocabSize);
      expect(prediction.logits.every((logit, i) => i === 0 || logit <= prediction.logits[i - 1]!)).toBe(true);
      expect(prediction.logZ).toBeCloseTo(logSumExp(prediction.logits), 5);
      expect(latencyMs).toBeGreaterThanOrEqual(0);
    });

    it('answers a context the same whatever it was asked before', async () => {
      const context = engine.encode(text);
      const { prediction: fresh } = await engine.predict(context, patient);
      const longer = [...context, fresh.ids[0]!];
      const { prediction: after } = await engine.predict(longer, patient);
      await engine.predict(context.slice(0, 1), patient); // a jump back
      const { prediction: again } = await engine.predict(longer, patient);
      expect(again.ids[0]).toBe(after.ids[0]);
      again.logits.forEach((logit, i) => {
        if (Number.isFinite(logit)) expect(logit).toBeCloseTo(after.logits[i]!, 3);
      });
    });

    it('takes a context of exactly its length and refuses a longer one', async () => {
      const id = engine.encode(text)[0]!;
      const full = Array.from({ length: engine.contextLength }, () => id);
      await expect(engine.predict(full, patient)).resolves.toBeDefined();
      await expect(engine.predict([...full, id], patient)).rejects.toMatchObject({
        code: 'context-too-long',
      });
    });

    it('refuses an empty context', async () => {
      await expect(engine.predict([], patient)).rejects.toThrow(RangeError);
    });

    it('drops an answer that nobody waits for, and goes on', async () => {
      const context = engine.encode(text);
      const controller = new AbortController();
      const dropped = engine.predict(context, controller.signal);
      controller.abort();
      await expect(dropped).rejects.toMatchObject({ name: 'AbortError' });
      await expect(engine.predict(context, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
      await expect(engine.predict(context, patient)).resolves.toBeDefined();
    });

    it('answers the newest of several requests and drops the others', async () => {
      const context = engine.encode(text);
      const asked = [1, 2, 3].map(n => engine.predict(context.slice(0, n), patient));
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
      expect(outcomes[0]).toMatchObject({ reason: { name: 'AbortError' } });
    });
  });

  it(`${name} answers nothing once it is disposed of`, async () => {
    const engine = await makeEngine();
    const context = engine.encode(text);
    engine.dispose();
    await expect(engine.predict(context, patient)).rejects.toMatchObject({ name: 'EngineError' });
  });
}
