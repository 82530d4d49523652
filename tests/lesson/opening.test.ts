import { describe, expect, it } from 'vitest';
import { places } from '#lesson/chapters/index.ts';
import { contextAt, depthOf, emptyTrace } from '#trace/trace.ts';
import { type Opening, openScene, openingOf, raiseEachText } from '#lesson/opening.ts';
import { hasStage } from '#lesson/permissions.ts';
import { cat, catSession } from './cat.ts';

const page = { autoplay: null, view: 'page' } as const;
const raise: Opening = { does: 'raise' };

describe('how a scene begins', () => {
  it('plays for a reader alone, and not for a class or who asked for less motion', () => {
    expect(openingOf({ play: 2 }, page, false)).toEqual({ does: 'play', tokens: 2 });
    expect(openingOf({ play: 2 }, page, true)).toEqual(raise);
    expect(openingOf({ play: 2 }, { ...page, view: 'projector' }, false)).toEqual(raise);
  });

  it('does what the address says', () => {
    expect(openingOf({ play: 2 }, { ...page, autoplay: false }, false)).toEqual({ does: 'nothing' });
    expect(openingOf({}, { ...page, autoplay: true }, true)).toEqual({ does: 'play', tokens: Infinity });
    expect(openingOf({ phase: 'predicted' }, { ...page, autoplay: false }, false)).toEqual(raise);
  });

  it('leaves no scene of the stage bare, except the playground', () => {
    for (const { scene, address } of places.filter(place => hasStage(place.scene))) {
      const does = openingOf(scene, page, false).does;
      expect([address, does !== 'nothing']).toEqual([address, scene.figure !== 'playground']);
    }
  });
});

describe('the beginning itself', () => {
  it('raises the bars of the first prediction at once, and gives the scene its tempo back', async () => {
    const { session: running, clock } = catSession();
    openScene(running, raise, 'lesson');
    expect(running.store.getState().phase).toBe('ready'); // no model yet
    running.setEngine(cat);
    await clock.pass(0);
    expect(running.store.getState()).toMatchObject({ phase: 'predicted', tempo: 'lesson', cursor: 0 });
  });

  it('writes as many tokens as the scene says, and stops', async () => {
    const { session: running, clock } = catSession();
    openScene(running, { does: 'play', tokens: 2 }, 'lesson');
    running.setEngine(cat);
    await clock.pass(60_000);
    const { trace, cursor, drive, phase } = running.store.getState();
    expect({ depth: depthOf(trace, cursor), drive, phase }).toEqual({
      depth: 2,
      drive: 'hold',
      phase: 'ready',
    });
    expect(contextAt(trace, cursor)).toHaveLength(3);
  });

  it.each([raise, { does: 'play', tokens: 2 } as const])(
    'leaves the stage alone once the reader has acted: $does',
    async opening => {
      const { session: running, clock } = catSession();
      openScene(running, opening, 'lesson');
      running.dispatch({ type: 'drive', drive: 'turn' });
      running.setEngine(cat);
      await clock.pass(20_000);
      expect(running.store.getState()).toMatchObject({ phase: 'ready', cursor: 1, tempo: 'lesson' });
    },
  );

  it('raises the bars of each new text where a scene shows a prediction, and gives the tempo back', async () => {
    const { session: running, clock } = catSession();
    const stop = raiseEachText(running);
    await clock.pass(0);
    expect(running.store.getState().phase).toBe('ready'); // no model yet
    running.setEngine(cat);
    await clock.pass(0);
    expect(running.store.getState().phase).toBe('predicted');

    running.dispatch({ type: 'open', trace: emptyTrace(cat.model, cat.encode('The cat')) });
    await clock.pass(0);
    expect(running.store.getState()).toMatchObject({ phase: 'predicted', tempo: 'lesson', cursor: 0 });
    running.dispatch({ type: 'choose', step: 0, id: cat.encode(' sat')[0]! });
    await clock.pass(20_000);
    expect(running.store.getState()).toMatchObject({ phase: 'ready', cursor: 1 }); // the same text: it waits

    stop();
    running.dispatch({ type: 'open', trace: emptyTrace(cat.model, cat.encode('The')) });
    await clock.pass(0);
    expect(running.store.getState().phase).toBe('ready');
  });

  it('stops waiting when the scene is left', async () => {
    const { session: running, clock } = catSession();
    const stop = openScene(running, raise, 'lesson');
    stop();
    running.setEngine(cat);
    await clock.pass(0);
    expect(running.store.getState().phase).toBe('ready');
  });
});
