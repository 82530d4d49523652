import type { SamplingParams } from '#lm/sampling.ts';
import { BadRequest } from './bad-request.ts';

/** A request's JSON object, read field by field. Absent fields and null take the default. */
export class Fields {
  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** @throws BadRequest unless the body is a JSON object */
  static parse(body: string): Fields {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      throw new BadRequest('the body is not JSON', 'invalid_json');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new BadRequest('the body is not a JSON object', 'invalid_json');
    }
    return new Fields(value as Record<string, unknown>);
  }

  any(name: string): unknown {
    return this.fields[name] ?? undefined;
  }

  /** @throws BadRequest unless it is a finite number in [low, high] */
  number(name: string, absent: number, low: number, high: number): number {
    const value = this.any(name) ?? absent;
    if (typeof value !== 'number' || !(value >= low && value <= high)) {
      throw new BadRequest(`${name} is a number from ${low} to ${high}`, 'invalid_value');
    }
    return value;
  }

  /** @throws BadRequest unless it is an integer in [low, high] */
  integer(name: string, absent: number, low: number, high: number): number {
    const value = this.number(name, absent, low, high);
    if (!Number.isInteger(value)) throw new BadRequest(`${name} is an integer`, 'invalid_value');
    return value;
  }

  boolean(name: string, absent: boolean): boolean {
    const value = this.any(name) ?? absent;
    if (typeof value !== 'boolean') throw new BadRequest(`${name} is true or false`, 'invalid_value');
    return value;
  }

  string(name: string, absent: string): string {
    const value = this.any(name) ?? absent;
    if (typeof value !== 'string') throw new BadRequest(`${name} is a string`, 'invalid_value');
    return value;
  }

  /** A nested object; empty when absent. */
  object(name: string): Fields {
    const value = this.any(name) ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw new BadRequest(`${name} is an object`, 'invalid_value');
    }
    return new Fields(value as Record<string, unknown>);
  }

  /** Stop strings: one, or a list of at most 16. */
  stops(): string[] {
    const value = this.any('stop') ?? [];
    const list = Array.isArray(value) ? value : [value];
    if (list.length > 16 || !list.every(stop => typeof stop === 'string' && stop !== '')) {
      throw new BadRequest('stop is a string or a list of at most 16', 'invalid_value');
    }
    return list as string[];
  }

  sampling(): SamplingParams {
    const topK = this.integer('top_k', 0, -1, 1_000_000);
    return {
      temperature: this.number('temperature', 1, 0, 100),
      topK: topK <= 0 ? null : topK,
      topP: this.number('top_p', 1, 0, 1) || null,
      minP: this.number('min_p', 0, 0, 1) || null,
    };
  }

  /** A seed; a new one each time when none is given, as every server does. */
  seed(): number {
    const seed = this.integer('seed', -1, -1, 2 ** 32 - 1);
    return seed === -1 ? Math.floor(Math.random() * 2 ** 32) : seed;
  }

  /** @throws BadRequest when asked for what this server does not do */
  refuseStreaming(): void {
    if (this.boolean('stream', false))
      throw new BadRequest('this server does not stream; set stream to false', 'unsupported');
  }
}
