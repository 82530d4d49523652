import { predictionFrom } from '#lm/prediction.ts';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Decoder } from './decoder.ts';
import type { Inspection, Values } from './protocol.ts';
import { type Session, type Tensor, take } from './runtime/runtime.ts';

/**
 * One pass with everything the graph can show of it: attention, the residual stream, and the logit lens — what the
 * last position's residual stream would predict if the stack ended after each layer.
 *
 * @param lens the graph from hidden states [N, C] to logits [N, V]; null when the model has none
 * @see nostalgebraist 2020, "interpreting GPT: the logit lens"
 */
export async function inspect(
  decoder: Decoder,
  lens: Session | null,
  context: readonly TokenId[],
): Promise<Inspection> {
  const { attentions, states } = decoder.signature;
  if (attentions.length + states.length === 0) return { attentions: [], states: [], lens: [] };
  const outputs = await decoder.outputs(context, [...attentions, ...states]);
  const values = await Promise.all(outputs.map(output => valuesOf(output, 1))); // [1, …] → […]
  const residual = values.slice(attentions.length);
  return {
    attentions: values.slice(0, attentions.length),
    states: residual,
    lens: lens === null || residual.length === 0 ? [] : await lensOf(lens, residual),
  };
}

async function lensOf(lens: Session, states: readonly Values[]): Promise<Prediction[]> {
  const C = states[0]!.dims[1]!;
  const last = new Float32Array(states.length * C);
  states.forEach(({ data }, layer) => last.set(data.subarray(-C), layer * C));
  const hidden = { type: 'float32', data: last, dims: [states.length, C] } as const;
  const { dims, data: rows } = await valuesOf((await lens.run({ hidden }, ['logits']))[0]!, 0);
  const V = dims[1]!;
  // Complete, not the best few: the final favourite is followed down to whatever rank it has in the lowest layers.
  return states.map((_, layer) => predictionFrom(rows.subarray(layer * V, (layer + 1) * V)));
}

/** @param leading how many dimensions of 1 to leave out */
const valuesOf = async (tensor: Tensor, leading: number): Promise<Values> => ({
  dims: tensor.dims.slice(leading),
  data: await take(tensor),
});
