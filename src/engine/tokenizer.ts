import { PreTrainedTokenizer } from '@xenova/transformers/src/tokenizers.js';
import type { TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { bytesInAlphabet } from './byte-alphabet.ts';
import { EngineError } from './engine.ts';
import { download } from './files/download.ts';
import { sourceOf } from './files/fetch-files.ts';
import type { Model } from './spec.ts';

/** The parts of a Hugging Face tokenizer.json (byte-level BPE) that are read here; the library reads the rest. */
export interface TokenizerFile {
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | readonly [string, string])[];
  };
  readonly added_tokens: readonly {
    readonly id: number;
    readonly content: string;
    readonly special: boolean;
  }[];
}

/**
 * Text ↔ tokens of a byte-level BPE model. Encoding is the library's; what a token's bytes are is a fixed table.
 *
 * Special tokens are never made from text: `<|endoftext|>` typed by a reader is thirteen characters like any others.
 * Tokens that were added without being special, such as a fine-tuning's own words, are text like all others.
 * A lone surrogate is no character and has no bytes: TextEncoder, inside the library, writes U+FFFD for it.
 */
export class Tokenizer {
  readonly vocabulary: Vocabulary;
  private readonly bpe: PreTrainedTokenizer;

  /**
   * @param vocabSize V of the model; many models have more rows than their tokenizer has tokens, to a round number
   * @throws TypeError if the file is not a byte-level BPE tokenizer
   */
  constructor(file: TokenizerFile, vocabSize = 0) {
    const pairs = file.model?.merges;
    if (!Array.isArray(pairs) || file.model.vocab === undefined)
      throw new TypeError('tokenizer.json is not a BPE');
    // Files of 2024 and later list merges as pairs; the library knows them joined by a space.
    const merges = pairs.map(merge => (typeof merge === 'string' ? merge : merge.join(' ')));
    // What is not among the added tokens the library does not look for in the text. It would drop spaces beside some.
    const added = ordinary(file).map(token => ({ ...token, lstrip: false, rstrip: false }));
    const plain = { ...file, model: { ...file.model, merges }, added_tokens: added };
    this.bpe = new PreTrainedTokenizer(plain, { clean_up_tokenization_spaces: false });
    this.vocabulary = vocabularyOf(file, vocabSize);
  }

  /** A few microseconds a character, also without a space among them. */
  encode(text: string): TokenId[] {
    return this.bpe.encode(text, null, { add_special_tokens: false });
  }
}

/**
 * The tokenizer of a model: a few hundred kilobytes, there long before the weights.
 *
 * @throws EngineError 'download-failed', 'download-corrupt', 'model-invalid'; DOMException 'AbortError' when `signal`
 *   fires
 */
export async function loadTokenizer(model: Model, signal?: AbortSignal): Promise<Tokenizer> {
  const { files, vocabSize } = model.spec;
  const { tokenizer } = files;
  const bytes = await download(sourceOf(model, tokenizer), tokenizer, () => {});
  signal?.throwIfAborted();
  return readTokenizer(new TextDecoder().decode(bytes), vocabSize, tokenizer.path);
}

/** A model whose tokenizer is of another kind, e.g. WordPiece or SentencePiece. */
export class TokenizerError extends EngineError {}

/** @throws TokenizerError 'model-invalid' */
export function readTokenizer(json: string, vocabSize: number, path: string): Tokenizer {
  try {
    return new Tokenizer(JSON.parse(json) as TokenizerFile, vocabSize);
  } catch (error) {
    throw new TokenizerError('model-invalid', `${path}: ${String(error)}`, { cause: error });
  }
}

const ordinary = (file: TokenizerFile): TokenizerFile['added_tokens'] =>
  file.added_tokens.filter(token => !token.special);

/**
 * The bytes behind every id of a byte-level vocabulary. An id that the model can give and the file does not know has no
 * text and is named by its number.
 *
 * @param vocabSize the least V
 * @throws TypeError if an ordinary token is spelled with a character outside the byte alphabet
 */
function vocabularyOf(file: TokenizerFile, vocabSize: number): Vocabulary {
  const special = new Map(
    file.added_tokens.filter(each => each.special).map(each => [each.id, each.content]),
  );
  const added = new Map(ordinary(file).map(each => [each.id, each.content])); // not in the byte alphabet
  const spelling = new Map(Object.entries(file.model.vocab).map(([text, id]) => [id, text]));
  const table: Uint8Array[] = [];
  let size = vocabSize;
  for (const [id, text] of [...spelling, ...added, ...special]) {
    size = Math.max(size, id + 1);
    if (special.has(id)) continue;
    table[id] = added.has(id) ? new TextEncoder().encode(added.get(id)) : bytesOf(text);
  }
  const none = new Uint8Array(0);
  const isNamed = (id: TokenId) => special.has(id) || table[id] !== undefined;
  return {
    size,
    bytes(id) {
      if (!(id >= 0 && id < size)) throw new RangeError(`token ${id} of a vocabulary of ${size}`);
      return special.has(id) ? none : (table[id] ?? none);
    },
    special: id => special.get(id) ?? (isNamed(id) || !(id >= 0 && id < size) ? null : `⟨id ${id}⟩`),
  };
}

function bytesOf(spelling: string): Uint8Array {
  const bytes = bytesInAlphabet(spelling);
  if (bytes === null) throw new TypeError(`token ${JSON.stringify(spelling)} is not in the byte alphabet`);
  return bytes;
}
