import { type Asset, type Item, cacheName } from './assets.ts';

/** @throws Error when the list cannot be had: the development server has none */
export async function listAssets(): Promise<Asset[]> {
  const response = await fetch(new URL('offline.json', document.baseURI));
  if (!response.ok) throw new Error(`offline.json: HTTP ${response.status}`);
  return (await response.json()) as Asset[];
}

/** @returns the files of an item that are not kept yet */
export async function missingOf(item: Item): Promise<Asset[]> {
  const cache = await caches.open(cacheName);
  const kept = await Promise.all(
    item.assets.map(({ path }) => cache.match(addressOf(path), { ignoreVary: true })),
  );
  return item.assets.filter((_, i) => kept[i] === undefined);
}

/**
 * Fetches what is missing of an item and keeps it; files that were kept stay kept when a later one fails.
 *
 * @throws TypeError when a file cannot be had; DOMException 'QuotaExceededError' when there is no room
 */
export async function keep(item: Item): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const { path } of await missingOf(item)) await cache.add(addressOf(path));
}

/** Forgets the files of earlier versions: their names are in no list any more. */
export async function sweep(assets: readonly Asset[]): Promise<void> {
  const current = new Set(assets.map(({ path }) => addressOf(path)));
  const cache = await caches.open(cacheName);
  for (const request of await cache.keys()) {
    if (!current.has(request.url)) await cache.delete(request);
  }
}

const addressOf = (path: string): string => new URL(path, document.baseURI).href;
