import type { Page } from '@playwright/test';

/*
 * (module (memory (export "m") 1)
 *   (func (export "sum") (param $at i32) (param $end i32) (result i32) (local $a $b $c $d v128)
 *     (loop                                     ;; 64 bytes a round into four sums, so that no add waits for another
 *       $a += (v128.load          $at) … $d += (v128.load offset=48 $at)
 *       (br_if 0 (i32.lt_u (local.tee $at (i32.add $at 64)) $end)))
 *     (i32x4.extract_lane 0 ($a + $b + $c + $d))))
 */
const addLoad = (local: number, offset: number) => [
  0x20,
  local,
  0x20,
  0x00,
  0xfd,
  0x00,
  0x04,
  offset,
  0xfd,
  0xae,
  0x01,
  0x21,
  local,
];
const body = [
  [0x01, 0x04, 0x7b], // four v128 locals
  [0x03, 0x40], // loop
  ...[2, 3, 4, 5].map(local => addLoad(local, (local - 2) * 16)),
  [0x20, 0x00, 0x41, 0xc0, 0x00, 0x6a, 0x22, 0x00, 0x20, 0x01, 0x49, 0x0d, 0x00, 0x0b],
  [0x20, 0x02, 0x20, 0x03, 0xfd, 0xae, 0x01, 0x20, 0x04, 0xfd, 0xae, 0x01, 0x20, 0x05, 0xfd, 0xae, 0x01],
  [0xfd, 0x1b, 0x00, 0x0b], // first lane; end
].flat();
const section = (id: number, content: readonly number[]) => [id, content.length, ...content];
const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const module = [
  ...magic,
  ...section(1, [0x01, 0x60, 0x02, 0x7f, 0x7f, 0x01, 0x7f]), // (i32, i32) → i32
  ...section(3, [0x01, 0x00]),
  ...section(5, [0x01, 0x00, 0x01]), // one memory of at least one page
  ...section(7, [0x02, 0x01, 0x6d, 0x02, 0x00, 0x03, 0x73, 0x75, 0x6d, 0x00, 0x00]), // "m", "sum"
  ...section(10, [0x01, body.length, ...body]),
];

/**
 * How fast this browser's WebAssembly reads memory, in bytes per second: the best of many sums over one buffer, by one
 * thread with 128-bit loads, as the model's matrix products read their weights.
 *
 * @param bytes working set; a buffer that fits a cache is read at the cache's speed
 */
export async function readBandwidth(page: Page, bytes: number): Promise<number> {
  return page.evaluate(
    async ([code, size]) => {
      const { instance } = await WebAssembly.instantiate(new Uint8Array(code));
      const { m, sum } = instance.exports as { m: WebAssembly.Memory; sum(at: number, end: number): number };
      const length = Math.ceil(size / 64) * 64;
      m.grow(Math.ceil(length / 65536));
      new Uint8Array(m.buffer).fill(1); // touched, so that every page is there
      let best = Infinity;
      const repeats = Math.max(1, Math.ceil(64e6 / length)); // one timing reads 64 MB at least: the clock has 0.1 ms
      for (let round = 0; round < 25; round++) {
        const start = performance.now();
        for (let i = 0; i < repeats; i++) sum(0, length);
        best = Math.min(best, (performance.now() - start) / repeats);
      }
      if (sum(0, length) !== (0x01010101 * (length / 16)) >> 0)
        throw new Error('the sum is wrong: not all was read');
      return length / (best / 1000);
    },
    [module, bytes] as const,
  );
}
