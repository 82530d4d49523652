import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { framed } from '#run/framed.ts';
import { defaultParams } from '#lm/sampling.ts';
import { type Session, openSession } from '#player/state.ts';
import { emptyTrace } from '#trace/trace.ts';

/** A session in a store, shown frame by frame; `next` is the display showing its next frame. */
function shown(tempo: 'fast' | 'stream', drive: Session['drive']) {
  const session = openSession(emptyTrace({ id: 'test', revision: '1' }, [0]), {
    params: defaultParams,
    seed: 1,
    tempo,
  });
  const store = createStore<Session>(() => ({ ...session, drive }));
  const frames: (() => void)[] = [];
  const view = framed(store, run => void frames.push(run));
  let renders = 0;
  view.subscribe(() => (renders += 1));
  return {
    move: (change: Partial<Session>) => store.setState(change),
    next: () => frames.splice(0).forEach(run => run()),
    seed: () => view.now().seed,
    renders: () => renders,
  };
}

describe('a session as the page shows it', () => {
  it('changes at once while a reader could follow', () => {
    for (const { tempo, drive } of [
      { tempo: 'stream', drive: 'run' },
      { tempo: 'fast', drive: 'turn' },
      { tempo: 'fast', drive: 'hold' },
    ] as const) {
      const view = shown(tempo, drive);
      view.move({ seed: 2 });
      view.move({ seed: 3 });
      expect([view.seed(), view.renders()]).toEqual([3, 2]);
    }
  });

  it('is drawn once a frame, with its newest state, when it runs as fast as the model goes', () => {
    const view = shown('fast', 'run');
    view.move({ seed: 2 });
    view.move({ seed: 3 });
    expect([view.seed(), view.renders()]).toEqual([1, 0]);
    view.next();
    expect([view.seed(), view.renders()]).toEqual([3, 1]);
    view.next();
    expect(view.renders()).toBe(1);
    view.move({ seed: 4 });
    view.next();
    expect([view.seed(), view.renders()]).toEqual([4, 2]);
  });

  it('is up to date the moment the run stops, and the frame that was waited for adds nothing', () => {
    const view = shown('fast', 'run');
    view.move({ seed: 2 });
    view.move({ seed: 3, drive: 'hold' });
    expect([view.seed(), view.renders()]).toEqual([3, 1]);
    view.next();
    expect(view.renders()).toBe(1);
  });
});
