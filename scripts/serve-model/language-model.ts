import { loadOnnxEngineInNode, modelIn } from '#engine/onnx/node.ts';
import type { ModelSpec } from '#engine/spec.ts';
import { inTurn } from '#engine/turns.ts';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';

/**
 * An embedded model in Node: the same engine as in the page, on one thread. A small model gains nothing from more, and
 * the machine may be a class's only one. onnxruntime-node would be faster, but installing it fetches 113 MB and, on some
 * machines, more from outside the npm registry.
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
  const engine = await loadOnnxEngineInNode(await modelIn(folder));
  const patient = new AbortController().signal; // never fires: a server answers whatever it is asked
  return {
    spec: engine.spec,
    vocabulary: engine.vocabulary,
    encode: text => engine.encode(text),
    predict: async context =>
      (await inTurn(engine, () => engine.predict(context, patient), patient)).prediction,
  };
}
