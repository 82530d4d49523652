import { GIFEncoder, type Rgb, applyPalette, quantize } from 'gifenc';

/**
 * A looping GIF, frame by frame. All frames share one palette, and each holds only what has changed: the rest is
 * transparent and lets the frame before show through, which makes the file a tenth of the size.
 */
export class GifFile {
  private readonly encoder = GIFEncoder();
  private readonly palette: Rgb[];
  private before: Uint8Array | null = null; // the picture so far, as indices of the palette

  /** @param sample a picture with all colours there will be: RGBA */
  constructor(
    private readonly width: number, // px
    private readonly height: number,
    sample: Uint8ClampedArray,
  ) {
    this.palette = quantize(sample, transparent, { format: 'rgb565' });
  }

  /** @param rgba [height × width × 4] */
  add(rgba: Uint8ClampedArray, delayMs: number): void {
    const now = applyPalette(rgba, this.palette, 'rgb565');
    const { before } = this;
    const written =
      before === null ? now : now.map((colour, i) => (colour === before[i] ? transparent : colour));
    this.encoder.writeFrame(written, this.width, this.height, {
      ...(before === null && { palette: this.table(), repeat: 0 }),
      delay: delayMs,
      dispose: 1,
      transparent: true,
      transparentIndex: transparent,
    });
    this.before = now;
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.encoder.finish();
    return this.encoder.bytes();
  }

  /** 256 colours whatever the picture has, so that the transparent one is always there. */
  private table(): Rgb[] {
    return Array.from({ length: transparent + 1 }, (_, i): Rgb => this.palette[i] ?? [0, 0, 0]);
  }
}

const transparent = 255; // index in the palette; colours take the 255 before it
