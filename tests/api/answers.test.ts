import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DialectId, dialects } from '#engine/api/dialects.ts';
import { predictionFromCandidates } from '#engine/api/prediction.ts';
import type { Candidate } from '#engine/api/token.ts';
import { SessionVocabulary } from '#engine/api/vocabulary.ts';
import { EngineError } from '#engine/engine.ts';

/** Answers in the shapes that the servers' documentation and sources give, each with what they say. */
const shapes: readonly [string, DialectId, unknown, readonly [string, number][]][] = [
  [
    'OpenAI, with part of a character as escaped bytes and the drawn token appended',
    'completions',
    {
      id: 'cmpl-1',
      object: 'text_completion',
      choices: [
        {
          text: '旅',
          index: 0,
          finish_reason: 'length',
          logprobs: {
            tokens: ['bytes:\\xe6\\x97'],
            token_logprobs: [-3.5],
            top_logprobs: [{ '，': -0.5, 'bytes:\\xe6\\x97': -3.5, '<|endoftext|>': -2, ' 1': -4 }],
            text_offset: [5],
          },
        },
      ],
      usage: { prompt_tokens: 5, completion_tokens: 1, total_tokens: 6 },
    },
    [
      ['efbc8c', -0.5],
      ['<|endoftext|>', -2],
      ['e697', -3.5],
      ['2031', -4],
    ],
  ],
  [
    'vLLM, with U+FFFD for parts of characters and −9999 for "too unlikely to say"',
    'vllm',
    {
      choices: [
        { text: ' a', logprobs: { top_logprobs: [{ ' a': -0.25, '\ufffd': -2, '</s>': -3, ' zz': -9999 }] } },
      ],
    },
    [
      ['2061', -0.25],
      ['⟨?⟩', -2],
      ['<|endoftext|>', -3],
    ],
  ],
  [
    'OpenAI chat, bytes beside the text',
    'chat',
    {
      choices: [
        {
          message: { role: 'assistant', content: '😀' },
          finish_reason: 'length',
          logprobs: {
            content: [
              {
                token: '\\xf0\\x9f\\x98',
                logprob: -1,
                bytes: [240, 159, 152],
                top_logprobs: [
                  { token: '\\xf0\\x9f\\x98', logprob: -1, bytes: [240, 159, 152] },
                  { token: '<|end|>', logprob: -1.5, bytes: null },
                  { token: ' yes', logprob: -1.75, bytes: [32, 121, 101, 115] },
                ],
              },
            ],
          },
        },
      ],
    },
    [
      ['f09f98', -1],
      ['<|endoftext|>', -1.5],
      ['20796573', -1.75],
    ],
  ],
  [
    'llama.cpp, where only the id tells the end of the text',
    'llama.cpp',
    {
      content: ' the',
      completion_probabilities: [
        {
          id: 278,
          token: ' the',
          bytes: [32, 116, 104, 101],
          logprob: -0.5,
          top_logprobs: [
            { id: 278, token: ' the', bytes: [32, 116, 104, 101], logprob: -0.5 },
            { id: 2, token: '', bytes: [], logprob: -1.5 },
            { id: 1, token: '', bytes: [], logprob: -2.5 },
            { id: 230, token: '\ufffd', bytes: [230], logprob: -3 },
          ],
        },
      ],
    },
    [
      ['20746865', -0.5],
      ['<|endoftext|>', -1.5],
      ['⟨?⟩', -2.5],
      ['e6', -3],
    ],
  ],
  [
    'llama.cpp before December 2024: probabilities and no bytes',
    'llama.cpp',
    {
      content: ' a',
      completion_probabilities: [
        {
          content: ' a',
          probs: [
            { tok_str: ' a', prob: 0.5 },
            { tok_str: ' b', prob: 0.25 },
            { tok_str: ' c', prob: 0 },
          ],
        },
      ],
    },
    [
      ['2061', Math.log(0.5)],
      ['2062', Math.log(0.25)],
    ],
  ],
  [
    'Ollama without bytes',
    'ollama',
    {
      model: 'gemma3',
      response: ' a',
      done: true,
      done_reason: 'length',
      logprobs: [
        {
          token: ' a',
          logprob: -0.5,
          top_logprobs: [
            { token: ' a', logprob: -0.5 },
            { token: '<eos>', logprob: -1.5 },
          ],
        },
      ],
    },
    [
      ['2061', -0.5],
      ['<|endoftext|>', -1.5],
    ],
  ],
];

const read = (dialect: DialectId, answer: unknown) => dialects[dialect].read(answer, new Set([2]));

function listed(dialect: DialectId, answer: unknown): [string, number][] {
  const vocabulary = new SessionVocabulary(null);
  const prediction = predictionFromCandidates(read(dialect, answer)!, 20, vocabulary);
  return Array.from(prediction.ids, (id, rank) => [
    vocabulary.special(id) ?? Buffer.from(vocabulary.bytes(id)).toString('hex'),
    prediction.logits[rank]!,
  ]);
}

