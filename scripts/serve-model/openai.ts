import { BadRequest } from './bad-request.ts';
import { chatPrompt, nextTurn } from './chat-template.ts';
import { type Written, generate } from './generate.ts';
import type { LanguageModel } from './language-model.ts';
import { type Listed, likeliest, listed, lossyText, openAiText } from './listed.ts';
import type { Fields } from './request.ts';

/** What tells OpenAI's own servers and vLLM apart in the same protocol. */
export interface OpenAiLimits {
  readonly mostLogprobs: number; // of /v1/completions
  readonly tokenText: (token: Listed) => string;
}

export const openAiLimits: OpenAiLimits = { mostLogprobs: 5, tokenText: openAiText };
export const vllmLimits: OpenAiLimits = { mostLogprobs: 20, tokenText: lossyText };

const mostChatLogprobs = 20;

/** POST /v1/completions @see https://platform.openai.com/docs/api-reference/completions */
export async function completions(
  model: LanguageModel,
  fields: Fields,
  limits: OpenAiLimits,
): Promise<object> {
  fields.refuseStreaming();
  const count = fields.any('logprobs') === undefined ? null : fields.integer('logprobs', 0, 0, Infinity);
  if (count !== null && count > limits.mostLogprobs) {
    throw new BadRequest(`logprobs is at most ${limits.mostLogprobs}`, 'invalid_value');
  }
  const written = await generate(model, {
    prompt: model.encode(fields.string('prompt', '')),
    tokens: fields.integer('max_tokens', 16, 1, model.spec.contextLength),
    params: fields.sampling(),
    seed: fields.seed(),
    stop: fields.stops(),
  });
  const logprobs = count === null ? null : completionLogprobs(model, written, count, limits);
  return {
    object: 'text_completion',
    model: model.spec.id,
    choices: [{ index: 0, text: written.text, logprobs, finish_reason: written.ended }],
  };
}

function completionLogprobs(
  model: LanguageModel,
  { positions }: Written,
  count: number,
  { tokenText }: OpenAiLimits,
) {
  const drawn = positions.map(({ id, prediction }) => listed(prediction, id, model.vocabulary));
  return {
    tokens: drawn.map(tokenText),
    token_logprobs: drawn.map(({ logprob }) => logprob),
    // The drawn token is listed wherever it ranks, as OpenAI and vLLM do: up to count + 1 entries.
    top_logprobs: positions.map(({ prediction }, n) =>
      Object.fromEntries(
        [...likeliest(prediction, count, model.vocabulary), drawn[n]!].map(token => [
          tokenText(token),
          token.logprob,
        ]),
      ),
    ),
  };
}

/** POST /v1/chat/completions @see https://platform.openai.com/docs/api-reference/chat/create */
export async function chat(model: LanguageModel, fields: Fields): Promise<object> {
  fields.refuseStreaming();
  const count = fields.integer('top_logprobs', 0, 0, mostChatLogprobs);
  const wantsLogprobs = fields.boolean('logprobs', false);
  const written = await generate(model, {
    prompt: model.encode(chatPrompt(fields.any('messages'))),
    tokens: fields.integer(
      'max_completion_tokens',
      fields.integer('max_tokens', 64, 1, Infinity),
      1,
      model.spec.contextLength,
    ),
    params: fields.sampling(),
    seed: fields.seed(),
    stop: [...fields.stops(), ...nextTurn],
  });
  const content = written.positions.map(({ id, prediction }) => ({
    ...chatToken(listed(prediction, id, model.vocabulary)),
    top_logprobs: likeliest(prediction, count, model.vocabulary).map(chatToken),
  }));
  return {
    object: 'chat.completion',
    model: model.spec.id,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: written.text },
        logprobs: wantsLogprobs ? { content } : null,
        finish_reason: written.ended,
      },
    ],
  };
}

/** Chat lists bytes, so part of a character needs no escape. */
export const chatToken = (token: Listed) => ({
  token: lossyText(token),
  bytes: token.special === null ? [...token.bytes] : null,
  logprob: token.logprob,
});
