import { type Door, Summary, sentencesOf } from './Summary.tsx';
import type { FigureProps } from '../figure.ts';
import type { SummaryData } from './figure.ts';

/** The sentences are the scene's own words; each opens the scene that shows it. */
export function SummaryFigure({ scene, lesson }: FigureProps<SummaryData>) {
  if (lesson === null) return null;
  const sentences = sentencesOf(lesson.text);
  const doors = scene.shownBy.map((address, i): Door => ({
    sentence: sentences[i] ?? '',
    ...lesson.doorTo(address)!,
  }));
  return <Summary doors={doors} />;
}
