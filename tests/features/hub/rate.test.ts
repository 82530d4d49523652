import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rate } from '#features/hub/rate.ts';
import { isRepository, mirrorBase } from '#features/hub/source.ts';

describe('the rate of a download', () => {
  it('is that of a steady line, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 500 }), (perMs, every) => {
        const rate = new Rate();
        for (let ms = 0; ms <= 20_000; ms += every) {
          rate.add(ms * perMs, ms);
          const found = rate.bytesPerSecond(ms);
          if (ms >= 1000) expect(found).toBeCloseTo(perMs * 1000, 3);
          else expect(found).toBeNull();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what was here before', () => {
    const rate = new Rate(50_000_000);
    rate.add(25_000_000, 0);
    rate.add(50_000_000, 10); // out of storage
    rate.add(50_100_000, 2010);
    expect(rate.bytesPerSecond(2010)).toBeCloseTo(50_000);
  });

  it('follows a line that becomes slow, and says zero when nothing comes any more', () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(80_000_000, 8000);
    for (let ms = 9000; ms <= 20_000; ms += 1000) rate.add(80_000_000 + ms, ms);
    expect(rate.bytesPerSecond(20_000)).toBeLessThan(2000);
    expect(rate.bytesPerSecond(30_000)).toBe(0);
  });

  it('begins again with another file', () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(10_000_000, 2000);
    rate.add(0, 3000);
    expect(rate.bytesPerSecond(3500)).toBeNull();
    rate.add(1000, 5000);
    expect(rate.bytesPerSecond(5000)).toBe(500);
  });
});

describe('an address as it is typed', () => {
  it.each([
    ['hf-mirror.com', 'https://hf-mirror.com'],
    [' https://hf-mirror.com/ ', 'https://hf-mirror.com'],
    ['http://10.0.0.5:8000/models//', 'http://10.0.0.5:8000/models'],
    ['', null],
    ['https://', null],
  ])('%j is the base %j', (typed, base) => expect(mirrorBase(typed)).toBe(base));

  it.each([
    ['Xenova/gpt2', true],
    ['onnx-community/gpt2-medium-ONNX', true],
    ['gpt2', false],
    ['../gpt2', false],
    ['a/b/c', false],
  ])('%j is a repository: %s', (text, is) => expect(isRepository(text)).toBe(is));
});
