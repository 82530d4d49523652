import { afterEach, expect, it, vi } from 'vitest';
import { download } from '#engine/files/download.ts';
import { ModelStore } from '#engine/files/store.ts';

const patience = { open: 20, read: 20, write: 20 };
const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 2654435761) >>> 24);
const file = { path: 'model.onnx', bytes: content.length, sha256: null };

afterEach(() => vi.unstubAllGlobals());

/** A database that is there, and whose requests are never answered. */
const deaf = () => {
  const store = { get: () => ({}), getAll: () => ({}), put: () => ({}), delete: () => ({}) };
  const result = { transaction: () => ({ objectStore: () => store }), close: () => {} };
  const request: { result: object; onsuccess?: () => void } = { result };
  queueMicrotask(() => request.onsuccess?.());
  return request;
};

it.each([
  ['never answers', () => new EventTarget()],
  [
    'throws',
    () => {
      throw new DOMException('refused', 'SecurityError');
    },
  ],
])('a database that %s is no database', async (_, open) => {
  vi.stubGlobal('indexedDB', { open });
  expect(await ModelStore.open(patience)).toBeNull();
});

it('where there is none at all, either', async () => {
  expect(await ModelStore.open(patience)).toBeNull(); // Node has none
});

it('a database that falls silent later keeps nobody from a download', async () => {
  vi.stubGlobal('indexedDB', { open: deaf });
  vi.stubGlobal('IDBKeyRange', { bound: () => ({}) });
  const store = (await ModelStore.open(patience))!;
  expect(await store.list()).toEqual([]);
  const bytes = await download(new Blob([content]), file, () => {}, { store, model: 'us/tiny@main' });
  expect(bytes).toEqual(content);
});

it('a database that answers too late is closed again', async () => {
  const closed = vi.fn();
  const request: { result: object; onsuccess?: () => void } = { result: { close: closed } };
  vi.stubGlobal('indexedDB', { open: () => request });
  expect(await ModelStore.open(patience)).toBeNull();
  request.onsuccess!();
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});
