/** models/results.json, written by models/pipeline/evaluate.py: measured on text that no training saw. */
export interface Results {
  readonly text: Readonly<Record<string, { readonly documents: number; readonly bytes: number }>>; // by part
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

const found = import.meta.glob<Results>('/models/results.json', { eager: true, import: 'default' });

/** null where nothing has been measured yet. */
export const results: Results | null = found['/models/results.json'] ?? null;
