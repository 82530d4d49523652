import type { Vocabulary } from '#lm/token.ts';
import type { Lane } from '../lockstep/lockstep.ts';
import { tokensOf } from '../lockstep/written.ts';
import type { RunToken } from '../TokenRun.tsx';

/** A branch in three parts: the end of what all branches share, the token they part at, and what followed. */
export interface BranchText {
  readonly shared: readonly RunToken[];
  readonly first: readonly RunToken[]; // one token
  readonly own: readonly RunToken[];
}

const tail = 12; // tokens of the shared text that stand before every branch: enough to read on from

/** @param fork tokens before the fork; the lane's prompt is one longer */
export function layoutBranch(lane: Lane, fork: number, vocabulary: Vocabulary): BranchText {
  const tokens = tokensOf(lane, vocabulary);
  return {
    shared: tokens.slice(Math.max(0, fork - tail), fork),
    first: tokens.slice(fork, fork + 1),
    own: tokens.slice(fork + 1),
  };
}
