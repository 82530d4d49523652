/**
 * Philox2x32-10, a counter-based random function: the n-th number of a seed depends on nothing but the seed and n,
 * so the fifth draw of seed 7 is the same whether it is reached by playing, by jumping or through a link.
 *
 * @see Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", §3.3; test vectors of Random123
 */
export function philox2x32(counter0: number, counter1: number, key: number): [number, number] {
  let x0 = counter0 >>> 0;
  let x1 = counter1 >>> 0;
  let k = key >>> 0;
  for (let round = 0; round < 10; round++) {
    const [high, low] = multiply32(0xd256d193, x0);
    x0 = (high ^ k ^ x1) >>> 0;
    x1 = low;
    k = (k + 0x9e3779b9) >>> 0;
  }
  return [x0, x1];
}

/**
 * The n-th uniform number of a seed.
 *
 * @param seed integer in [0, 2³²)
 * @param n index of the draw, 0, 1, 2 …: the number of tokens generated before it
 * @param stream independent sequences under one seed, e.g. one for the story and one for "draw it a hundred times"
 * @returns u in [0, 1) with 53 random bits
 */
export function uniform(seed: number, n: number, stream = 0): number {
  const [a, b] = philox2x32(n, stream, seed);
  return ((a >>> 5) * 0x4000000 + (b >>> 6)) / 0x20000000000000;
}

/** Product of two unsigned 32-bit integers as [high, low] words; a plain product would lose bits beyond 2⁵³. */
function multiply32(a: number, b: number): [number, number] {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16); // < 2³², no overflow in a double
  const middle2 = aLow * bHigh + (middle & 0xffff);
  const high = aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(middle2 / 0x10000);
  return [high >>> 0, Math.imul(a, b) >>> 0];
}
