/** A model that readers may bring in, before anything of it has been asked for. */
export interface CatalogueEntry {
  readonly repo: string; // owner/name on the hub
  readonly name: string;
  readonly parameters: number;
  readonly licence: string;
  readonly approximateBytes: number; // of the smallest usable file; the listing tells exact sizes
}

/**
 * GPT-2 itself, in the exports for browsers that the hub is known to hold. Sizes are those of the 8-bit files, which
 * WASM uses; whatever the hub lists when asked is what is shown and loaded.
 *
 * @see huggingface.co/Xenova/gpt2 (files: gpt2 128 MB quantized, 501 MB fp32)
 */
export const catalogue: readonly CatalogueEntry[] = [
  entry('Xenova/distilgpt2', 'DistilGPT-2', 81_912_576, 'Apache-2.0'),
  entry('Xenova/gpt2', 'GPT-2', 124_439_808, 'MIT'),
  entry('onnx-community/gpt2-medium-ONNX', 'GPT-2 medium', 354_823_168, 'MIT'),
  entry('onnx-community/gpt2-large-ONNX', 'GPT-2 large', 774_030_080, 'MIT'),
];

function entry(repo: string, name: string, parameters: number, licence: string): CatalogueEntry {
  return { repo, name, parameters, licence, approximateBytes: parameters };
}
