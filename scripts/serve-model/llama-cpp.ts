import type { TokenId } from '#lm/prediction.ts';
import { BadRequest } from './bad-request.ts';
import { type Written, generate } from './generate.ts';
import type { LanguageModel } from './language-model.ts';
import { type Listed, likeliest, listed, lossyText } from './listed.ts';
import type { Fields } from './request.ts';

/** POST /completion @see https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#post-completion */
export async function completion(model: LanguageModel, fields: Fields): Promise<object> {
  fields.refuseStreaming();
  const count = fields.integer('n_probs', 0, 0, Infinity);
  const written = await generate(model, {
    prompt: promptIds(model, fields.any('prompt')),
    tokens: fields.integer('n_predict', 128, 1, model.spec.contextLength),
    params: fields.sampling(),
    seed: fields.seed(),
    stop: fields.stops(),
  });
  return {
    content: written.text,
    stop: true,
    stop_type: written.ended === 'length' ? 'limit' : 'eos',
    model: model.spec.id,
    ...(count > 0 && { completion_probabilities: probabilities(model, written, count) }),
  };
}

function probabilities(model: LanguageModel, { positions }: Written, count: number) {
  return positions.map(({ id, prediction }) => ({
    ...token(listed(prediction, id, model.vocabulary)),
    top_logprobs: likeliest(prediction, count, model.vocabulary).map(token),
  }));
}

/** llama.cpp writes special tokens as empty text unless it was started with --special: only the id tells them. */
const token = (token: Listed) => ({
  id: token.id,
  token: token.special === null ? lossyText(token) : '',
  bytes: [...token.bytes],
  logprob: token.logprob,
});

/** A string, or strings and token ids mixed. */
function promptIds(model: LanguageModel, prompt: unknown): TokenId[] {
  const parts = Array.isArray(prompt) ? prompt : [prompt ?? ''];
  return parts.flatMap(part => {
    if (typeof part === 'string') return model.encode(part);
    if (Number.isInteger(part) && part >= 0 && part < model.vocabulary.size) return [part as TokenId];
    throw new BadRequest('prompt is a string, or a list of strings and token ids', 'invalid_value');
  });
}

/** POST /tokenize */
export function tokenize(model: LanguageModel, fields: Fields): object {
  const content = fields.string('content', '');
  const { endOfText } = model.spec;
  const isMark =
    fields.boolean('parse_special', false) &&
    endOfText !== null &&
    content === model.vocabulary.special(endOfText);
  return { tokens: isMark ? [endOfText] : model.encode(content) };
}

/** GET /props */
export function props(model: LanguageModel): object {
  const { contextLength, endOfText } = model.spec;
  return {
    default_generation_settings: { n_ctx: contextLength },
    total_slots: 1,
    model_alias: model.spec.id,
    eos_token: endOfText === null ? '' : model.vocabulary.special(endOfText),
  };
}
