import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chapters, places } from '#lesson/chapters/index.ts';
import { neighbours, placeOfSearch, positionOf, searchFor, wantedPlace } from '#lesson/place.ts';

const anyPlace = fc.constantFrom(...places);

describe('the address of a scene', () => {
  it('leads to that scene again', () => {
    for (const place of places) expect(placeOfSearch(searchFor(place, ''))).toBe(place);
    expect(placeOfSearch(searchFor(null, '?chapter=loop&scene=dice'))).toBeNull();
  });

  it('keeps what belongs to the page or to others and drops the run of the scene before', () => {
    const before =
      '?lang=zh&theme=dark&view=projector&backend=wasm&utm=class&chapter=loop&scene=dice&seed=3&prompt=a&topk=5';
    const query = new URLSearchParams(searchFor(places[0]!, before));
    expect(Object.fromEntries(query)).toEqual({
      lang: 'zh',
      theme: 'dark',
      view: 'projector',
      backend: 'wasm',
      utm: 'class',
      chapter: places[0]!.chapter.id,
      scene: places[0]!.scene.id,
    });
  });

  it('of a chapter alone is its first scene', () => {
    for (const chapter of chapters) {
      expect(wantedPlace({ chapter: chapter.id, scene: null }).place?.scene).toBe(chapter.scenes[0]);
    }
  });

  it.each([
    ['nope', null, 'chapter', 'nope'],
    ['nope', 'cycle', 'chapter', 'nope'],
    ['loop/cycle', null, 'chapter', 'loop/cycle'],
    ['loop', 'nope', 'scene', 'nope'],
    [null, 'cycle', 'scene', 'cycle'],
  ])('that names no scene (%s, %s) leads to the welcome and is told', (chapter, scene, name, value) => {
    expect(wantedPlace({ chapter, scene })).toEqual({ place: null, bad: [{ name, value }] });
  });
});

describe('the walk', () => {
  it('goes through every scene once, forwards and backwards', () => {
    const walked = [];
    for (let place = neighbours(null).next; place !== null; place = neighbours(place).next)
      walked.push(place);
    expect(walked).toEqual(places);
    fc.assert(
      fc.property(anyPlace, place => {
        const { next } = neighbours(place);
        expect(next === null || neighbours(next).previous === place).toBe(true);
      }),
    );
  });

  it('counts chapters and scenes from 1', () => {
    const last = chapters.at(-1)!;
    expect(positionOf(places[0]!)).toEqual({ chapter: 1, scene: 1, scenes: chapters[0].scenes.length });
    expect(positionOf(places.at(-1)!)).toEqual({
      chapter: chapters.length,
      scene: last.scenes.length,
      scenes: last.scenes.length,
    });
  });
});
