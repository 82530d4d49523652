import type { SamplingParams } from '#lm/sampling.ts';

/**
 * What a picture that plays can be asked to do. Keys, clicker and host page ask it of the transport on view and of
 * nothing else, so that they do the same in every picture. What is missing cannot be done there.
 */
export interface Transport {
  readonly isPlaying?: () => boolean;
  readonly next?: () => void; // one token; of what plays, one more and then a pause
  readonly step?: () => void; // one beat; where a picture has none, a token
  readonly play?: () => void;
  readonly pause?: () => void;
  readonly back?: () => void;
  readonly reset?: () => void;
  readonly choose?: (rank: number) => void; // the token of that rank, 0-based, in place of a draw
  readonly temperature?: () => number;
  readonly setParams?: (params: Partial<SamplingParams>) => void;
  readonly setSeed?: (seed: number) => void; // [0, 2³²)
  readonly setPrompt?: (text: string) => void;
  readonly turnPage?: () => void; // the sheet with the system prompt, down or up
}

/** Where the transport of the picture on view is found. */
export interface TransportSlot {
  current: Transport | null;
}
