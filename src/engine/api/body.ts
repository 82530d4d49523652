import { EngineError } from '../engine.ts';
import { parseJson } from './json.ts';

const mostBytes = 4 * 1024 * 1024; // 100 candidates take 20 kB, a long list of models 1 MB

/**
 * Reads an answer as JSON, and no more of it than any honest one holds.
 *
 * @returns undefined when it is not JSON
 * @throws EngineError 'nonsense' when it is longer than 4 MiB
 */
export async function readBody(response: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    length += part.value.length;
    if (length > mostBytes) {
      await reader!.cancel();
      throw new EngineError('nonsense', 'the answer is longer than 4 MiB');
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  try {
    return parseJson(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
