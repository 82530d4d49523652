import { cellColour, mix } from './colours.ts';
import type { Palette } from './colours.ts';
import { lerp } from './curves.ts';
import type { BoxMark, Mark, Measure, PathMark, QuadMark, StripMark, TextMark } from './frame.ts';

/** The page's two faces, as CSS names them. */
export interface Faces {
  readonly text: string;
  readonly ui: string;
}

/** Paints marks on a canvas, back to front. Everything that is not read lies here, and what is read while it flies. */
export class Painter {
  private readonly kept = new Map<Float32Array, HTMLCanvasElement>(); // columns whose numbers do not change
  private keptFor: Palette | null = null;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly faces: Faces,
  ) {}

  /** @param ratio device pixels a CSS pixel */
  paint(marks: readonly Mark[], width: number, height: number, ratio: number, palette: Palette): void {
    if (this.keptFor !== palette || this.kept.size > 600) this.kept.clear();
    this.keptFor = palette;
    const { context } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.globalAlpha = 1;
    context.clearRect(0, 0, width, height);
    for (const mark of marks) {
      context.save();
      if (mark.kind === 'box') this.box(mark, palette, ratio);
      else if (mark.kind === 'quad') this.quad(mark);
      else if (mark.kind === 'strip') this.strip(mark, palette, ratio);
      else if (mark.kind === 'path') this.path(mark);
      else this.text(mark);
      context.restore();
    }
  }

  readonly measure: Measure = (text, size, family, weight = 400) => {
    this.context.font = `${weight} ${size}px ${this.faces[family]}`;
    return this.context.measureText(text).width;
  };

  private within({ within }: BoxMark | TextMark): void {
    if (within === undefined) return;
    this.context.beginPath();
    this.context.rect(within.x, within.y, within.w, within.h);
    this.context.clip();
  }

  private box(mark: BoxMark, palette: Palette, ratio: number): void {
    const { context } = this;
    const {
      w,
      h,
      radius = 0,
      fill,
      hatch,
      broken = 0,
      stroke,
      width = 1,
      dash,
      alpha = 1,
      shadow = 0,
    } = mark;
    if (w <= 0 || h <= 0) return;
    this.within(mark);
    context.globalAlpha = alpha;
    context.translate(mark.x, mark.y + h / 2);
    if (mark.tilt) context.rotate(mark.tilt);
    context.translate(0, -h / 2);
    if (shadow > 0) {
      context.shadowColor = 'rgb(20 20 30 / 0.18)';
      context.shadowBlur = shadow * ratio;
      context.shadowOffsetY = (shadow * ratio) / 2.5;
    }
    context.beginPath();
    context.roundRect(0, 0, w, h, Math.min(radius, w / 2, h / 2));
    if (hatch !== undefined) this.hatch(w, h, hatch, broken, palette);
    else if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill();
    }
    context.shadowColor = 'transparent';
    if (stroke === undefined) return;
    context.strokeStyle = stroke;
    context.lineWidth = width;
    if (dash) context.setLineDash([3, 3]);
    context.stroke();
  }

  /** Hatching in two parts where it is broken: a gap with two slanted strokes at 60 % of its length. */
  private hatch(w: number, h: number, colour: string, broken: number, { surface, paper }: Palette): void {
    const { context } = this;
    context.fillStyle = mix(surface, colour, 0.16);
    context.fill();
    context.shadowColor = 'transparent';
    context.save();
    context.clip();
    context.strokeStyle = colour;
    context.lineWidth = 1.4;
    context.beginPath();
    for (let x = -h; x < w; x += 6) {
      context.moveTo(x, h);
      context.lineTo(x + h, 0);
    }
    context.stroke();
    context.restore();
    context.lineWidth = 1;
    context.strokeStyle = colour;
    context.stroke();
    if (broken <= 0.2) return;
    const at = w * 0.6;
    context.fillStyle = paper;
    context.beginPath();
    context.moveTo(at, -2);
    context.lineTo(at + broken, -2);
    context.lineTo(at + broken - 5, h + 2);
    context.lineTo(at - 5, h + 2);
    context.fill();
    context.lineWidth = 1.75;
    context.beginPath();
    for (const x of [at, at + broken]) {
      context.moveTo(x, -h * 0.2);
      context.lineTo(x - 5, h * 1.2);
    }
    context.stroke();
  }

  private quad({ left, right, fill, stroke, alpha }: QuadMark): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.beginPath();
    context.moveTo(left.x, left.top);
    context.lineTo(right.x, right.top);
    context.lineTo(right.x, right.bottom);
    context.lineTo(left.x, left.bottom);
    context.closePath();
    context.lineJoin = 'round';
    context.lineWidth = 5;
    context.strokeStyle = fill;
    context.fillStyle = fill;
    context.stroke();
    context.fill();
    context.lineWidth = 1.25;
    context.strokeStyle = stroke;
    context.stroke();
  }

  private strip(mark: StripMark, palette: Palette, ratio: number): void {
    const { context } = this;
    const { left, right, values, shown } = mark;
    if (shown <= 0) return;
    context.globalAlpha = mark.alpha;
    const w = right.x - left.x;
    if (values === null) {
      // Unknown numbers: frosted glass.
      context.fillStyle = mix(palette.surface, palette.mark, 0.35);
      context.beginPath();
      context.moveTo(left.x, left.top);
      context.lineTo(right.x, right.top);
      context.lineTo(right.x, lerp(right.top, right.bottom, shown));
      context.lineTo(left.x, lerp(left.top, left.bottom, shown));
      context.fill();
      return;
    }
    // A column is thin: its two edges differ by less than a pixel, so a sheared picture of it is exact enough.
    const h = left.bottom - left.top;
    context.transform(1, (right.top - left.top) / Math.max(0.01, w), 0, 1, left.x, left.top);
    if (mark.fixed && shown >= 1) {
      context.imageSmoothingEnabled = false;
      context.drawImage(this.picture(values, palette, h, ratio), 0, 0, w, h);
      return;
    }
    this.cells(context, values, palette, w, h, shown, 1.2 / ratio);
  }

  private cells(
    on: CanvasRenderingContext2D,
    values: Float32Array,
    palette: Palette,
    w: number,
    h: number,
    shown: number,
    gap: number,
  ): void {
    const step = h / values.length;
    for (let c = 0; c < values.length * shown; c++) {
      on.fillStyle = cellColour(values[c]!, palette);
      on.fillRect(0, c * step, w, Math.min(1, values.length * shown - c) * step - gap);
    }
  }

  /** A column's numbers as a picture of the height it is drawn at. */
  private picture(values: Float32Array, palette: Palette, h: number, ratio: number): HTMLCanvasElement {
    const height = Math.max(1, Math.round(h * ratio));
    const known = this.kept.get(values);
    if (known !== undefined && Math.abs(known.height - height) < height * 0.12) return known;
    const picture = document.createElement('canvas');
    picture.width = 2;
    picture.height = height;
    const on = picture.getContext('2d')!;
    this.cells(on, values, palette, 2, height, 1, height > values.length * 4 ? 1 : 0.4);
    this.kept.set(values, picture);
    return picture;
  }

  private path({ points, colour, width, alpha = 1, dash, filled }: PathMark): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    if (filled) {
      context.fillStyle = colour;
      context.fill();
      return;
    }
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = dash ? 'butt' : 'round';
    context.lineJoin = 'round';
    if (dash) context.setLineDash([2, 4]);
    context.stroke();
  }

  private text(mark: TextMark): void {
    const { context } = this;
    const { alpha = 1, squash = 1, size, weight = 400 } = mark;
    if (alpha <= 0.01 || squash <= 0.02) return;
    this.within(mark);
    context.globalAlpha = alpha;
    context.font = `${weight} ${size}px ${this.faces[mark.family]}`;
    context.textAlign = mark.align ?? 'left';
    context.fillStyle = mark.colour;
    context.translate(mark.x, mark.y);
    if (squash !== 1) {
      context.translate(0, -size * 0.34);
      context.scale(1, squash);
      context.translate(0, size * 0.34);
    }
    context.fillText(mark.text, 0, 0);
  }
}
