import { abilities, itemsOf } from './assets.ts';
import { keep, listAssets, sweep } from './keep.ts';

/** Keeps the model at work and the runtime under it, and forgets what earlier versions left. */
export async function keepInUse(modelId: string, gpu: boolean): Promise<void> {
  const assets = await listAssets();
  await sweep(assets);
  for (const item of itemsOf(assets, { ...abilities(), gpu })) {
    if (item.kind === 'runtime' || item.id === modelId) await keep(item);
  }
}
