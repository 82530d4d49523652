/**
 * What a distribution is, written a second time and without a line of the page's own code: double precision throughout,
 * sets instead of prefixes, the settings in the order in which Hugging Face's generate applies them.
 */
export interface Settings {
  readonly temperature: number; // > 0
  readonly topK: number | null;
  readonly topP: number | null;
  readonly minP: number | null;
}

/** Softmax of scores; −∞ has no part in it. */
export function softmax(scores: readonly number[]): number[] {
  const largest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = scores.map(score => Math.exp(score - largest));
  const sum = [...powers].sort((a, b) => a - b).reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
}

/** @returns [V] probabilities by token id */
export function referenceOf(logits: readonly number[], settings: Settings): number[] {
  const { temperature, topK, topP, minP } = settings;
  let scores = logits.map(logit => logit / temperature);
  if (topK !== null) {
    const border = [...scores].sort((a, b) => b - a)[Math.min(topK, scores.length) - 1]!;
    scores = scores.map(score => (score < border ? -Infinity : score));
  }
  if (topP !== null && topP < 1) {
    const p = softmax(scores);
    const order = [...p.keys()].sort((a, b) => p[b]! - p[a]! || a - b);
    const kept = new Set<number>();
    let mass = 0;
    for (const id of order) {
      if (kept.size > 0 && mass >= topP) break;
      kept.add(id);
      mass += p[id]!;
    }
    scores = scores.map((score, id) => (kept.has(id) ? score : -Infinity));
  }
  if (minP !== null && minP > 0) {
    const p = softmax(scores);
    const border = minP * Math.max(...p);
    scores = scores.map((score, id) => (p[id]! < border ? -Infinity : score));
  }
  return softmax(scores);
}

/** Shannon's entropy, bits. */
export const entropyOf = (p: readonly number[]): number =>
  p.reduce((bits, x) => (x > 0 ? bits - x * Math.log2(x) : bits), 0);
