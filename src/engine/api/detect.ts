import { EngineError } from '../engine.ts';
import type { DialectId } from './dialects.ts';
import { asArray, asObject, asString, property } from './json.ts';
import { Refusal } from './refusal.ts';
import type { Transport } from './transport.ts';

/** What a server lists, and what it seems to be. */
export interface Listing {
  readonly server: Server;
  readonly models: readonly string[]; // names, as the server orders them; [] when it lists none
}

export type Server = 'llama.cpp' | 'ollama' | 'vllm' | 'unknown';

/**
 * The ways to ask each kind of server, best first: those that continue the text itself and list the most candidates
 * come before chat, which cannot do the first.
 */
export const dialectOrder: Readonly<Record<Server, readonly DialectId[]>> = {
  'llama.cpp': ['llama.cpp', 'completions', 'chat'],
  ollama: ['ollama', 'completions', 'chat'],
  vllm: ['vllm', 'chat'],
  unknown: ['completions', 'chat', 'llama.cpp', 'ollama'],
};

/**
 * Reads `/v1/models`, which every one of these servers has and which says who answers.
 *
 * @throws EngineError when the server cannot be reached or refuses the key; a server without a list is no error
 */
export async function listingOf(transport: Transport, signal: AbortSignal): Promise<Listing> {
  const answer = await transport.get({ base: 'v1', path: '/models' }, signal).catch(error => {
    if (error instanceof Refusal && error.elsewhere) return null;
    throw error;
  });
  const entries = answer === null ? [] : entriesOf(answer);
  const models = entries.map(entry => {
    const id = typeof entry === 'string' ? entry : (property(entry, 'id') ?? property(entry, 'name'));
    return asString(id, 'data[].id', 500);
  });
  const owners = new Set(entries.map(entry => property(entry, 'owned_by')));
  if (owners.has('llamacpp')) return { server: 'llama.cpp', models };
  if (owners.has('vllm')) return { server: 'vllm', models };
  // Ollama names the namespace of a model as its owner: 'library', or whoever published it.
  const version = await transport.get({ base: 'root', path: '/api/version' }, signal).catch(ignoreRefusal);
  if (typeof property(version, 'version') === 'string') return { server: 'ollama', models };
  return { server: 'unknown', models };
}

/** `{data: […]}`; some servers give the list bare, or under the name that Ollama's own list has. */
function entriesOf(answer: unknown): readonly unknown[] {
  const list = Array.isArray(answer)
    ? answer
    : (property(answer, 'data') ?? property(answer, 'models') ?? []);
  if (!Array.isArray(answer)) asObject(answer, 'list of models');
  return asArray(list, 'data', 20000);
}

function ignoreRefusal(error: unknown): null {
  if (error instanceof EngineError) return null;
  throw error;
}
