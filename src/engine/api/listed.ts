import { EngineError } from '../engine.ts';
import { asArray, asByte, asNumber, asString } from './json.ts';
import { type Candidate, type Convention, type Listed, tokenOf } from './token.ts';

/** One entry of a list of candidates, as JSON gave it. */
export interface Entry {
  readonly name: unknown;
  readonly bytes?: unknown; // integers in [0, 255]; null or absent where the server gives none
  readonly id?: unknown; // the server's own; absent where it gives none
  readonly logprob: unknown; // null: too unlikely for JSON, which has no −∞
}

/** What the server itself drew and says beside the list; each is absent where it says nothing. */
export interface Drawn {
  readonly name?: unknown; // as tokens are listed
  readonly bytes?: unknown;
  readonly id?: unknown;
  readonly text?: unknown; // as it stands in the reply
}

const longestToken = 1000; // UTF-16 units or bytes; the longest of real vocabularies are about 130 spaces

/**
 * The candidates of a list. How the server writes its tokens is taken from the whole list and from what it drew: one
 * name alone does not tell a space written as ▁ from a ▁ in the text.
 *
 * @throws EngineError 'no-logprobs' when tokens are named by number; 'nonsense' when the reply contradicts itself, or
 *   holds values the protocol does not
 */
export function candidatesOf(entries: readonly Entry[], drawn: Drawn, place: string): readonly Candidate[] {
  const listed = entries.map(entry => ({ ...readListed(entry, place), logprob: entry.logprob }));
  const names = listed.map(({ name }) => name);
  const name = typeof drawn.name === 'string' ? drawn.name : null;
  const text = typeof drawn.text === 'string' ? drawn.text : null;
  if (areNumbers(names, name, text))
    throw new EngineError(
      'no-logprobs',
      'this server names tokens by number and does not say how they are spelled',
    );
  const convention = conventionOf(names, name, text);
  if (contradicts(listed, drawn) || (convention === 'text' && losesSpaces(names, name, text)))
    throw new EngineError(
      'nonsense',
      'the server spells one token in two ways, so its spaces cannot be trusted',
    );
  return listed
    .filter(({ logprob }) => logprob !== null)
    .map(each => ({ token: tokenOf(each, convention), logprob: asNumber(each.logprob, place) }));
}

function readListed({ name, bytes, id }: Entry | Drawn, place: string): Listed {
  const list = bytes === null || bytes === undefined ? null : asArray(bytes, `${place}.bytes`, longestToken);
  return {
    name: asString(name, `${place}.token`, longestToken * 4),
    bytes: list && Uint8Array.from(list, byte => asByte(byte, `${place}.bytes`)),
    serverId: Number.isInteger(id) ? (id as number) : null,
  };
}

/** vLLM started with --return-tokens-as-token-ids, and servers that give bare ids. Digits alone may also be text. */
function areNumbers(names: readonly string[], drawn: string | null, text: string | null): boolean {
  if (names.length === 0) return false;
  if (names.every(name => /^token_id:\d+$/.test(name))) return true;
  return (
    names.every(name => /^\d+$/.test(name)) &&
    drawn !== null &&
    text !== null &&
    names.includes(drawn) &&
    !names.includes(text.trim())
  );
}

function conventionOf(names: readonly string[], drawn: string | null, text: string | null): Convention {
  const all = drawn === null ? names : [...names, drawn];
  const count = (pattern: RegExp) => names.filter(name => pattern.test(name)).length;
  const reads = (asText: (name: string) => string) =>
    drawn !== null &&
    text !== null &&
    drawn !== text &&
    text !== '' &&
    asText(drawn).trimStart() === text.trimStart();
  if (all.some(name => name.includes('▁'))) {
    const signs = count(/^▁/) + count(/^<0x[0-9a-f]{2}>$/i);
    if (signs > 1 || reads(name => name.replaceAll('▁', ' '))) return 'sentencepiece';
  }
  // Ġ is a space and Ċ a line break; Maltese words that begin with the letter Ġ come beside names with real spaces.
  if (all.some(name => /[ĠĊ]/.test(name)) && !all.some(name => /\s/.test(name))) {
    if (count(/^[ĠĊ]/) > 1 || reads(name => name.replaceAll('Ġ', ' ').replaceAll('Ċ', '\n')))
      return 'byte-level';
  }
  return 'text';
}

/** One id with two spellings. */
function contradicts(listed: readonly Listed[], drawn: Drawn): boolean {
  const same = Number.isInteger(drawn.id) ? listed.find(({ serverId }) => serverId === drawn.id) : undefined;
  if (same === undefined || typeof drawn.name !== 'string') return false;
  const own = tokenOf(readListed(drawn, 'drawn token'));
  const other = tokenOf(same);
  return own !== null && other !== null && own.bytes.join() !== other.bytes.join();
}

/** What was drawn begins with a space, and in the list the same word has none, as all others. */
function losesSpaces(names: readonly string[], drawn: string | null, text: string | null): boolean {
  const spaced = [drawn, text].filter(word => word !== null && /^ \S/.test(word)) as string[];
  return (
    names.length > 1 &&
    !names.some(name => /^\s/.test(name)) &&
    spaced.some(word => names.includes(word.trimStart()))
  );
}
