import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decoder } from '#engine/onnx/decoder.ts';
import { loadRuntimeInNode } from '#engine/onnx/node.ts';
import type { ModelSpec } from '#engine/spec.ts';
import { Tokenizer, type TokenizerFile } from '#engine/tokenizer.ts';
import { type Prediction, type TokenId, predictionFrom } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/**
 * An embedded model in Node: the same graph, runtime, tokenizer and cache as in the page. onnxruntime-node would be
 * faster, but installing it fetches 113 MB and, on some machines, more from outside the npm registry.
 */
export interface LanguageModel {
  readonly spec: ModelSpec;
  readonly vocabulary: Vocabulary;
  encode(text: string): TokenId[];
  /**
   * One request after the other; each waits for those before it.
   *
   * @param context 1 … contextLength token ids
   */
  predict(context: readonly TokenId[]): Promise<Prediction>;
}

/**
 * @param folder models/<id>
 * @throws Error if a file is missing or is no model
 */
export async function loadLanguageModel(folder: string): Promise<LanguageModel> {
  const read = (name: string) => readFile(join(folder, name));
  const spec = JSON.parse((await read('spec.json')).toString()) as ModelSpec;
  const { graph, weights, tokenizer: tokenizerFile } = spec.files;
  const tokenizer = new Tokenizer(JSON.parse((await read(tokenizerFile.path)).toString()) as TokenizerFile);
  // One thread: a small model gains nothing from more, and the machine may be a class's only one.
  const runtime = await loadRuntimeInNode('wasm', 1);
  const external = weights === undefined ? [] : [{ path: weights.path, data: await read(weights.path) }];
  const session = await runtime.createSession(await read(graph.path), external, []);
  const decoder = new Decoder(runtime, { main: session, firstPass: null }, spec);
  let last: Promise<unknown> = Promise.resolve();
  return {
    spec,
    vocabulary: tokenizer.vocabulary,
    encode: text => tokenizer.encode(text),
    predict(context) {
      const answer = last.then(() => decoder.logits(context)).then(({ logits }) => predictionFrom(logits));
      last = answer.catch(() => {});
      return answer;
    },
  };
}
