import { generate } from './generate.ts';
import type { LanguageModel } from './language-model.ts';
import { likeliest, listed } from './listed.ts';
import { chatToken } from './openai.ts';
import type { Fields } from './request.ts';

/** POST /api/generate, as if always raw: these models have no template. @see https://github.com/ollama/ollama/blob/main/docs/api.md */
export async function generateEndpoint(model: LanguageModel, fields: Fields): Promise<object> {
  fields.refuseStreaming();
  const options = fields.object('options');
  const count = fields.integer('top_logprobs', 0, 0, 20);
  const written = await generate(model, {
    prompt: model.encode(fields.string('prompt', '')),
    tokens: options.integer('num_predict', 128, 1, model.spec.contextLength),
    params: options.sampling(),
    seed: options.seed(),
    stop: options.stops(),
  });
  // Ollama stops at the end-of-text token before it comes to the probabilities.
  const shown = written.positions.filter(({ id }) => id !== model.spec.endOfText);
  const logprobs = shown.map(({ id, prediction }) => ({
    ...chatToken(listed(prediction, id, model.vocabulary)),
    top_logprobs: likeliest(prediction, count, model.vocabulary).map(chatToken),
  }));
  return {
    model: model.spec.id,
    response: written.text,
    done: true,
    done_reason: written.ended,
    ...(fields.boolean('logprobs', false) && logprobs.length > 0 && { logprobs }),
  };
}

/** POST /api/show */
export const show = ({ spec }: LanguageModel): object => ({
  details: { family: spec.family, format: 'onnx' },
  model_info: {
    'general.architecture': spec.family,
    'general.parameter_count': spec.parameters,
    [`${spec.family}.context_length`]: spec.contextLength,
    [`${spec.family}.vocab_size`]: spec.vocabSize,
  },
});
