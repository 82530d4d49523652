import type { FigureLesson } from '#figures/figure.ts';
import { type Place, placeAt } from './chapters/index.ts';
import type { Lesson } from './prose.ts';

/** The lesson as a figure of one scene sees it. */
export const figureLesson = (lesson: Lesson, here: Place, go: (place: Place) => void): FigureLesson => {
  const wordsOf = ({ chapter, scene }: Place) => lesson.chapters[chapter.id].scenes[scene.id]!;
  return {
    language: lesson.language,
    text: wordsOf(here).body,
    ticket: lesson.ticket,
    doorTo(address) {
      const place = placeAt(address);
      return place === undefined ? null : { scene: wordsOf(place).title, onOpen: () => go(place) };
    },
  };
};
