import { filesBeside } from '../models.ts';
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
  Object.entries(specs).map(([path, spec]) => ({ spec, files: filesBeside(path, urls) }))[0] ?? null;
