import { describe, expect, it } from 'vitest';
import { placeAt, places } from '#lesson/chapters/index.ts';
import type { RunningSession } from '#player/run.ts';
import { modelOf } from '#figures/scene.ts';
import { localStart, stageStart } from '#lesson/enter.ts';
import { hasStage, permissionOf, permits } from '#lesson/permissions.ts';
import { turnPage } from '#lesson/turnPage.ts';
import { parseOptions } from '#run/url.ts';
import { cat, catSession } from './cat.ts';

const { options } = parseOptions('');

describe('entering a scene', () => {
  it('lays out the same start in whatever way the reader comes, unless the address asks for another', () => {
    for (const { scene } of places.filter(place => hasStage(place.scene))) {
      const local = localStart(scene, 'en');
      expect(stageStart(scene, 'en', options)).toMatchObject({
        modelId: modelOf(local),
        prompt: local.prompt ?? null,
        params: local.params ?? {},
      });
    }
    const { scene } = placeAt('loop/dice')!;
    const asked = parseOptions('?seed=12&temperature=0&prompt=A').options;
    expect(stageStart(scene, 'en', asked)).toMatchObject({
      seed: 12,
      prompt: 'A',
      params: { temperature: 0 },
    });
  });
});

describe('what a scene permits', () => {
  const bars = permissionOf({ controls: ['bars'] });

  it('is everything where the scene says nothing', () => {
    expect([permissionOf(null), permissionOf({})].every(may => may('next') && may('model'))).toBe(true);
  });

  it('holds for keys as for buttons', () => {
    expect(permits(bars, { do: 'next' })).toBe(false);
    expect(permits(bars, { do: 'temperature', by: 0.1 })).toBe(false);
    expect(permits(bars, { do: 'language' })).toBe(true);
    expect(permits(permissionOf({ controls: ['next'] }), { do: 'advance' })).toBe(true);
  });
});

describe('a clicker', () => {
  const forward = { do: 'advance', paging: true } as const;
  const backward = { do: 'back', paging: true } as const;

  /** Presses the clicker. @returns where it led: an address, or 'here' when the stage should move */
  function press(
    command: typeof forward | typeof backward,
    address: string,
    running: RunningSession,
  ): string {
    const place = placeAt(address)!;
    let went = 'here';
    const taken = turnPage(command, {
      place,
      may: permissionOf(place.scene),
      go: next => (went = next!.address),
      session: running,
    });
    return taken ? went : 'here';
  }

  it('walks through the tokens of a scene, and over its end to the next', async () => {
    const { session: running, clock } = catSession();
    running.setEngine(cat);
    expect(press(forward, 'loop/cycle', running)).toBe('here');
    for (let token = 0; token < 3; token++) {
      running.dispatch({ type: 'drive', drive: 'turn' });
      await clock.pass(20_000);
    }
    expect(press(forward, 'loop/cycle', running)).toBe('loop/why-not');
    expect(press(backward, 'loop/cycle', running)).toBe('here');
    running.dispatch({ type: 'reset' });
    expect(press(backward, 'loop/cycle', running)).toBe('next-token/bytes');
  });

  it('turns the page at once where nothing moves by beats', () => {
    const { session: running } = catSession();
    expect(press(forward, 'next-token/one-word', running)).toBe('next-token/list');
    expect(press(forward, 'next-token/guess', running)).toBe('next-token/temperature');
  });

  it('is a plain key outside the lesson', () => {
    const { session: running } = catSession();
    const stage = { place: null, may: permissionOf(null), go: () => {}, session: running };
    expect(turnPage(forward, stage)).toBe(false);
  });
});
