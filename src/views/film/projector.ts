import type { Moment } from '../view.ts';
import type { Palette } from './colours.ts';
import { frameOf } from './film.ts';
import type { Frame } from './frame.ts';
import { measured, paletteOf } from './measured.ts';
import { Painter } from './paint.ts';
import type { Geometry, Scene, Shot } from './scene.ts';
import { shimmer } from './shimmer.ts';
import { passedIn, timeOf } from './time.ts';

interface Showing {
  readonly moment: Moment;
  readonly scene: Scene;
  readonly depth: number;
  readonly playing: boolean;
  readonly waiting: boolean;
}

/** Shows frames on a canvas over the stage: one loop, which runs only while something moves. */
export class Projector {
  private readonly painter: Painter;
  private readonly context: CanvasRenderingContext2D;
  private readonly resize: ResizeObserver;
  private readonly theme: MutationObserver;
  private palette: Palette;
  private place: Geometry | null = null;
  private measuredAt = ''; // beat and step the geometry belongs to
  private showing: Showing | null = null;
  private request = 0;
  private hidden = new Set<number>();

  constructor(
    private readonly stage: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
  ) {
    this.context = canvas.getContext('2d')!;
    const style = getComputedStyle(stage);
    this.painter = new Painter(this.context, {
      text: style.getPropertyValue('--font-text'),
      ui: style.getPropertyValue('--font-ui'),
    });
    this.palette = paletteOf(stage);
    this.resize = new ResizeObserver(() => this.refresh());
    this.resize.observe(stage);
    this.theme = new MutationObserver(() => this.refresh());
    this.theme.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-view', 'lang'],
    });
  }

  show(moment: Moment, scene: Scene, state: { playing: boolean; waiting: boolean }): void {
    const depth = moment.spelled.length - moment.promptLength;
    this.showing = {
      moment,
      scene,
      depth: moment.phase === 'ready' ? Math.max(0, depth - 1) : depth,
      ...state,
    };
    this.measuredAt = '';
    this.draw();
  }

  /** Sizes, fonts or colours may have changed. */
  refresh(): void {
    this.palette = paletteOf(this.stage);
    this.measuredAt = '';
    this.draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.request);
    this.resize.disconnect();
    this.theme.disconnect();
    this.setAway(new Set());
    delete this.stage.dataset.beat;
  }

  private draw(): void {
    cancelAnimationFrame(this.request);
    const { showing } = this;
    if (showing === null) return;
    const { moment, scene, depth, playing, waiting } = showing;
    const { phase, tempo, since, beats, cursor } = moment;
    const now = performance.now();
    const elapsed = passedIn(phase, now - since, tempo, depth, waiting);
    // Before the first token nothing has come to pass.
    const fresh = phase === 'ready' && cursor === 0;
    const time = timeOf(fresh ? 'failed' : phase, elapsed, tempo, depth, {
      still: beats.still,
      waiting,
      clock: now,
    });
    const moves =
      time.beat !== null &&
      time.beat !== 'rest' &&
      now - since < 60_000 &&
      !over(phase, elapsed, tempo, depth);
    const beat = moves ? time.beat! : '';
    if (this.stage.dataset.beat !== beat) this.stage.dataset.beat = beat;
    const key = `${time.beat} ${moment.shown} ${moves}`;
    if (this.measuredAt !== key || this.place === null) {
      this.place = measured(this.stage, cursor);
      this.measuredAt = key;
    }
    const { place } = this;
    if (place === null) return;
    const shot: Shot = { scene, place, time, palette: this.palette, measure: this.painter.measure };
    const quick = playing && (tempo === 'stream' || tempo === 'fast');
    const frame: Frame = quick ? shimmer(shot) : frameOf(shot);
    this.setAway(frame.away);
    this.put(frame, place);
    const goesOn = quick ? tempo === 'stream' : moves || waiting;
    if (goesOn && !(beats.still && waiting)) this.request = requestAnimationFrame(() => this.draw());
  }

  private put(frame: Frame, { width, height }: Geometry): void {
    const ratio = window.devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    this.painter.paint(frame.marks, width, height, ratio, this.palette);
  }

  /** A word is in one place only: while it flies its place in the story is empty, and marked. */
  private setAway(away: ReadonlySet<number>): void {
    const mark = (i: number, on: boolean) =>
      this.stage.querySelector(`[data-token="${i}"]`)?.toggleAttribute('data-away', on);
    for (const i of this.hidden) if (!away.has(i)) mark(i, false);
    for (const i of away) if (!this.hidden.has(i)) mark(i, true);
    this.hidden = new Set(away);
  }
}

function over(phase: Moment['phase'], elapsed: number, tempo: Moment['tempo'], depth: number): boolean {
  const { share } = timeOf(phase, elapsed, tempo, depth, { still: false, waiting: false, clock: 0 });
  const last = {
    predicting: 'predict',
    sampled: 'sample',
    ready: 'settle',
    predicted: 'rest',
    failed: 'rest',
  } as const;
  return share(last[phase]) >= 1;
}
