import { describe, expect, it } from 'vitest';
import { readBody } from '#engine/api/body.ts';
import { type DialectId, dialects } from '#engine/api/dialects.ts';
import { predictionFromCandidates } from '#engine/api/prediction.ts';
import { SessionVocabulary } from '#engine/api/vocabulary.ts';
import type { Prediction } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import { emptyTrace, withPrediction } from '#trace/trace.ts';
import { openSession, reduce } from '../../src/player/state.ts';

const vocabulary = () => new SessionVocabulary(null);

/** Spelling → probability in percent, to one decimal, in the order of the ranks. */
function bars(dialect: DialectId, answer: unknown): [string, number][] {
  const words = vocabulary();
  const prediction = predictionFromCandidates(dialects[dialect].read(answer, new Set())!, 20, words);
  return Array.from(prediction.ids, (id, rank) => [
    words.special(id) ?? Buffer.from(words.bytes(id)).toString('latin1'),
    Math.round(Math.exp(prediction.logits[rank]!) * 1000) / 10,
  ]);
}

const completion = (text: string, list: object, tokens: readonly string[] = [text]) => ({
  choices: [{ text, logprobs: { tokens, top_logprobs: [list] } }],
});
const chatReply = (content: string, token: string, list: readonly object[]) => ({
  choices: [{ message: { content }, logprobs: { content: [{ token, logprob: -1, top_logprobs: list }] } }],
});

describe('a server that names its tokens by number', () => {
  it.each([
    ['token_id:612', 'token_id:264', 'token_id:279'],
    ['612', '264', '279'],
  ])('as %s gives no probabilities a reader could see', (a, b, c) => {
    const answer = completion(' there', { [a]: -0.3, [b]: -1.9, [c]: -3 }, [a]);
    expect(() => bars('completions', answer)).toThrow(expect.objectContaining({ code: 'no-logprobs' }));
    const chat = chatReply(' there', a, [
      { token: a, logprob: -0.3 },
      { token: b, logprob: -1.9 },
    ]);
    expect(() => bars('chat', chat)).toThrow(expect.objectContaining({ code: 'no-logprobs' }));
  });

  it('is told from one whose tokens are numbers', () => {
    expect(bars('completions', completion('2', { '2': -0.3, '3': -1.9, '11': -3 }))[0]).toEqual(['2', 74.1]);
  });
});

describe('a server that spells as SentencePiece does', () => {
  const list = { '▁there': -0.4, '<0x0A>': -1.6, '▁a': -2.5, '<0xE6>': -3 };
  const right = [
    [' there', 67],
    ['\n', 20.2],
    [' a', 8.2],
    ['\u00e6', 5],
  ];

  it('has its spaces and bytes read', () => {
    expect(bars('completions', completion('▁there', list))).toEqual(right);
    const encoded = Object.entries(list).map(([token, logprob]) => ({
      token,
      logprob,
      bytes: [...new TextEncoder().encode(token)],
    }));
    expect(bars('chat', chatReply('there', '▁there', encoded))).toEqual(right);
  });

  it('is known by its reply, where the list has one such token only', () => {
    expect(bars('completions', completion(' there', { '▁there': -0.4, s: -2 }, ['▁there']))[0]![0]).toBe(
      ' there',
    );
  });

  it('is not seen in a text that draws with the same sign', () => {
    expect(bars('completions', completion('▁', { '▁': -0.4, x: -2 }))[0]![0]).toBe(
      Buffer.from('▁').toString('latin1'),
    );
  });
});

it('a server that spells in the byte alphabet of GPT-2 has its spaces, lines and bytes read', () => {
  const list = { Ġthere: -0.4, Ċ: -1.6, Ġa: -2.5, æ: -3 };
  expect(bars('completions', completion(' there', list, ['Ġthere']))).toEqual([
    [' there', 67],
    ['\n', 20.2],
    [' a', 8.2],
    ['\u00e6', 5],
  ]);
});

