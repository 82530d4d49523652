/** The one module of @xenova/transformers that is used; the package types only its whole. */
declare module '@xenova/transformers/src/tokenizers.js' {
  export class PreTrainedTokenizer {
    /**
     * @param tokenizer contents of tokenizer.json
     * @param config contents of tokenizer_config.json
     */
    constructor(tokenizer: unknown, config: unknown);
    encode(text: string, textPair: string | null, options: { add_special_tokens: boolean }): number[];
  }
}
