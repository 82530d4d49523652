import { type Asset, type Item, cacheName } from './assets.ts';

/** @throws Error when the list cannot be had: the development server has none */
export async function listAssets(): Promise<Asset[]> {
  const response = await fetch(new URL('offline.json', document.baseURI));
  if (!response.ok) throw new Error(`offline.json: HTTP ${response.status}`);
  return (await response.json()) as Asset[];
}

/** @returns the files of an item that are not kept yet */
export async function missingOf(item: Item): Promise<Asset[]> {
  const cache = await opened();
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
  const cache = await opened();
  for (const { path } of await missingOf(item)) await cache.add(addressOf(path));
}

/**
 * Forgets the files of earlier versions: their names are in no list any more. Only of this copy of the page: another
 * one on the same origin (a fork on name.github.io, a class's own) keeps its files in the same cache.
 */
export async function sweep(assets: readonly Asset[]): Promise<void> {
  const current = new Set(assets.map(({ path }) => addressOf(path)));
  const own = addressOf('assets/');
  const cache = await opened();
  for (const request of await cache.keys()) {
    if (request.url.startsWith(own) && !current.has(request.url)) await cache.delete(request);
  }
}

/** @throws Error where there is no such storage, it is refused, or silent for two seconds */
function opened(): Promise<Cache> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the cache does not answer')), 2_000);
  });
  return Promise.race([caches.open(cacheName), late]);
}

const addressOf = (path: string): string => new URL(path, document.baseURI).href;
