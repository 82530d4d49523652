/** What the page and the worker that writes the GIF say to each other: every message of the page is answered once. */
export type ToWriter =
  | { readonly kind: 'open'; readonly width: number; readonly height: number; readonly sample: Pixels }
  | { readonly kind: 'frame'; readonly pixels: Pixels; readonly delayMs: number }
  | { readonly kind: 'finish' };

export type FromWriter =
  { readonly kind: 'taken' } | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer> };

/** RGBA, [height × width × 4]; handed over, not copied. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;
