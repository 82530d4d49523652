import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { EngineError } from '../engine.ts';
import { PlainEngine } from '../plain/plain-engine.ts';
import { Characters } from './characters.ts';
import { PocketModel, type Shape } from './model.ts';

/** A pocket model as it was trained so far: plain data, so that a worker can post it and a file can keep it. */
export interface Pocket {
  readonly shape: Shape;
  readonly alphabet: readonly string[]; // the characters it knows, by id
  readonly weights: Float32Array<ArrayBuffer>; // as PocketModel.flat gives them
  readonly steps: number; // of training
  readonly seed: number; // of the numbers it began with
}

/** About 28 thousand numbers for a text of 40 different characters: a minute of training turns noise into words. */
export const pocketShape = (vocab: number): Shape => ({
  layers: 2,
  heads: 4,
  embedding: 32,
  context: 32,
  vocab,
});

/** An engine like any other, over the numbers as they are now; training on does not change it. */
export function pocketEngine({ shape, alphabet, weights }: Pocket): PlainEngine {
  const model = new PocketModel(shape, 0);
  model.restore(weights);
  const characters = new Characters(alphabet);
  const hash = bytesToHex(sha256(new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)));
  const spec = {
    id: 'pocket',
    revision: hash.slice(0, 8),
    contextLength: shape.context,
    endOfText: characters.end,
  };
  return new PlainEngine(spec, model.weights, characters);
}

const kind = 'next-token-pocket-1';

/** A file that holds a pocket model: JSON with the numbers as base64 of little-endian floats. */
export function savePocket({ weights, ...rest }: Pocket): string {
  const bytes = new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return JSON.stringify({ kind, ...rest, weights: btoa(binary) });
}

/**
 * Reads a file that savePocket has written.
 *
 * @throws EngineError 'model-invalid' for anything else
 */
export function readPocket(text: string): Pocket {
  const invalid = (why: string): EngineError =>
    new EngineError('model-invalid', `not a pocket model: ${why}`);
  let file: Record<string, unknown>;
  try {
    file = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw invalid('no JSON');
  }
  if (file?.kind !== kind) throw invalid('another kind of file');
  const { shape, alphabet, weights, steps, seed } = file;
  if (!Array.isArray(alphabet) || !alphabet.every(character => typeof character === 'string'))
    throw invalid('no alphabet');
  if (typeof weights !== 'string' || !isCount(steps) || !isCount(seed)) throw invalid('a part is missing');
  if (!isShape(shape) || shape.vocab !== alphabet.length + 2) throw invalid('its shape');
  const values = floatsIn(weights);
  if (values === null || !values.every(Number.isFinite)) throw invalid('its numbers');
  if (values.length !== new PocketModel(shape, 0).size) throw invalid(`${values.length} numbers`);
  return { shape, alphabet, weights: values, steps, seed };
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** Only sizes that a page can train: a file must not make it reserve gigabytes. */
function isShape(value: unknown): value is Shape {
  const { layers, heads, embedding, context, vocab } = (value ?? {}) as Record<string, unknown>;
  const within = (n: unknown, most: number): n is number => isCount(n) && n >= 1 && n <= most;
  return (
    within(layers, 8) &&
    within(heads, 16) &&
    within(embedding, 256) &&
    embedding % heads === 0 &&
    embedding % 4 === 0 &&
    within(context, 512) &&
    within(vocab, 10_000)
  );
}

function floatsIn(base64: string): Float32Array<ArrayBuffer> | null {
  try {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    return bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null;
  } catch {
    return null;
  }
}
