import { afterEach, expect, it, vi } from 'vitest';
import { missingOf, sweep } from '#features/offline/keep.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** One origin's cache, and a page of it at this address. @returns what is kept, changing */
function origin(baseURI: string, kept: Set<string>): Set<string> {
  const keys = () => Promise.resolve([...kept].map(url => ({ url })));
  const remove = ({ url }: { url: string }) => Promise.resolve(kept.delete(url));
  vi.stubGlobal('document', { baseURI });
  vi.stubGlobal('caches', { open: () => Promise.resolve({ keys, delete: remove }) });
  return kept;
}

const site = 'https://name.example';

it.each([
  ['/next-token/', '/class-7b/'],
  ['/class-7b/index.html?lang=zh', '/next-token/'],
  ['/', '/class-7b/'], // one inside the other
  ['/class-7b/', '/'],
])('a copy of the page at %s forgets its own old files, and none of the copy at %s', async (own, other) => {
  const folder = own.replace(/[^/]*$/, '');
  const kept = origin(
    site + own,
    new Set([
      `${site}${folder}assets/old-1.onnx`,
      `${site}${folder}assets/new-2.onnx`,
      `${site}${other}assets/model-3.onnx`,
    ]),
  );
  await sweep([{ path: 'assets/new-2.onnx', bytes: 1 }]);
  expect([...kept]).toEqual([`${site}${folder}assets/new-2.onnx`, `${site}${other}assets/model-3.onnx`]);
});

it('a cache that never answers is given up', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { baseURI: site });
  vi.stubGlobal('caches', { open: () => new Promise(() => {}) });
  const asked = expect(missingOf({ kind: 'model', id: 'x', assets: [] })).rejects.toThrow(/does not answer/);
  await vi.advanceTimersByTimeAsync(2_000);
  await asked;
});
