import type { LanguageModel } from './language-model.ts';
import { completion, props, tokenize } from './llama-cpp.ts';
import { generateEndpoint, show } from './ollama.ts';
import { chat, completions, openAiLimits, vllmLimits } from './openai.ts';
import type { Fields } from './request.ts';

/** Answers one request with JSON. @throws BadRequest */
export type Route = (model: LanguageModel, fields: Fields) => object | Promise<object>;

/** "POST /v1/completions" → route. */
export type Routes = Readonly<Record<string, Route>>;

const listing =
  (about: (model: LanguageModel) => object): Route =>
  model => ({ object: 'list', data: [{ id: model.spec.id, object: 'model', ...about(model) }] });

const openAi: Routes = {
  'GET /v1/models': listing(() => ({ owned_by: 'openai' })),
  'POST /v1/chat/completions': chat,
  'POST /v1/completions': (model, fields) => completions(model, fields, openAiLimits),
};

const llamaCppOnly: Routes = {
  'GET /props': props,
  'POST /completion': completion,
  'POST /tokenize': tokenize,
};

const ollamaOnly: Routes = {
  'POST /api/generate': generateEndpoint,
  'POST /api/show': show,
};

/** The kinds of server that can be stood in for. `all` answers in every way at once, is the default, and says of itself that
 * it is none of them. */
export const kinds = {
  all: {
    ...openAi,
    ...llamaCppOnly,
    ...ollamaOnly,
    'GET /v1/models': listing(() => ({ owned_by: 'next-token' })),
    'POST /v1/completions': (model, fields) =>
      completions(model, fields, { ...openAiLimits, mostLogprobs: 100 }),
  },
  chat: { 'GET /v1/models': openAi['GET /v1/models']!, 'POST /v1/chat/completions': chat },
  'llama.cpp': {
    ...llamaCppOnly,
    'GET /v1/models': listing(({ spec }) => ({
      owned_by: 'llamacpp',
      meta: {
        n_vocab: spec.vocabSize,
        n_ctx_train: spec.contextLength,
        n_embd: spec.embedding,
        n_params: spec.parameters,
      },
    })),
    'POST /v1/chat/completions': chat,
  },
  ollama: {
    ...ollamaOnly,
    'GET /api/version': () => ({ version: '0.13.0' }),
    'GET /v1/models': listing(() => ({ owned_by: 'library' })),
  },
  openai: openAi,
  vllm: {
    'GET /v1/models': listing(({ spec }) => ({ owned_by: 'vllm', max_model_len: spec.contextLength })),
    'POST /v1/chat/completions': chat,
    'POST /v1/completions': (model, fields) => completions(model, fields, vllmLimits),
  },
} satisfies Record<string, Routes>;

export type Kind = keyof typeof kinds;
