/** How much one word takes from another. */
export interface Arc {
  readonly from: number; // index of the source word
  readonly to: number; // index of the target word
  readonly weight: number; // [0, 1]
  readonly path: string; // SVG path
}

export interface WordBox {
  readonly text: string;
  readonly x: number; // centre
  readonly y: number; // centre
  readonly width: number;
}

export interface TranslatorLayout {
  readonly width: number;
  readonly height: number;
  readonly source: readonly WordBox[];
  readonly target: readonly WordBox[];
  readonly arcs: readonly Arc[]; // lightest first, so that the strong ones lie on top
}

/** User units. */
export const wordStyle = { size: 18, height: 34, padding: 9, gap: 8, mark: 22 } as const;
const { size, height: tall, padding, gap, mark } = wordStyle;

const HEIGHT = 250; // of two rows, with room above for the encoder's own arcs
const FAINTEST = 0.01; // an arc of less than one per cent could not be seen

/** Width of a word as set in the page's sans serif: full-width signs take an em, the others a little over half. */
export function widthOf(text: string): number {
  if (text === '') return mark;
  let em = 0;
  for (const character of text) em += /[\u2e80-\u9fff\uff00-\uffef]/u.test(character) ? 1 : 0.53;
  return em * size + 2 * padding;
}

/**
 * Two texts and the attention between them. `rows` sets them as sentences one above the other, `columns` as lists side
 * by side, for narrow screens and long sentences.
 *
 * @param looking [target][source] rows sum to 1; may have a row more than there are target words
 */
export function layoutTranslator(
  source: readonly string[],
  target: readonly string[],
  looking: readonly (readonly number[])[],
  orientation: 'rows' | 'columns',
): TranslatorLayout {
  const lay = orientation === 'rows' ? layRows : layColumns;
  const { words: from, extent: a } = lay(source, 0);
  const { words: to, extent: b } = lay(target, 1);
  const length = Math.max(a, b);
  const size = orientation === 'rows' ? { width: length, height: HEIGHT } : { width: 340, height: length };
  const shift = (words: readonly WordBox[], extent: number): WordBox[] =>
    words.map(word => (orientation === 'rows' ? { ...word, x: word.x + (length - extent) / 2 } : word));
  const boxes = { source: shift(from, a), target: shift(to, b) };
  const arcs = looking
    .slice(0, target.length)
    .flatMap((row, to) => row.map((weight, from) => ({ from, to, weight })))
    .filter(({ weight }) => weight >= FAINTEST)
    .sort((p, q) => p.weight - q.weight)
    .map(arc => ({ ...arc, path: curve(boxes.source[arc.from]!, boxes.target[arc.to]!, orientation) }));
  return { ...size, ...boxes, arcs };
}

function layRows(texts: readonly string[], row: 0 | 1): { words: WordBox[]; extent: number } {
  let x = 0;
  const words = texts.map((text): WordBox => {
    const width = widthOf(text);
    const word = { text, x: x + width / 2, y: row === 0 ? tall / 2 + 44 : HEIGHT - tall / 2 - 24, width };
    x += width + gap;
    return word;
  });
  return { words, extent: Math.max(0, x - gap) };
}

function layColumns(texts: readonly string[], column: 0 | 1): { words: WordBox[]; extent: number } {
  const words = texts.map((text, i): WordBox => {
    const width = widthOf(text);
    return {
      text,
      x: column === 0 ? 120 - width / 2 : 220 + width / 2,
      y: tall / 2 + i * (tall + 4) + 24,
      width,
    };
  });
  return { words, extent: 24 + texts.length * (tall + 4) };
}

/** From the edge of a source word to the facing edge of a target word. */
function curve(from: WordBox, to: WordBox, orientation: 'rows' | 'columns'): string {
  if (orientation === 'rows') {
    const [y1, y2] = [from.y + tall / 2, to.y - tall / 2];
    const middle = (y1 + y2) / 2;
    return `M${from.x} ${y1}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${y2}`;
  }
  const [x1, x2] = [from.x + from.width / 2, to.x - to.width / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`;
}

/** The strongest partners of a word, strongest first; those too faint for an arc are left out, but never all. */
export function strongest(weights: readonly number[], count: number): { index: number; weight: number }[] {
  return weights
    .map((weight, index) => ({ index, weight }))
    .sort((a, b) => b.weight - a.weight)
    .filter(({ weight }, rank) => rank === 0 || weight >= FAINTEST)
    .slice(0, count);
}
