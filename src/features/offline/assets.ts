import { models } from '#engine/models.ts';
import { translatorModel } from '#engine/translate/model.ts';

/** Where the service worker keeps what is too large to fetch unasked; its name is in scripts/vite-offline.ts too. */
export const cacheName = 'next-token-assets';

/** A line of offline.json, which the build writes. */
export interface Asset {
  readonly path: string; // 'assets/model-BNL9IJlg.onnx'
  readonly bytes: number;
}

/** Something a reader can tell apart from the rest, and the files behind it. */
export interface Item {
  readonly kind: 'page' | 'runtime' | 'model';
  readonly id: string;
  readonly assets: readonly Asset[];
}

/** Which of onnxruntime-web's builds this browser would use. @see src/engine/onnx/flavours.ts */
export interface Abilities {
  readonly gpu: boolean; // navigator.gpu
  readonly jspi: boolean; // WebAssembly.Suspending
}

export const abilities = (): Abilities => ({
  gpu: 'gpu' in navigator,
  jspi: 'Suspending' in WebAssembly,
});

/**
 * Sorts the build's assets into items. The page's own code, its fonts and its recorded runs are one item without
 * files: the service worker fetches them when it is installed, all or none.
 */
export function itemsOf(assets: readonly Asset[], { gpu, jspi }: Abilities): Item[] {
  const gpuBuild = jspi ? '.jspi-' : '.asyncify-';
  const runtimes = assets.filter(
    ({ path }) =>
      path.endsWith('.wasm') && (!/\.(jspi|asyncify)-/.test(path) || (gpu && path.includes(gpuBuild))),
  );
  const withWeights = translatorModel === null ? models : [...models, translatorModel];
  return [
    { kind: 'page', id: 'page', assets: [] },
    { kind: 'runtime', id: 'runtime', assets: runtimes },
    ...withWeights.map(({ spec, files }): Item => {
      const names = Object.values(files).map(file => nameOf(String(file)));
      return {
        kind: 'model',
        id: spec.id,
        assets: assets.filter(({ path }) => names.includes(nameOf(path))),
      };
    }),
  ];
}

export const bytesOf = (assets: readonly Asset[]): number =>
  assets.reduce((sum, { bytes }) => sum + bytes, 0);

const nameOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);
