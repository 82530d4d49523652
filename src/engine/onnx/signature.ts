import { EngineError } from '../engine.ts';
import type { Session } from './runtime/runtime.ts';

/** What a decoder graph wants to be fed and gives back, as far as it matters here. */
export interface Signature {
  readonly pasts: readonly string[]; // inputs past_key_values.{layer}.key|value
  readonly presents: readonly string[]; // outputs present.{layer}.key|value, in the order of `pasts`
  readonly cacheType: 'float32' | 'float16';
  readonly oneToken: boolean; // takes exactly one new token at a time
  readonly severalOntoPast: boolean; // reads several new tokens onto a past, and rightly
  readonly attentions: readonly string[]; // outputs attentions.{layer}; none when the graph does not give them
  readonly states: readonly string[]; // outputs hidden_states.{layer}, one more than layers
}

const known =
  /^(input_ids|attention_mask|position_ids|use_cache_branch|num_logits_to_keep|past_key_values\.\d+\.(key|value))$/;

/**
 * Reads names, types and shapes from a session: exporters differ, and a name is no promise.
 *
 * @throws EngineError 'model-invalid' if the graph is not a decoder with a key–value cache
 */
export function signatureOf(session: Session): Signature {
  const inputs = session.inputs.map(({ name }) => name);
  const outputs = session.outputNames;
  const strange = inputs.find(name => !known.test(name));
  if (strange !== undefined)
    throw new EngineError('model-invalid', `an input nothing is known of: ${strange}`);
  if (!inputs.includes('input_ids') || !outputs.includes('logits')) {
    throw new EngineError('model-invalid', `not a decoder: ${inputs.join(', ')} → ${outputs.join(', ')}`);
  }
  const pasts = inputs.filter(name => name.startsWith('past_key_values.'));
  const presents = pasts.map(name => name.replace('past_key_values', 'present'));
  const missing = presents.find(name => !outputs.includes(name));
  if (pasts.length === 0 || missing !== undefined) {
    throw new EngineError('model-invalid', `no key–value cache: ${missing ?? 'past_key_values'} is missing`);
  }
  const inputNamed = (name: string) => session.inputs.find(input => input.name === name)!;
  const { type } = inputNamed(pasts[0]!);
  if (type !== 'float32' && type !== 'float16') {
    throw new EngineError('model-invalid', `${pasts[0]} is ${type}`);
  }
  return {
    pasts,
    presents,
    cacheType: type,
    oneToken: inputNamed('input_ids').dims[1] === 1,
    // Graphs are traced with one token onto a past, and some leave out the causal mask then: they answer, wrongly. Those
    // that can be told how many logits to keep are made for several (assisted generation), as ours are.
    severalOntoPast: inputs.includes('num_logits_to_keep'),
    attentions: numbered(outputs, 'attentions.'),
    states: numbered(outputs, 'hidden_states.'),
  };
}

/** Outputs of that name by ascending number. */
function numbered(names: readonly string[], prefix: string): string[] {
  const number = (name: string): number => Number(name.slice(prefix.length));
  return names.filter(name => name.startsWith(prefix)).sort((a, b) => number(a) - number(b));
}