describe('a server that loses the space before a word', () => {
  it('is not believed where one id has two spellings', () => {
    const drawn = { id: 5, token: ' there', bytes: [32, 116, 104, 101, 114, 101], logprob: -0.2 };
    const list = [
      { id: 5, token: 'there', bytes: [116, 104, 101, 114, 101], logprob: -0.2 },
      { id: 6, token: 'a', bytes: [97], logprob: -2.2 },
    ];
    const answer = { content: ' there', completion_probabilities: [{ ...drawn, top_logprobs: list }] };
    expect(() => bars('llama.cpp', answer)).toThrow(expect.objectContaining({ code: 'nonsense' }));
  });

  it('is not believed where the reply has the space and no token of the list has one', () => {
    const answer = completion(' there', { there: -0.2, a: -2.2, the: -3 }, ['there']);
    expect(() => bars('vllm', answer)).toThrow(expect.objectContaining({ code: 'nonsense' }));
    const list = ['there', 'a', 'the'].map((token, i) => ({ token, logprob: -0.2 - i * 2 }));
    const generated = {
      response: ' there',
      logprobs: [{ token: ' there', logprob: -0.2, top_logprobs: list }],
    };
    expect(() => bars('ollama', generated)).toThrow(expect.objectContaining({ code: 'nonsense' }));
  });
});

describe('a token that nobody spells', () => {
  const replacement = { token: '\ufffd', bytes: [239, 191, 189] };
  const answer = {
    response: ' a',
    logprobs: [
      {
        token: ' a',
        logprob: -2.5,
        top_logprobs: [
          { ...replacement, logprob: -0.5 },
          { ...replacement, logprob: -1.5 },
          { token: ' a', logprob: -2.5 },
          { token: 'b', logprob: -4 },
        ],
      },
    ],
  };

  const words = vocabulary();
  const prediction: Prediction = predictionFromCandidates(
    dialects.ollama.read(answer, new Set())!,
    20,
    words,
  );
  const at = (params: object, seed = 1) => {
    const trace = withPrediction(emptyTrace({ id: 'm', revision: 'r' }, [words.endOfText]), 0, {
      prediction,
      latencyMs: 1,
      source: 'live',
    });
    const session = openSession(trace, { params: { ...defaultParams, ...params }, seed, tempo: 'lesson' });
    return { ...session, phase: 'predicted' as const, live: true };
  };

  it('keeps its rank and its share', () => {
    expect(bars('ollama', answer).map(([, share]) => share)).toEqual([60.7, 22.3, 8.2, 1.8]);
    const named = [...prediction.ids].map(id => !prediction.unnamed!.has(id));
    expect(named).toEqual([false, false, true, true]); // " a" is the third
    expect(distribution(prediction, defaultParams).modelProbabilities[0]).toBeCloseTo(0.6065, 4);
  });

  it.each([{ temperature: 0 }, { topK: 1 }])(
    'is not passed over for a likelier-looking one at %o',
    params => {
      const session = at(params);
      expect(reduce(session, { type: 'advance' })).toBe(session);
    },
  );

  it('cannot be put into the story by pressing it', () => {
    const session = at({});
    expect(reduce(session, { type: 'choose', step: 0, id: prediction.ids[0]! })).toBe(session);
    expect(reduce(session, { type: 'choose', step: 0, id: prediction.ids[2]! }).phase).toBe('sampled');
  });
});

describe('a share too small for JSON', () => {
  it('as null belongs to the remainder', () => {
    const answer = completion(' there', { ' there': -0.2, ' a': -1.9, ' zz': null });
    expect(bars('completions', answer)).toEqual([
      [' there', 81.9],
      [' a', 15],
    ]);
    const list = [
      { token: ' there', logprob: -0.2 },
      { token: ' a', logprob: null },
      { token: ' the', logprob: -3 },
    ];
    expect(bars('chat', chatReply(' there', ' there', list)).length).toBe(2);
    expect(
      bars('llama.cpp', {
        content: ' there',
        completion_probabilities: [{ token: ' there', top_logprobs: list }],
      }).length,
    ).toBe(2);
  });

  it('as a bare -Infinity or NaN, which is not JSON, is the same', async () => {
    const body = '{"a": -Infinity, "b": [NaN, "NaN, -Infinity \\" Infinity"], "c": -0.2}';
    expect(await readBody(new Response(body))).toEqual({
      a: null,
      b: [null, 'NaN, -Infinity " Infinity'],
      c: -0.2,
    });
    expect(await readBody(new Response('<!doctype html>'))).toBeUndefined();
  });
});
