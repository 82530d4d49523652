/** 1 in 3,000: what a percentage with one decimal can no longer say. */
export const oneIn = (p: number): number => Number((1 / p).toPrecision(2));
