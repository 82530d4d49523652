import { EngineError, type EngineErrorCode } from '../engine.ts';
import { property } from './json.ts';

/** An answer with an HTTP status that is not success. */
export class Refusal extends EngineError {
  constructor(
    code: EngineErrorCode,
    message: string,
    readonly status: number,
    readonly parameter: string | null = null, // the one it does not know, where it names one
  ) {
    super(code, message);
  }

  /** Whether another way of asking the same server may still work: no such endpoint, or not like this. */
  get elsewhere(): boolean {
    return this.code !== 'unauthorized' && [400, 404, 405, 415, 422, 501].includes(this.status);
  }
}

/** The server wants fewer requests. Until the time is over, requests fail with this error without being sent. */
export class RateLimitedError extends EngineError {
  /** @param retryAfterMs null when the server does not say how long (or hides it from the page: it is a CORS matter) */
  constructor(override readonly retryAfterMs: number | null) {
    super(
      'rate-limited',
      retryAfterMs === null
        ? 'too many requests'
        : `too many requests; again in ${Math.ceil(retryAfterMs / 1000)} s`,
    );
  }
}

/**
 * What a refusing answer means. The server's own words decide the code and are then dropped, because some servers
 * repeat the key in them.
 *
 * @param answer parsed body; undefined when it was not JSON
 * @param now ms since 1970, for a Retry-After that is a date
 */
export function refusalOf(response: Response, answer: unknown, now: number): EngineError {
  const { status } = response;
  const error = property(answer, 'error');
  const words = [answer, error, property(error, 'message'), property(error, 'code'), property(error, 'type')]
    .concat(property(answer, 'message'))
    .filter(word => typeof word === 'string')
    .join(' ');
  if (status === 401 || status === 403)
    return new Refusal('unauthorized', `the server refuses the key (${status})`, status);
  if (status === 429) return new RateLimitedError(retryAfter(response.headers.get('retry-after'), now));
  if (status === 408 || status === 504)
    return new Refusal('timed-out', `the server ran out of time (${status})`, status);
  if (status >= 500 && status !== 501)
    return new Refusal('server-failed', `the server failed (${status})`, status);
  if (/context.{0,20}(?:length|size|window)|exceed_context|too many tokens/i.test(words)) {
    return new Refusal('context-too-long', `the text is too long for this model (${status})`, status);
  }
  if (/log_?probs?|n_probs/i.test(words)) {
    return new Refusal(
      'no-logprobs',
      `the server refuses to list probabilities like this (${status})`,
      status,
    );
  }
  // Before the model is doubted: a model that refuses a parameter, or another door, exists.
  if (property(error, 'code') === 'unsupported_parameter' || /max_completion_tokens/.test(words)) {
    const named = property(error, 'param');
    const parameter = named === 'max_tokens' || /'max_tokens'/.test(words) ? 'max_tokens' : 'another';
    return new Refusal(
      'server-failed',
      `the server does not know a parameter (${status})`,
      status,
      parameter,
    );
  }
  if (/\bchat model\b/i.test(words))
    return new Refusal('server-failed', `the model is reached by chat only (${status})`, status);
  if (/model/i.test(words) && (status === 404 || /not.{0,10}(?:found|exist)/i.test(words))) {
    return new Refusal('model-invalid', `the server has no such model (${status})`, status);
  }
  return new Refusal('server-failed', `the server refuses the request (${status})`, status);
}

/** Retry-After as ms: seconds or an HTTP date. null when absent or unreadable. @see RFC 9110 §10.2.3 */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
