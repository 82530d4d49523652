import { type Font, type Measure, type Shape, families } from './shapes.ts';

/** A canvas to paint shapes on. @param scale pixels per user unit */
export function canvasFor(width: number, height: number, scale: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  // Its pixels are read again and again: kept in memory, not on the graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.scale(scale, scale);
  return context;
}

export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[]): void {
  for (const shape of shapes) {
    switch (shape.kind) {
      case 'rect':
        context.fillStyle = shape.fill;
        context.fillRect(shape.x, shape.y, shape.width, shape.height);
        break;
      case 'polygon':
        context.fillStyle = shape.fill;
        context.beginPath();
        for (const [x, y] of shape.points) context.lineTo(x, y);
        context.fill();
        break;
      case 'text': {
        context.font = cssFont(shape.font);
        const widths = shape.runs.map(({ text }) => context.measureText(text).width);
        let x = shape.x - (shape.anchor === 'end' ? widths.reduce((a, b) => a + b, 0) : 0);
        shape.runs.forEach(({ text, fill }, i) => {
          context.fillStyle = fill;
          context.fillText(text, x, shape.y);
          x += widths[i]!;
        });
      }
    }
  }
}

/** Measures with the page's own faces, once they are there: a canvas does not wait for a font. */
export async function measureOnPage(): Promise<Measure> {
  const weights = [400, 600] as const;
  const fonts = weights.flatMap(weight =>
    (['text', 'ui'] as const).map(family => cssFont({ family, size: 20, weight })),
  );
  await Promise.all(fonts.map(font => document.fonts.load(font)));
  const context = document.createElement('canvas').getContext('2d')!;
  return (text, font) => {
    context.font = cssFont(font);
    return context.measureText(text).width;
  };
}

const cssFont = ({ family, size, weight }: Font): string => `${weight} ${size}px ${families[family]}`;
