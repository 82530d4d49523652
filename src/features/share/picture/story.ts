import type { Moment } from '#views/view.ts';
import type { Font, Measure, Palette, Shape } from './shapes.ts';

/** A piece of a line: a token, or what of it stands in this line. Positions are relative to the story's corner. */
export interface Piece {
  readonly index: number; // of the token in the context
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly line: number;
}

export interface StoryLayout {
  readonly lines: readonly (readonly Piece[])[]; // those that fit: the last ones
  readonly end: { readonly x: number; readonly line: number }; // where the next token would go
}

export const storyFont: Font = { family: 'text', size: 29, weight: 400 };
export const lineHeight = 45;

/** The end of a text, broken where it must be, token by token. */
export function layoutStory(
  { spelled }: Pick<Moment, 'spelled'>,
  box: { readonly width: number; readonly height: number },
  measure: Measure,
): StoryLayout {
  const lines: Piece[][] = [[]];
  let x = 0;
  const newLine = () => {
    lines.push([]);
    x = 0;
  };
  spelled.forEach(({ text }, index) => {
    for (const piece of text.split(/(\n)/)) {
      if (piece === '\n') newLine();
      if (piece === '\n' || piece === '') continue;
      if (x > 0 && x + measure(piece.trimEnd(), storyFont) > box.width) newLine();
      const shown = x === 0 ? piece.trimStart() : piece;
      const width = measure(shown, storyFont);
      lines.at(-1)!.push({ index, text: shown, x, width, line: lines.length - 1 });
      x += width;
    }
  });
  const hidden = Math.max(0, lines.length - Math.floor(box.height / lineHeight));
  return {
    lines: lines.slice(hidden).map(line => line.map(piece => ({ ...piece, line: piece.line - hidden }))),
    end: { x, line: lines.length - 1 - hidden },
  };
}

export const baseLine = (line: number): number => (line + 0.75) * lineHeight;

/**
 * @param shown tokens that are there already; the others keep their places free
 * @param lit token → the colour it lies on; null: on paper
 */
export function drawStory(
  layout: StoryLayout,
  at: { readonly x: number; readonly y: number },
  { promptLength, shown }: { promptLength: number; shown: number },
  lit: (index: number) => string | null,
  palette: Palette,
): Shape[] {
  return layout.lines.flatMap((line, number): Shape[] => {
    const here = line.filter(({ index }) => index < shown);
    if (here.length === 0) return [];
    const marks = here.flatMap((piece): Shape[] => {
      const fill = lit(piece.index);
      if (fill === null) return [];
      const y = at.y + number * lineHeight + 6;
      return [{ kind: 'rect', x: at.x + piece.x, y, width: piece.width, height: lineHeight - 9, fill }];
    });
    const runs = here.map(({ index, text }) => ({
      text,
      fill: index < promptLength ? palette.reader : palette.ink,
    }));
    return [
      ...marks,
      { kind: 'text', x: at.x, y: at.y + baseLine(number), anchor: 'start', font: storyFont, runs },
    ];
  });
}
