import { chat } from './chat.ts';
import { completions } from './completions.ts';
import type { Dialect } from './dialect.ts';
import { llamaCpp } from './llama-cpp.ts';
import { ollama } from './ollama.ts';
import { vllm } from './vllm.ts';

/** To add a kind of server: one file, one line here, and its place in the orders of `detect.ts`. */
export const dialects = {
  chat,
  completions,
  'llama.cpp': llamaCpp,
  ollama,
  vllm,
} satisfies Record<string, Dialect>;

export type DialectId = keyof typeof dialects;
