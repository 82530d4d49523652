import { type Shape, families } from './shapes.ts';

/**
 * Shapes as an SVG file: plain shapes and text, so that any program opens and edits it.
 *
 * @param style CSS that goes along, e.g. the fonts
 * @param description what the picture was computed from, for programs that read it
 */
export function svgOf(
  shapes: readonly Shape[],
  {
    width,
    height,
    style,
    description,
  }: { width: number; height: number; style: string; description: string },
): string {
  const css = style === '' ? '' : `<style>${escape(style)}</style>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<desc>${escape(description)}</desc>${css}${shapes.map(element).join('')}</svg>`
  );
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill } = shape;
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}"/>`;
    }
    case 'polygon':
      return `<polygon points="${shape.points.map(p => p.map(n).join(',')).join(' ')}" fill="${shape.fill}"/>`;
    case 'text': {
      const { x, y, anchor, font, runs } = shape;
      const spans = runs.map(({ text, fill }) => `<tspan fill="${fill}">${escape(text)}</tspan>`).join('');
      return (
        `<text x="${n(x)}" y="${n(y)}" font-family="${families[font.family]}" font-size="${font.size}" ` +
        `font-weight="${font.weight}" text-anchor="${anchor}" xml:space="preserve">${spans}</text>`
      );
    }
  }
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Text for XML: markup escaped, and characters XML cannot hold left out. */
const escape = (value: string): string =>
  value
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
