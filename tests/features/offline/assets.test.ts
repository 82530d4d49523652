import { describe, expect, it } from 'vitest';
import { itemsOf } from '#features/offline/assets.ts';
import { models } from '#engine/models.ts';

const runtimes = [
  { path: 'assets/ort-wasm-simd-threaded-DcHrbrbl.wasm', bytes: 3 },
  { path: 'assets/ort-wasm-simd-threaded.asyncify-D5D0fo7z.wasm', bytes: 5 },
  { path: 'assets/ort-wasm-simd-threaded.jspi-CZzFqCHi.wasm', bytes: 7 },
];
const runtimeOf = (gpu: boolean, jspi: boolean) =>
  itemsOf(runtimes, { gpu, jspi })
    .find(({ kind }) => kind === 'runtime')!
    .assets.map(({ bytes }) => bytes);

describe('what a room needs', () => {
  it('has the runtime this browser would use, and no other', () => {
    expect(runtimeOf(false, false)).toEqual([3]);
    expect(runtimeOf(false, true)).toEqual([3]);
    expect(runtimeOf(true, false)).toEqual([3, 5]);
    expect(runtimeOf(true, true)).toEqual([3, 7]);
  });

  it('has an item for the page, and one with all its files for each model that is here', () => {
    const names = models.flatMap(({ files }) =>
      Object.values(files).map(file => String(file).split('/').at(-1)!),
    );
    const assets = names.map(name => ({ path: `assets/${name}`, bytes: 1 }));
    const items = itemsOf(assets, { gpu: false, jspi: false });
    expect(items[0]!.kind).toBe('page');
    for (const { spec, files } of models) {
      const item = items.find(({ id }) => id === spec.id)!;
      expect(item.assets.length).toBeGreaterThanOrEqual(Object.keys(files).length);
    }
  });
});
