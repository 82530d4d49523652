import { describe, expect, it } from 'vitest';
import { modelWith, openLocalModel } from '#engine/hub/hub-model.ts';
import { TokenizerError, readTokenizer } from '#engine/tokenizer.ts';
import { spell } from '#lm/token.ts';
import { opened } from './repository.ts';
import { VOCAB_SIZE, tokenizerFile } from './tokenizer-file.ts';

/** A model's files as far as they are read before its weights. */
const found = (config: object, tokenizer = tokenizerFile()) =>
  openLocalModel(
    'my-gpt2',
    opened({
      'config.json': new Blob([
        JSON.stringify({
          model_type: 'gpt2',
          vocab_size: VOCAB_SIZE,
          n_layer: 2,
          n_head: 2,
          n_embd: 64,
          n_positions: 48,
          ...config,
        }),
      ]),
      'tokenizer.json': new Blob([tokenizer]),
      'onnx/model.onnx': new Blob(['weights that nobody reads here']),
    }),
  );

describe('a model with more rows than its tokenizer has tokens', () => {
  const { vocabulary } = readTokenizer(tokenizerFile(), 320, 'tokenizer.json');

  it('has a name and no text for each of them', () => {
    expect(vocabulary.size).toBe(320);
    expect(vocabulary.special(272)).toBe('⟨id 272⟩');
    expect(vocabulary.bytes(272)).toEqual(new Uint8Array());
    expect(
      spell([116, 272, 104], vocabulary)
        .map(({ text }) => text)
        .join('').length,
    ).toBe(2);
    for (let id = 0; id < 320; id++) expect(() => spell([id], vocabulary)).not.toThrow();
  });

  it('still has an end', () => {
    expect(() => vocabulary.bytes(320)).toThrow(RangeError);
    expect(() => vocabulary.bytes(-1)).toThrow(RangeError);
    expect(vocabulary.special(320)).toBeNull();
    expect(vocabulary.special(VOCAB_SIZE - 1)).toBe('<|endoftext|>');
  });
});

describe('the end mark of a config', () => {
  it.each([
    [259, 259],
    [[259, 0], 259],
    [[900, 0], 0],
    [[], null],
    [VOCAB_SIZE, null],
    [-1, null],
    ['259', null],
    [null, null],
    [undefined, null],
  ])('%j is token %j', async (eos_token_id, mark) => {
    const hub = await found({ eos_token_id });
    expect(hub.endOfText).toBe(mark);
    expect(modelWith(hub, hub.variants[0]!).spec.endOfText).toBe(mark);
  });

  it('may be one of the rows that the tokenizer does not know', async () => {
    expect((await found({ vocab_size: 320, eos_token_id: 300 })).endOfText).toBe(300);
  });
});

it.each([
  ['WordPiece', { model: { type: 'WordPiece', vocab: { '[UNK]': 0 } }, added_tokens: [] }],
  ['Unigram', { model: { type: 'Unigram', vocab: [['▁a', -1]] }, added_tokens: [] }],
  ['a BPE that is not of bytes', { model: { type: 'BPE', vocab: { 中: 0 }, merges: [] }, added_tokens: [] }],
])('a tokenizer that is %s is told before the weights are asked for', async (_, tokenizer) => {
  const error = await found({}, JSON.stringify(tokenizer)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(TokenizerError);
  expect(error).toMatchObject({ code: 'model-invalid', message: expect.stringContaining('tokenizer.json') });
});
