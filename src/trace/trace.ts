import type { Prediction, TokenId } from '#lm/prediction.ts';
import type { Draw, SamplingParams } from '#lm/sampling.ts';

/** Index into `Trace.steps`. 0 is the prompt. */
export type StepId = number;

/** Which model's numbers these are. Other weights under the same name are another revision. */
export interface ModelRef {
  readonly id: string;
  readonly revision: string;
}

/** Who appended a token, and how. */
export type Choice =
  | {
      readonly by: 'sampler';
      readonly id: TokenId;
      readonly draw: Draw;
      readonly params: SamplingParams;
      readonly seed?: number; // u is a number of its sequence, [0, 2³²); absent where an older file does not say
    }
  | { readonly by: 'reader'; readonly id: TokenId } // forced by pressing a bar
  | CarriedChoice;

/** A token of a run that was written elsewhere. This run has neither drawn it nor was it picked by hand. */
export interface CarriedChoice {
  readonly by: 'carried';
  readonly id: TokenId;
  readonly from: 'link' | ModelRef; // a share link, which does not say how; or the model that wrote it
  readonly draw: Draw | null; // how it was drawn there, u, rank and probability of that model; null: not known
  readonly params: SamplingParams | null; // it was drawn under there; null: not known
}

/** A choice as another run has it, of which this one is the continuation. What was picked by hand stays so. */
export function carriedFrom(from: ModelRef, choice: Choice, id: TokenId = choice.id): Choice {
  if (choice.by === 'reader') return { by: 'reader', id };
  if (choice.by === 'carried') return { ...choice, id };
  return { by: 'carried', id, from, draw: { ...choice.draw, id }, params: choice.params };
}

/** Out of a file; computed on this page; or computed on this page, of which a long run keeps the likeliest tokens. */
export type Source = 'recorded' | 'live' | 'excerpt';

/** One context, and the prediction of what comes after it. */
export interface Step {
  readonly parent: StepId | null; // null: the prompt itself
  readonly choice: Choice | null; // the token that led here; null for the prompt
  readonly prediction: Prediction | null; // null until something has answered
  readonly source: Source | null; // where the prediction came from; null until then
  readonly latencyMs: number | null; // wall time of the forward pass; null until then
}

/**
 * A run and its branches: a memory of the model along the contexts a reader has visited. Steps are append-only, so
 * going back loses nothing, and coming back asks the model again only where a long run has been shortened.
 */
export interface Trace {
  readonly model: ModelRef;
  readonly prompt: readonly TokenId[]; // may be only the end-of-text token, for an empty prompt
  readonly steps: readonly Step[]; // steps[0] is the prompt
  readonly head: StepId; // end of the line being followed; walking forward goes towards it
}

/** A run that has only its prompt. */
export function emptyTrace(model: ModelRef, prompt: readonly TokenId[]): Trace {
  const root: Step = { parent: null, choice: null, prediction: null, source: null, latencyMs: null };
  return { model, prompt, steps: [root], head: 0 };
}

/**
 * @throws RangeError if there is no such step
 */
export function stepAt(trace: Trace, id: StepId): Step {
  const step = trace.steps[id];
  if (step === undefined) throw new RangeError(`step ${id} of a trace of ${trace.steps.length}`);
  return step;
}

/** Steps from the prompt to `id`, both included. */
export function pathTo(trace: Trace, id: StepId): StepId[] {
  const path: StepId[] = [];
  for (let at: StepId | null = id; at !== null; at = stepAt(trace, at).parent) path.push(at);
  return path.reverse();
}

/** Tokens generated before the step: 0 for the prompt. Also the index of the draw that follows it. */
export const depthOf = (trace: Trace, id: StepId): number => pathTo(trace, id).length - 1;

/** Token ids the model reads at a step: the prompt and everything appended on the way there. */
export function contextAt(trace: Trace, id: StepId): TokenId[] {
  const appended = pathTo(trace, id).slice(1);
  return [...trace.prompt, ...appended.map(step => stepAt(trace, step).choice!.id)];
}

/** The last `count` token ids of a step's context, or all where it is shorter: no more work for a long story. */
export function lastTokens(trace: Trace, id: StepId, count: number): TokenId[] {
  const tokens: TokenId[] = [];
  for (let step = stepAt(trace, id); tokens.length < count && step.parent !== null;) {
    tokens.unshift(step.choice!.id);
    step = stepAt(trace, step.parent);
  }
  const missing = count - tokens.length;
  return missing === 0 ? tokens : [...trace.prompt.slice(-missing), ...tokens];
}

/** Steps that continue `id`, oldest first. More than one: the run forks here. */
export function childrenOf(trace: Trace, id: StepId): StepId[] {
  const children: StepId[] = [];
  trace.steps.forEach((step, child) => step.parent === id && children.push(child));
  return children;
}

/** The child of `id` on the line to `head`; null at the head, or away from the line. */
export function nextOnLine(trace: Trace, id: StepId): StepId | null {
  for (let at = trace.head; at !== id;) {
    const { parent } = stepAt(trace, at);
    if (parent === null) return null;
    if (parent === id) return at;
    at = parent;
  }
  return null;
}

/** The end of the line that passes through `id`: the head if it does, else down the newest children. */
export function endOfLine(trace: Trace, id: StepId): StepId {
  if (pathTo(trace, trace.head).includes(id)) return trace.head;
  let end = id;
  for (let children = childrenOf(trace, end); children.length > 0; children = childrenOf(trace, end)) {
    end = children[children.length - 1]!;
  }
  return end;
}

/** Writes an answer into a step. */
export function withPrediction(
  trace: Trace,
  id: StepId,
  answer: { prediction: Prediction; latencyMs: number | null; source: 'recorded' | 'live' },
): Trace {
  const step = stepAt(trace, id);
  return { ...trace, steps: trace.steps.with(id, { ...step, ...answer }) };
}

/**
 * Follows a choice: to the child that already holds the same token, else to a new one. The line then leads there.
 * The record says how the token was chosen last: another draw of the same token, or a press on it, replaces the first.
 * What followed a draw stays ahead only where it is that very draw again.
 */
export function follow(trace: Trace, id: StepId, choice: Choice): { trace: Trace; step: StepId } {
  const known = childrenOf(trace, id).find(child => stepAt(trace, child).choice!.id === choice.id);
  if (known !== undefined) {
    const step = stepAt(trace, known);
    const drawnAnew =
      step.choice!.by === 'sampler' && choice.by === 'sampler' && !areSame(step.choice!, choice);
    const head = drawnAnew ? known : endOfLine(trace, known);
    const steps = step.choice === choice ? trace.steps : trace.steps.with(known, { ...step, choice });
    return { trace: { ...trace, steps, head }, step: known };
  }
  const step: Step = { parent: id, choice, prediction: null, source: null, latencyMs: null };
  const child = trace.steps.length;
  return { trace: { ...trace, steps: [...trace.steps, step], head: child }, step: child };
}

/** Whether two draws are one: the same number on the strip under the same settings. */
function areSame(a: Sampled, b: Sampled): boolean {
  const settings = ['temperature', 'topK', 'topP', 'minP'] as const;
  return a.draw.u === b.draw.u && settings.every(name => a.params[name] === b.params[name]);
}

type Sampled = Extract<Choice, { by: 'sampler' }>;
