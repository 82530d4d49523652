/** The part of gifenc that is used here; the package brings no types. */
declare module 'gifenc' {
  export type Rgb = [number, number, number];
  export function quantize(
    rgba: Uint8Array | Uint8ClampedArray,
    colours: number,
    options: { format: 'rgb565' },
  ): Rgb[];
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: Rgb[],
    format: 'rgb565',
  ): Uint8Array;
  export function GIFEncoder(): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        palette?: Rgb[]; // of the first frame: of all
        repeat?: number; // 0: for ever
        delay: number; // ms, kept in hundredths of a second
        dispose: number; // 1: the next frame is drawn over this one
        transparent: boolean;
        transparentIndex: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
}
