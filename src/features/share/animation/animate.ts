import { type Moment, chanceOf } from '#views/view.ts';
import { type Provenance, provenanceOf } from '../credit.ts';
import { withTextGif } from '../embedText.ts';
import { canvasFor, paint } from '../picture/canvas.ts';
import { type Look, layoutSlide, slideSize } from '../picture/slide.ts';
import type { Shape } from '../picture/shapes.ts';
import { framesOf } from './frames.ts';
import type { FromWriter, Pixels, ToWriter } from './protocol.ts';

const scale = 0.75; // 960 × 540 px: half of a slide at full HD, and a file of well under 2 MB

/**
 * Draws the loops of the moments as a GIF that repeats for ever. Frames are painted here, one a task, and written in a
 * worker, so that the page stays free.
 *
 * @param moments just after each token, worked out when its turn comes
 * @param tell share of the work that is done, [0, 1]
 * @throws DOMException 'AbortError' when `signal` fires; Error when the worker fails
 */
export async function animate(
  moments: readonly (() => Moment)[],
  look: Look,
  { signal, tell }: { signal: AbortSignal; tell: (done: number) => void },
): Promise<Blob> {
  const context = canvasFor(slideSize.width, slideSize.height, scale);
  const { width, height } = context.canvas;
  const pixelsOf = (shapes: readonly Shape[]): Pixels => {
    paint(context, shapes);
    return context.getImageData(0, 0, width, height).data as Pixels;
  };
  const writer = new Writer();
  try {
    let before: Moment | null = null;
    const origins: Provenance[] = []; // one a token
    for (const [token, momentOf] of moments.entries()) {
      const moment = momentOf();
      origins.push(provenanceOf(moment));
      const u = chanceOf(moment.drawn);
      const frames = framesOf(moment.spelled.length, u, token === moments.length - 1);
      if (token === 0) {
        const { at } = frames.find(frame => frame.at.isNamed)!;
        const sample = pixelsOf([...layoutSlide(moment, look, at), ...swatches(look)]);
        await writer.ask({ kind: 'open', width, height, sample }, signal, sample);
      }
      for (const [i, { at, delayMs }] of frames.entries()) {
        const isReading = at.grown === 0;
        // While the text is read the last bars stand, as on the stage; before the first token there are none.
        const shapes: Shape[] =
          isReading && before !== null
            ? layoutSlide(before, look, { ...at, grown: 1 })
            : layoutSlide(moment, look, at);
        const pixels = pixelsOf(shapes);
        await writer.ask({ kind: 'frame', pixels, delayMs }, signal, pixels);
        tell((token + (i + 1) / frames.length) / moments.length);
      }
      before = moment;
    }
    const answer = await writer.ask({ kind: 'finish' }, signal);
    if (answer.kind !== 'file') throw new Error('the worker gave no file');
    return new Blob([withTextGif(answer.bytes, JSON.stringify(origins))], { type: 'image/gif' });
  } finally {
    writer.close();
  }
}

/** Every colour of the page once, so that the palette has also those that the sampled frame lacks. */
const swatches = ({ palette }: Look): Shape[] =>
  Object.values(palette).map((fill, i) => ({ kind: 'rect', x: i * 40, y: 0, width: 40, height: 12, fill }));

/** The worker that writes the file. One question at a time, so that at most one frame waits. */
class Writer {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

  ask(message: ToWriter, signal: AbortSignal, pixels?: Pixels): Promise<FromWriter> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.worker.onmessage = ({ data }: MessageEvent<FromWriter>) => resolve(data);
      this.worker.onerror = ({ message }) => reject(new Error(message));
      this.worker.postMessage(message, pixels ? [pixels.buffer] : []);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}