describe('an answer', () => {
  it.each(shapes)('of %s is understood', (_, dialect, answer, expected) => {
    const got = listed(dialect, answer);
    expect(got.map(([spelling]) => spelling)).toEqual(expected.map(([spelling]) => spelling));
    got.forEach(([, logprob], rank) => expect(logprob).toBeCloseTo(expected[rank]![1], 6));
  });

  it.each([
    ['completions', { choices: [{ text: '', logprobs: { top_logprobs: [] } }] }],
    ['chat', { choices: [{ message: { content: '' }, finish_reason: 'stop', logprobs: { content: [] } }] }],
    ['ollama', { response: '', done: true, done_reason: 'stop' }],
    ['llama.cpp', { content: '', completion_probabilities: [] }],
  ] as const)('of %s that only ends the text asks to be repeated', (dialect, answer) => {
    expect(read(dialect, answer)).toBeNull();
  });

  it.each([
    ['completions', { choices: [{ text: ' a', logprobs: null }] }],
    ['completions', { choices: [{ text: ' a', logprobs: { tokens: [' a'], top_logprobs: null } }] }],
    ['chat', { choices: [{ message: { content: ' a' }, logprobs: null }] }],
    ['chat', { choices: [{ message: { content: ' a' } }] }],
    ['chat', { choices: [{ logprobs: { content: [{ token: ' a', logprob: -1 }] } }] }],
    ['llama.cpp', { content: ' a' }],
    ['ollama', { response: ' a', done: true, done_reason: 'length' }],
  ] as const)('of %s without probabilities says that there are none', (dialect, answer) => {
    expect(() => read(dialect, answer)).toThrow(expect.objectContaining({ code: 'no-logprobs' }));
  });

  it.each(Object.keys(dialects) as DialectId[])(
    'of %s that is anything else is never more than nonsense',
    id => {
      // Arbitrary JSON, and arbitrary JSON put where the protocol's own values stand.
      const inside = (value: unknown) => [
        value,
        { choices: [value] },
        { choices: [{ logprobs: value }] },
        { choices: [{ logprobs: { top_logprobs: [value], content: [value] } }] },
        {
          choices: [{ logprobs: { top_logprobs: [{ ' a': value }], content: [{ top_logprobs: [value] }] } }],
        },
        { completion_probabilities: value },
        { completion_probabilities: [{ top_logprobs: [value] }] },
        { completion_probabilities: [{ probs: [{ tok_str: ' a', prob: value }] }] },
        { logprobs: value },
        { logprobs: [{ top_logprobs: [{ token: ' a', logprob: -1, bytes: value }] }] },
      ];
      fc.assert(
        fc.property(fc.jsonValue(), value => {
          for (const answer of inside(value)) {
            try {
              const candidates = read(id, answer);
              if (candidates !== null) predictionFromCandidates(candidates, 20, new SessionVocabulary(null));
            } catch (error) {
              if (!(error instanceof EngineError)) throw error;
            }
          }
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('a prediction from candidates', () => {
  const candidate = (text: string, p: number): Candidate => ({
    token: { bytes: new TextEncoder().encode(text), special: null, serverId: null },
    logprob: Math.log(p),
  });
  const made = (candidates: readonly Candidate[], most = 20, size: number | null = null) =>
    predictionFromCandidates(candidates, most, new SessionVocabulary(size));

  it('adds up tokens that are spelled alike', () => {
    const { ids, logits } = made([candidate('a', 0.25), candidate('b', 0.375), candidate('a', 0.25)]);
    expect(ids.length).toBe(2);
    expect(Math.exp(logits[0]!)).toBeCloseTo(0.5, 6);
    expect(Math.exp(logits[1]!)).toBeCloseTo(0.375, 6);
  });

  it('leaves out the drawn token that a server appends below the ones asked for', () => {
    expect(made([candidate('z', 0.001), candidate('a', 0.5), candidate('b', 0.3)], 2).ids.length).toBe(2);
  });

  it('needs as many unlisted tokens as the remainder holds shares of the last listed one', () => {
    expect(made([candidate('a', 0.5), candidate('b', 0.1)]).vocabSize).toBe(2 + 4);
    expect(made([candidate('a', 0.5), candidate('b', 0.1)], 20, 8192).vocabSize).toBe(8192);
    expect(made([candidate('a', 1)]).vocabSize).toBe(2);
  });

  it.each([
    [[candidate('a', 1.5)], 'nonsense'],
    [[candidate('a', 0.7), candidate('b', 0.7)], 'nonsense'],
    [[candidate('a', 0.5)], 'no-logprobs'],
    [[], 'no-logprobs'],
  ])('is refused where the numbers cannot be probabilities of a list (%#)', (candidates, code) => {
    expect(() => made(candidates)).toThrow(expect.objectContaining({ code }));
  });
});
