import { placeAt } from '#lesson/chapters/index.ts';
import { type Door, Summary, sentencesOf } from './Summary.tsx';
import type { FigureProps } from '../figure.ts';

/** The sentences are the scene's own words; each opens the scene that shows it. */
export function SummaryFigure({ scene, lesson, onGo }: FigureProps<'summary'>) {
  if (lesson === null) return null;
  const sentences = sentencesOf(lesson.chapters.summary.scenes[scene.id]!.body);
  const doors = scene.shownBy.map((address, i): Door => {
    const place = placeAt(address)!;
    const title = lesson.chapters[place.chapter.id].scenes[place.scene.id]!.title;
    return { sentence: sentences[i] ?? '', scene: title, onOpen: () => onGo(place) };
  });
  return <Summary doors={doors} />;
}
