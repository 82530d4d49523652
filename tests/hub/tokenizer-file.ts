/** A byte-level tokenizer.json: one token per byte, a few merges, and the end of the text last. */
export function tokenizerFile(): string {
  const isPrintable = (b: number): boolean =>
    (b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  let others = 0;
  const letters = Array.from({ length: 256 }, (_, b) =>
    String.fromCodePoint(isPrintable(b) ? b : 0x100 + others++),
  );
  const merges = ['t h', 'th e', 'Ġ the'];
  const spellings = [...letters, ...merges.map(merge => merge.replace(' ', '')), '<|endoftext|>'];
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return JSON.stringify({
    added_tokens: [{ id: spellings.length - 1, content: '<|endoftext|>', special: true }],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      unk_token: null,
      vocab: Object.fromEntries(spellings.map((s, id) => [s, id])),
      merges,
    },
  });
}

export const VOCAB_SIZE = 260;
