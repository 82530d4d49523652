import type * as Ort from 'onnxruntime-web';
import { predictionFrom } from '#lm/prediction.ts';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Decoder } from './decoder.ts';
import { float32 } from './half.ts';
import type { Inspection, Values } from './protocol.ts';

/**
 * One pass with everything the graph can show of it: attention, the residual stream, and the logit lens — what the
 * last position's residual stream would predict if the stack ended after each layer.
 *
 * @param lens the graph from hidden states [N, C] to logits [N, V]; null when the model has none
 * @see nostalgebraist 2020, "interpreting GPT: the logit lens"
 */
export async function inspect(
  ort: typeof Ort,
  decoder: Decoder,
  lens: Ort.InferenceSession | null,
  context: readonly TokenId[],
): Promise<Inspection> {
  const { attentions, states } = decoder.signature;
  if (attentions.length + states.length === 0) return { attentions: [], states: [], lens: [] };
  const outputs = await decoder.outputs(context, [...attentions, ...states]);
  const values = outputs.map(valuesOf); // [1, …] → […]
  const residual = values.slice(attentions.length);
  return {
    attentions: values.slice(0, attentions.length),
    states: residual,
    lens: lens === null || residual.length === 0 ? [] : await lensOf(ort, lens, residual),
  };
}

async function lensOf(
  ort: typeof Ort,
  lens: Ort.InferenceSession,
  states: readonly Values[],
): Promise<Prediction[]> {
  const C = states[0]!.dims[1]!;
  const last = new Float32Array(states.length * C);
  states.forEach(({ data }, layer) => last.set(data.subarray(-C), layer * C));
  const { logits } = await lens.run({ hidden: new ort.Tensor('float32', last, [states.length, C]) });
  const V = logits!.dims[1]!;
  const rows = logits!.data as Float32Array;
  // Complete, not the best few: the final favourite is followed down to whatever rank it has in the lowest layers.
  return states.map((_, layer) => predictionFrom(rows.subarray(layer * V, (layer + 1) * V)));
}

const valuesOf = (tensor: Ort.Tensor): Values => ({
  dims: tensor.dims.slice(1),
  data: float32(tensor.data as Float32Array | Uint16Array),
});
