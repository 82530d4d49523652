import type { Pocket } from './pocket.ts';

/** Page → training worker. */
export type Order =
  | { readonly kind: 'begin'; readonly text: string; readonly seed: number }
  | { readonly kind: 'run' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'step' }; // one, then it waits

/** Training worker → page: after each single step, and a few times a second while it runs. */
export interface Report {
  readonly pocket: Pocket; // as it is now
  readonly losses: readonly number[]; // of the steps since the last report, nats a character
  readonly running: boolean;
}
