import type { TranslatorModel, TranslatorSpec } from './spec.ts';

const specs = import.meta.glob<TranslatorSpec>('/models/*-translate/spec.json', {
  eager: true,
  import: 'default',
});
const urls = import.meta.glob<string>('/models/*-translate/{encoder.onnx,decoder.onnx,vocab.json}', {
  eager: true,
  import: 'default',
  query: '?url',
});

/** The translator served with the page; null when its folder is absent. Only addresses: what runs it is in load.ts. */
export const translatorModel: TranslatorModel | null =
  Object.entries(specs).map(([path, spec]) => ({
    spec,
    files: filesIn(path.slice(0, -'spec.json'.length)),
  }))[0] ?? null;

function filesIn(folder: string): Record<string, string> {
  const inside = Object.entries(urls).filter(([path]) => path.startsWith(folder));
  const page = globalThis.location?.href ?? 'http://localhost/';
  return Object.fromEntries(
    inside.map(([path, url]) => [path.slice(folder.length), new URL(url, page).href]),
  );
}
