import type { TokenId } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import { type Choice, type ModelRef, type StepId, type Trace, emptyTrace, pathTo, stepAt } from './trace.ts';

/**
 * A run as parameters of an address: what cannot be recomputed, in a form a person can read. Predictions are left out;
 * the model at the other end computes them again as the reader walks.
 */
export interface RunLink {
  readonly model: ModelRef; // revision '' when the link does not say
  readonly prompt: string;
  readonly seed: number; // [0, 2³²)
  readonly params: SamplingParams;
  readonly choices: readonly Choice[]; // from the prompt to the end of the line
  readonly at: number; // tokens appended at the moment shown, 0 … choices.length
}

/** Tokens after a prompt, and how many of them stand on the stage: of a link, or of a run that another model goes on from. */
export type LinkedLine = Pick<RunLink, 'choices' | 'at'>;

/** Longest line a link carries: addresses beyond some 8,000 characters are cut by servers and messengers. */
export const longestLine = 1500;

/** Why an address is not a run. The reader is told once; the parameter's name is shown. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
  }
}

/** The line being followed, as a link carries it. */
export function linkOf(
  trace: Trace,
  at: StepId,
  head: StepId,
  run: Pick<RunLink, 'prompt' | 'seed' | 'params'>,
): RunLink {
  const line = pathTo(trace, head).slice(1).slice(0, longestLine);
  const choices = line.map(step => stepAt(trace, step).choice!);
  return { ...run, model: trace.model, choices, at: Math.min(pathTo(trace, at).length - 1, choices.length) };
}

/**
 * Writes tokens as the `run` and `at` of an address: `run=7a.b!.4f&at=2`. Ids are in base 36; `!` marks one that was
 * picked by hand.
 * Without tokens there is nothing to say.
 */
export function writeLine({ choices, at }: LinkedLine): { run?: string; at?: string } {
  if (choices.length === 0) return {};
  return {
    run: choices.map(({ id, by }) => id.toString(36) + (by === 'reader' ? '!' : '')).join('.'),
    at: String(at),
  };
}

/**
 * Reads the `run` and `at` of an address; the other parameters are the page's own and read with its options. Of a token
 * that was not picked by hand a link says only that it came next.
 *
 * @returns null when the address carries no run
 * @throws LinkError for anything that `writeLine` does not write
 */
export function readLine(query: URLSearchParams): LinkedLine | null {
  const run = query.get('run');
  if (run === null) return null;
  const parts = run.split('.');
  if (parts.length > longestLine)
    throw new LinkError('run', `a run of ${parts.length} tokens; ${longestLine} at most`);
  const choices = parts.map((part): Choice => {
    const match = /^([0-9a-z]{1,4})(!?)$/.exec(part);
    if (match === null) throw new LinkError('run', `no token: ${part.slice(0, 12)}`);
    const id = parseInt(match[1]!, 36);
    return match[2] === '!'
      ? { by: 'reader', id }
      : { by: 'carried', id, from: 'link', draw: null, params: null };
  });
  const written = query.get('at');
  const at = written === null ? choices.length : /^\d{1,5}$/.test(written) ? Number(written) : NaN;
  if (!(at <= choices.length)) throw new LinkError('at', `at ${written} of a run of ${choices.length}`);
  return { choices, at };
}

/**
 * Lays out a line of tokens for a model to fill in.
 *
 * @param prompt the link's prompt in this model's tokens
 * @throws LinkError when a token is not in the vocabulary: the link was made for another model
 */
export function traceOf(
  choices: readonly Choice[],
  model: ModelRef,
  prompt: readonly TokenId[],
  vocabSize: number,
): Trace {
  const root = emptyTrace(model, prompt);
  const steps = choices.map((choice, parent) => {
    if (choice.id >= vocabSize)
      throw new LinkError('run', `token ${choice.id} of a vocabulary of ${vocabSize}`);
    return { parent, choice, prediction: null, source: null, latencyMs: null };
  });
  return { ...root, steps: [...root.steps, ...steps], head: steps.length };
}
