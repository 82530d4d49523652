import { describe, expect, it } from 'vitest';
import { contextAt, emptyTrace, follow, lastTokens } from '#trace/trace.ts';

describe('lastTokens', () => {
  it('is the end of the context, over the seam between story and prompt, and all of a shorter one', () => {
    let trace = emptyTrace({ id: 'test', revision: '1' }, [10, 11, 12]);
    for (const id of [20, 21, 22]) ({ trace } = follow(trace, trace.head, { by: 'reader', id }));
    for (const step of [0, 1, 2, 3]) {
      for (const count of [0, 1, 2, 3, 4, 5, 6, 9]) {
        const context = contextAt(trace, step);
        const expected = context.slice(Math.max(0, context.length - count));
        expect(lastTokens(trace, step, count), `${count} at ${step}`).toEqual(expected);
      }
    }
  });
});
