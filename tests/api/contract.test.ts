import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiEngine } from '#engine/api/api-engine.ts';
import { chat } from '#engine/api/chat.ts';
import type { ApiReport } from '#engine/api/connect.ts';
import { type DialectId, dialects } from '#engine/api/dialects.ts';
import { type Prediction, probabilityAt } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import { shareAt } from '#lm/shares.ts';
import { type Vocabulary, textOf } from '#lm/token.ts';
import { chatPrompt } from '../../scripts/serve-model/chat-template.ts';
import type { LanguageModel } from '../../scripts/serve-model/language-model.ts';
import type { Kind } from '../../scripts/serve-model/routes.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
import { connect, embedded, patient, serve } from './served.ts';

interface Case {
  readonly kind: Kind;
  readonly dialect: DialectId; // what connecting must find
  readonly candidates: number;
  readonly vocabSize: number | null; // whether the server tells V
  readonly contextLength: number | null;
}

const cases: readonly Case[] = [
  { kind: 'openai', dialect: 'completions', candidates: 5, vocabSize: null, contextLength: null },
  { kind: 'all', dialect: 'completions', candidates: 20, vocabSize: null, contextLength: null },
  { kind: 'chat', dialect: 'chat', candidates: 20, vocabSize: null, contextLength: null },
  { kind: 'llama.cpp', dialect: 'llama.cpp', candidates: 100, vocabSize: 8192, contextLength: 512 },
  { kind: 'ollama', dialect: 'ollama', candidates: 20, vocabSize: 8192, contextLength: 512 },
  { kind: 'vllm', dialect: 'vllm', candidates: 20, vocabSize: null, contextLength: 512 },
];

it('covers every dialect there is', () => {
  expect(new Set(cases.map(({ dialect }) => dialect))).toEqual(new Set(Object.keys(dialects)));
});

/** Spelling → log-probability of the likeliest tokens, as the page names them. */
function spelled(
  { vocabulary }: { vocabulary: Vocabulary },
  prediction: Prediction,
  n: number,
): [string, number][] {
  return Array.from(prediction.ids.subarray(0, n), (id, rank) => [
    vocabulary.special(id) ?? Buffer.from(vocabulary.bytes(id)).toString('hex'),
    prediction.logits[rank]! - prediction.logZ,
  ]);
}

describe.each(cases)('a server of kind $kind', ({ kind, dialect, candidates, vocabSize, contextLength }) => {
  let model: LanguageModel;
  let server: ModelServer;
  let engine: ApiEngine;
  let report: ApiReport;

  beforeAll(async () => {
    model = await embedded();
    server = await serve({ kind });
    ({ engine, report } = await connect(server.url));
  });
  afterAll(() => server.close());

  const predict = async (text: string) => (await engine.predict(engine.encode(text), patient)).prediction;

  /** The text the model really reads: a chat endpoint puts its template and our instruction around ours. */
  function asRead(text: string): string {
    if (dialect !== 'chat') return text;
    const { messages } = chat.request({ text, pending: [] }, 'en-mini', 20, 0) as { messages: unknown };
    return chatPrompt(messages);
  }

  it('is recognised, and says what it lists and what it does not tell', () => {
    expect(report).toMatchObject({
      dialect,
      candidates,
      vocabSize,
      contextLength,
      model: 'en-mini',
      models: ['en-mini'],
    });
    expect(report.attempts.at(-1)).toEqual({ dialect, outcome: 'works' });
    expect(engine.vocabulary.size).toBe(vocabSize ?? Infinity);
    expect(engine.report).toMatchObject({ backend: 'api', verification: null });
  });

  it("gives the model's own log-probabilities, byte for byte of each token, in its order", async () => {
    const text = 'Once upon a time, there was a';
    const answer = await predict(text);
    expect(answer.ids.length).toBeGreaterThan(Math.min(candidates, 4));
    for (let rank = 1; rank < answer.logits.length; rank++) {
      expect(answer.logits[rank]).toBeLessThanOrEqual(answer.logits[rank - 1]!);
    }
    const own = await model.predict(model.encode(asRead(text)));
    const expected = spelled(model, own, candidates);
    // Tokens a server cannot spell (part of a character, told as U+FFFD) are left to the remainder.
    const known = new Set(spelled(engine, answer, candidates).map(([spelling]) => spelling));
    const listed = expected.filter(([spelling]) => known.has(spelling));
    expect(listed.length).toBe(answer.ids.length);
    spelled(engine, answer, candidates).forEach(([spelling, logprob], rank) => {
      expect(spelling).toBe(listed[rank]![0]);
      expect(logprob).toBeCloseTo(listed[rank]![1], 5);
    });
  });

  it('leaves everything it does not list as a remainder, so that all adds up to one', async () => {
    const prediction = await predict('The little dog');
    const { modelTail, modelProbabilities } = distribution(prediction, defaultParams);
    const listed = modelProbabilities.reduce((sum, p) => sum + p, 0);
    expect(listed).toBeLessThan(1);
    expect(listed + modelTail).toBeCloseTo(1, 9);
    expect(shareAt(distribution(prediction, defaultParams), 0).how).toBe('exact');
    expect(shareAt(distribution(prediction, { ...defaultParams, temperature: 2 }), 0).how).not.toBe('exact');
    expect(prediction.vocabSize).toBeGreaterThan(prediction.ids.length);
    expect(prediction.vocabSize).toBeLessThanOrEqual(model.spec.vocabSize);
  });

  it('continues from a token it gave, as if its text had been typed', async () => {
    const context = engine.encode('Once upon a time');
    const { prediction } = await engine.predict(context, patient);
    const grown = [...context, prediction.ids[0]!];
    const text = textOf(grown, engine.vocabulary);
    expect(text.startsWith('Once upon a time')).toBe(true);
    const after = (await engine.predict(grown, patient)).prediction;
    const typed = await predict(text);
    expect(spelled(engine, after, 5)).toEqual(spelled(engine, typed, 5));
  });

  it('takes an empty prompt as the beginning of a text', async () => {
    const { prediction } = await engine.predict([engine.endOfText], patient);
    expect(probabilityAt(prediction, 0)).toBeGreaterThan(0);
    const read = asRead('');
    const own = await model.predict(read === '' ? [model.spec.endOfText!] : model.encode(read));
    expect(spelled(engine, prediction, 1)[0]![1]).toBeCloseTo(spelled(model, own, 1)[0]![1], 5);
  });

  it('answers only the newest of two requests', async () => {
    const older = engine.predict(engine.encode('Once'), patient);
    const newer = engine.predict(engine.encode('Twice'), patient);
    await expect(older).rejects.toMatchObject({ name: 'AbortError' });
    expect((await newer).prediction.ids.length).toBeGreaterThan(1);
  });

  it('gives up when told to', async () => {
    const giveUp = new AbortController();
    const answer = engine.predict(engine.encode('Once'), giveUp.signal);
    giveUp.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.predict(engine.encode('Once'), giveUp.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('answers nothing once closed', async () => {
    const closed = (await connect(server.url)).engine;
    closed.dispose();
    await expect(closed.predict(closed.encode('Once'), patient)).rejects.toMatchObject({
      code: 'worker-crashed',
    });
  });
});
