import { describe, expect, it } from 'vitest';
import type { Choice } from '#trace/trace.ts';
import { childrenOf, contextAt, pathTo, stepAt } from '#trace/trace.ts';
import type { Shoot } from '#trace/graft.ts';
import { reduce } from '#player/state.ts';
import { advance, momentAt, prediction, sessionAfter, token } from '../views/moment.ts';

const by = (id: number): Choice => ({ by: 'reader', id });
const shoot = (...ids: number[]): Shoot => ids.map(id => ({ choice: by(id), prediction }));
// Two tokens written on the stage, then one beat more: the prediction after the second is known.
const before = sessionAfter([6, 7], [...token, ...token, advance]);
const at = before.cursor;

describe('a line that was written elsewhere', () => {
  const once = reduce(before, { type: 'graft', step: at, shoot: shoot(4, 5, 2) });
  const twice = reduce(once, { type: 'graft', step: at, shoot: shoot(1, 5) });

  it('becomes the line of the run, and the reader stands at its end', () => {
    expect(contextAt(once.trace, once.cursor)).toEqual([...contextAt(before.trace, at), 4, 5, 2]);
    expect(once.trace.head).toBe(once.cursor);
    expect(once.phase).toBe('ready');
    expect(momentAt(once).line).toEqual(pathTo(once.trace, once.cursor));
  });

  it('loses nothing: what was there is a branch, and so is a line grafted before', () => {
    expect(childrenOf(twice.trace, at)).toHaveLength(2);
    expect(contextAt(twice.trace, twice.cursor).slice(-2)).toEqual([1, 5]);
    expect(twice.trace.steps.slice(0, before.trace.steps.length)).toEqual(before.trace.steps);
    expect(pathTo(once.trace, once.cursor).every(step => twice.visited.has(step))).toBe(true);
  });

  it('brings its predictions along, so that going back asks nothing', () => {
    for (const step of pathTo(once.trace, once.cursor)) {
      expect(stepAt(once.trace, step).prediction).not.toBeNull();
    }
  });

  it('grafted again adds no step', () => {
    const again = reduce(twice, { type: 'graft', step: at, shoot: shoot(4, 5, 2) });
    expect(again.trace.steps).toEqual(twice.trace.steps);
    expect(again.cursor).toBe(once.cursor);
  });
});
