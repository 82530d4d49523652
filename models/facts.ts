/**
 * The numbers in the notes of ready prompts, models/<id>/prompts.json, computed at the settings a prompt opens with.
 * In a note stands, for instance:
 *
 *     {top:}                 probability of the likeliest token after the prompt
 *     {top:1}                the same after the one token that the prompt's seed draws
 *     {share:| to}           probability of the token “ to” after the prompt
 *     {share: wanted| to}    the same after the prompt and “ wanted”
 */
import type { Engine } from '#engine/engine.ts';
import { uniform } from '#lm/random.ts';
import { type Distribution, defaultParams, distribution, draw } from '#lm/sampling.ts';
import { type Idea, promptOf, quantity } from '../src/app/idea.ts';

/** @throws Error where a note names what is no token of the model */
export async function factsOf(idea: Idea, engine: Engine): Promise<Record<string, number>> {
  const facts: Record<string, number> = {};
  for (const note of Object.values(idea.note)) {
    for (const [, kind, path] of note.matchAll(quantity)) {
      const [after = '', token = ''] = path!.split('|');
      const from = await distributionAfter(idea, after, engine);
      facts[`${kind}:${path}`] = kind === 'top' ? from.probabilities[0]! : shareOf(token, from, engine);
    }
  }
  return facts;
}

async function distributionAfter(idea: Idea, after: string, engine: Engine): Promise<Distribution> {
  const drawn = /^\d+$/.test(after) ? Number(after) : 0;
  const context = engine.encode(promptOf(idea) + (drawn > 0 ? '' : after));
  const params = { ...defaultParams, temperature: idea.temperature, topP: idea.topP ?? null };
  const next = async () =>
    distribution((await engine.predict(context, new AbortController().signal)).prediction, params);
  for (let n = 0; n < drawn; n++) context.push(draw(await next(), uniform(idea.seed, n)).id);
  return next();
}

function shareOf(text: string, { ids, probabilities }: Distribution, engine: Engine): number {
  const tokens = engine.encode(text);
  const rank = tokens.length === 1 ? ids.indexOf(tokens[0]!) : -1;
  if (rank < 0) throw new Error(`“${text}” is not one token`);
  return probabilities[rank]!;
}
