import type { Moment } from '#views/view.ts';
import { provenanceOf } from './credit.ts';
import { withTextPng } from './embedText.ts';
import { canvasFor, paint } from './picture/canvas.ts';
import { facesFor } from './picture/faces.ts';
import { type Look, layoutSlide, rest, slideSize } from './picture/slide.ts';
import { svgOf } from './picture/svg.ts';

/** The present moment as an SVG file with its fonts; without them where they cannot be had. */
export async function svgPoster(moment: Moment, look: Look): Promise<Blob> {
  const shapes = layoutSlide(moment, look, rest(moment));
  const style = await facesFor(shapes).catch((error: unknown) => {
    console.info('fonts', error);
    return '';
  });
  return new Blob(
    [svgOf(shapes, { ...slideSize, style, description: JSON.stringify(provenanceOf(moment)) })],
    { type: 'image/svg+xml' },
  );
}

/** The same picture in pixels, at twice the size of its units: 2560 × 1440. */
export async function pngPoster(moment: Moment, look: Look): Promise<Blob> {
  const context = canvasFor(slideSize.width, slideSize.height, 2);
  paint(context, layoutSlide(moment, look, rest(moment)));
  const picture = await new Promise<Blob | null>(resolve => context.canvas.toBlob(resolve, 'image/png'));
  if (picture === null) throw new Error('the canvas gave no picture');
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const description = JSON.stringify(provenanceOf(moment));
  return new Blob([withTextPng(bytes, 'Description', description)], { type: 'image/png' });
}
