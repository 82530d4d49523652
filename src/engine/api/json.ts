import { EngineError } from '../engine.ts';

/**
 * Reading of a server's JSON without trusting it. Each function names the place of a value that is not what the
 * protocol says, never the value itself: a hostile answer may echo a key.
 */

/** @throws EngineError 'nonsense' unless the value is an object (not an array, not null) */
export function asObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unlike(place, 'an object');
  return value as Record<string, unknown>;
}

/**
 * @param most longest list the protocol can mean; an endless one would freeze the page
 * @throws EngineError 'nonsense' unless the value is an array of at most `most` values
 */
export function asArray(value: unknown, place: string, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw unlike(place, `an array of at most ${most}`);
  return value;
}

/** @throws EngineError 'nonsense' unless the value is a string of at most `most` UTF-16 units */
export function asString(value: unknown, place: string, most: number): string {
  if (typeof value !== 'string' || value.length > most) throw unlike(place, `a string of at most ${most}`);
  return value;
}

/** @throws EngineError 'nonsense' unless the value is a finite number */
export function asNumber(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unlike(place, 'a finite number');
  return value;
}

/** @throws EngineError 'nonsense' unless the value is an integer in [0, 255] */
export function asByte(value: unknown, place: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 255)
    throw unlike(place, 'a byte');
  return value as number;
}

/** JSON as servers write it: −∞ and NaN, which Python's json module prints bare, become null. @throws SyntaxError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const values = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;
    return JSON.parse(text.replace(values, value => (value.startsWith('"') ? value : 'null')));
  }
}

/** A positive integer, or null for anything else: for facts a server may leave out. */
export const positiveInteger = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

/** A property of what may not be an object: for facts a server may leave out. */
export const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

const unlike = (place: string, expected: string): EngineError =>
  new EngineError('nonsense', `the server's ${place} is not ${expected}`);
