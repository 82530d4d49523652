/** models/results.json, written by models/pipeline/evaluate.py: measured on text that no training saw. */
export interface Results {
  readonly text?: Readonly<Record<string, { readonly documents: number; readonly bytes: number }>>; // by part
  readonly references: Readonly<Record<string, Readonly<Record<string, number>>>>; // method → part → bits per byte
  readonly models: Readonly<Record<string, MeasuredModel>>; // by id
}

export interface MeasuredModel {
  readonly parameters: number; // trained values
  readonly tokensSeen: number; // read in training
  readonly bitsPerByte?: {
    readonly reference: Readonly<Record<string, number>>; // weights as trained
    readonly shipped: Readonly<Record<string, number>>; // quantised weights, those that run here
  };
}

/** A way of predicting that is not one of our models, as the file's name for it says. */
export type Reference =
  | { readonly kind: 'xz' } // a compression program
  | { readonly kind: '5-gram'; readonly read: string | null; readonly tokens: number } // over what a model read; null: over all
  | { readonly kind: 'other'; readonly name: string };

export function referenceOf(name: string): Reference {
  if (name.startsWith('xz')) return { kind: 'xz' };
  const table = /^5-gram, (?:the text (.+) read|all training text) \(([\d.]+) M tokens\)$/.exec(name);
  return table === null
    ? { kind: 'other', name }
    : { kind: '5-gram', read: table[1] ?? null, tokens: Number(table[2]) * 1e6 };
}

const found = import.meta.glob<Results>('/models/results.json', { eager: true, import: 'default' });

/** null where nothing has been measured yet. */
export const results: Results | null = found['/models/results.json'] ?? null;
