import type { Distribution } from '#lm/sampling.ts';

/** Tokens of neighbouring ranks, taken together. */
export interface Pool {
  readonly from: number; // first rank, 1-based
  readonly to: number; // last rank, 1-based
  readonly start: number; // of its stretch on a strip 100 % long, [0, 1]
  readonly mass: number; // its length there
}

const lastRanks = [1, 10, 100];

/**
 * Where the probability lies, by rank: the first, 2–10, 11–100, and all others. The pools sum to 1 whatever the
 * temperature, so a strip of them stays exactly as long while its borders move.
 */
export function layoutPools(distribution: Distribution): Pool[] {
  const { probabilities, vocabSize, tail } = distribution;
  const pools: Pool[] = [];
  let from = 1;
  let start = 0;
  for (const to of [...lastRanks.filter(last => last < vocabSize), vocabSize]) {
    let mass = to === vocabSize ? tail : 0;
    // From the least likely on: a sum of thousands of tiny numbers must not vanish beside a large one.
    for (let rank = Math.min(to, probabilities.length); rank >= from; rank--)
      mass += probabilities[rank - 1]!;
    pools.push({ from, to, start, mass });
    start += mass;
    from = to + 1;
  }
  return pools;
}
