import { BigramEngine, type Bigrams } from '#engine/bigram.ts';
import type { TokenId } from '#lm/prediction.ts';
import { textOf } from '#lm/token.ts';
import type { Lab, Labs } from '#views/lab.ts';

/** A lab over the bigram model that writes down which texts it was given. */
export function bigramLab(bigrams: Bigrams, id = 'bigram'): Lab & { readonly given: string[] } {
  const engine = new BigramEngine(bigrams, 512);
  const given: string[] = [];
  const never = new AbortController().signal;
  return {
    given,
    model: { id, revision: '00000000', layers: 0, heads: 0, parameters: null },
    contextLength: engine.contextLength,
    endOfText: engine.endOfText,
    vocabulary: engine.vocabulary,
    encode: text => engine.encode(text),
    async predict(context: readonly TokenId[], signal = never) {
      given.push(textOf(context, engine.vocabulary));
      return (await engine.predict(context, signal)).prediction;
    },
    inspect: null,
  };
}

export const labsOf = (...labs: readonly Lab[]): Labs => ({
  available: labs.map(lab => lab.model.id),
  open: async id => labs.find(lab => lab.model.id === id)!,
});

/** Every word of a text as a token of its own, followed by nothing unless `next` says so. */
export function bigramsOf(texts: readonly string[], next: Bigrams): Bigrams {
  const words = texts.flatMap(text => text.match(/\n\n|\n| ?[^\s]+/g) ?? []);
  return { ...Object.fromEntries(words.map(word => [word, {}])), ...next };
}
