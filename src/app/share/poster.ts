import type { Messages } from '#i18n/messages.tsx';
import { layoutBars } from '#views/bars/layout.ts';
import { plainLabel } from '#views/label.ts';
import { type Moment, candidateLabel } from '#views/view.ts';

const width = 1280;
const height = 720;
const margin = 56;
const storyWidth = 520;
const colours = {
  paper: '#fbfaf7',
  ink: '#1c1d22',
  quiet: '#5d5f69',
  reader: '#2653b8',
  model: '#5fb3c4',
  drawn: '#f2a33c',
};
const fonts = {
  text: 'Source Serif 4, Georgia, Songti SC, serif',
  ui: 'Inter, Helvetica, PingFang SC, sans-serif',
};

/**
 * The present moment as a picture for a slide: story, bars, and where it is from. Drawn from the same layouts as the
 * stage; plain shapes and text, so that any program opens and edits it.
 */
export function posterOf(moment: Moment, m: Messages, credit: string): string {
  const { distribution, drawn, bars } = moment;
  const layout = distribution && layoutBars(distribution, bars);
  const barsLeft = margin + storyWidth + 150;
  const plot = width - margin - 90 - barsLeft;
  const row = Math.min(44, (height - 3 * margin) / (bars + 1));
  const parts: string[] = [rect(0, 0, width, height, colours.paper), ...story(moment)];
  layout?.rows.forEach((bar, i) => {
    const y = margin + i * row;
    const chosen = drawn?.id === bar.id;
    parts.push(
      text(
        barsLeft - 12,
        y + row * 0.65,
        plainLabel(candidateLabel(moment, bar.id)),
        fonts.text,
        20,
        colours.ink,
        'end',
      ),
      rect(
        barsLeft,
        y + row * 0.18,
        Math.max(1, bar.width * plot),
        row * 0.64,
        chosen ? colours.drawn : colours.model,
      ),
      text(
        width - margin,
        y + row * 0.65,
        m.format.percent(bar.probability),
        fonts.ui,
        18,
        colours.quiet,
        'end',
      ),
    );
  });
  if (layout) {
    const y = margin + layout.rows.length * row;
    const name = Number.isFinite(moment.vocabulary.size) ? m.bars.rest(layout.rest.count) : m.bars.restOpen;
    parts.push(
      text(barsLeft, y + row * 0.65, name, fonts.ui, 16, colours.quiet),
      text(
        width - margin,
        y + row * 0.65,
        m.format.percent(layout.rest.probability),
        fonts.ui,
        18,
        colours.quiet,
        'end',
      ),
    );
  }
  parts.push(text(margin, height - 28, credit, fonts.ui, 15, colours.quiet));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img"><title>${escape(m.title)}</title>${parts.join('')}</svg>`
  );
}

/** The last lines of the story, broken where they must; the prompt in the reader's colour. */
function story({ spelled, promptLength }: Moment): string[] {
  const size = 26;
  const lines: { text: string; colour: string; x: number }[][] = [[]];
  let x = 0;
  spelled.forEach((token, index) => {
    const colour = index < promptLength ? colours.reader : colours.ink;
    for (const piece of token.text.split(/(\n)/)) {
      if (piece === '') continue;
      // Widths are estimated, generously: a poster has no page to measure on.
      const wide = [...piece].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 1 : 0.54), 0) * size;
      if (piece === '\n' || x + wide > storyWidth) {
        lines.push([]);
        x = 0;
      }
      if (piece === '\n') continue;
      const shown = x === 0 ? piece.trimStart() : piece;
      lines.at(-1)!.push({ text: shown, colour, x });
      x += shown === piece ? wide : wide - 0.54 * size;
    }
  });
  const fitting = lines.slice(-Math.floor((height - 2.5 * margin) / (size * 1.6)));
  return fitting.map((line, i) => {
    const runs = line.map(({ text, colour }) => `<tspan fill="${colour}">${escape(text)}</tspan>`).join('');
    const y = margin + (i + 0.8) * size * 1.6;
    return `<text x="${margin}" y="${y}" font-family="${fonts.text}" font-size="${size}" xml:space="preserve">${runs}</text>`;
  });
}

const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${w.toFixed(1)}" height="${h.toFixed(1)}" fill="${fill}"/>`;

const text = (
  x: number,
  y: number,
  value: string,
  family: string,
  size: number,
  fill: string,
  anchor = 'start',
): string =>
  `<text x="${x}" y="${y.toFixed(1)}" font-family="${family}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" ` +
  `xml:space="preserve">${escape(value)}</text>`;

/** Text for XML: markup escaped, and characters XML cannot hold left out. */
const escape = (value: string): string =>
  value
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** @returns the picture as PNG, at twice its size for projectors */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        blob => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
