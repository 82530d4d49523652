/** Settings of a draw; null switches one off. A number outside its range is ignored, with all beside it. */
export interface NextTokenParams {
  readonly temperature?: number; // 0 … 5; 0 always takes the likeliest token
  readonly topK?: number | null; // ≥ 1
  readonly topP?: number | null; // 0.01 … 1
  readonly minP?: number | null; // 0 … 1
}

/** Where an embed stands. */
export interface NextTokenState {
  readonly phase: string; // loading, ready, predicting, predicted, sampled or failed
  readonly source: 'recorded' | 'live';
  readonly model: string;
  readonly text: string; // so far
  readonly tokens: number; // appended after the prompt
}

/** A token that was appended. */
export interface NextTokenStep {
  readonly token: string;
  readonly rank: number | null; // 1 is the likeliest; null where a reader chose it
  readonly probability: number | null; // after the settings; null where a reader chose it
}

export interface NextTokenEventMap {
  ready: CustomEvent<null>;
  state: CustomEvent<NextTokenState>;
  step: CustomEvent<NextTokenStep>;
  /** A code of the page (see README.md), or `not-loaded`: the frame has not come within half a minute. */
  error: CustomEvent<{ readonly code: string }>;
}

/** `<next-token>`. Methods called before the frame is there wait for it, and load it. */
export interface NextTokenElement extends HTMLElement {
  readonly state: NextTokenState | null;
  next(): void;
  step(): void;
  play(): void;
  pause(): void;
  back(): void;
  reset(): void;
  /** At most 100,000 characters. For the stage; a figure of the lesson has a text of its own. */
  setPrompt(prompt: string): void;
  /** @param seed 0 … 4294967295 */
  setParams(params: NextTokenParams, seed?: number): void;
  addEventListener<K extends keyof NextTokenEventMap>(
    type: K,
    listener: (this: NextTokenElement, event: NextTokenEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'next-token': NextTokenElement;
  }
}
