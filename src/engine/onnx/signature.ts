import type { InferenceSession } from 'onnxruntime-web';
import { EngineError } from '../engine.ts';

/** What a decoder graph wants to be fed and gives back, as far as it matters here. */
export interface Signature {
  readonly pasts: readonly string[]; // inputs past_key_values.{layer}.key|value
  readonly presents: readonly string[]; // outputs present.{layer}.key|value, in the order of `pasts`
  readonly cacheType: 'float32' | 'float16';
  readonly heads: number; // H
  readonly headSize: number; // C/H
  readonly hasAttentionMask: boolean;
  readonly hasPositionIds: boolean;
  readonly hasLogitsToKeep: boolean; // num_logits_to_keep: how many of the last positions get logits
  readonly attentions: readonly string[]; // outputs attentions.{layer}; none when the graph does not give them
  readonly states: readonly string[]; // outputs hidden_states.{layer}, one more than layers
}

/**
 * Reads names, types and shapes from a session: exporters differ, and a name is no promise.
 *
 * @throws EngineError 'model-invalid' if the graph is not a decoder with a key–value cache
 */
export function signatureOf(session: InferenceSession): Signature {
  const inputs = session.inputNames;
  const outputs = session.outputNames;
  if (!inputs.includes('input_ids') || !outputs.includes('logits')) {
    throw new EngineError('model-invalid', `not a decoder: ${inputs.join(', ')} → ${outputs.join(', ')}`);
  }
  const pasts = inputs.filter(name => name.startsWith('past_key_values.'));
  const presents = pasts.map(name => name.replace('past_key_values', 'present'));
  const missing = presents.find(name => !outputs.includes(name));
  if (pasts.length === 0 || missing !== undefined) {
    throw new EngineError('model-invalid', `no key–value cache: ${missing ?? 'past_key_values'} is missing`);
  }
  const past = session.inputMetadata[inputs.indexOf(pasts[0]!)]!;
  const [, heads, , headSize] = past.isTensor ? past.shape : [];
  if (!past.isTensor || typeof heads !== 'number' || typeof headSize !== 'number') {
    throw new EngineError('model-invalid', `${pasts[0]} has no fixed heads and head size`);
  }
  if (past.type !== 'float32' && past.type !== 'float16') {
    throw new EngineError('model-invalid', `${pasts[0]} is ${past.type}`);
  }
  return {
    pasts,
    presents,
    cacheType: past.type,
    heads,
    headSize,
    hasAttentionMask: inputs.includes('attention_mask'),
    hasPositionIds: inputs.includes('position_ids'),
    hasLogitsToKeep: inputs.includes('num_logits_to_keep'),
    attentions: numbered(outputs, 'attentions.'),
    states: numbered(outputs, 'hidden_states.'),
  };
}

/** Outputs of that name by ascending number. */
function numbered(names: readonly string[], prefix: string): string[] {
  const number = (name: string): number => Number(name.slice(prefix.length));
  return names.filter(name => name.startsWith(prefix)).sort((a, b) => number(a) - number(b));
}
