import type { FileSource, FileSpec } from '../spec.ts';

/** What a translator is: models/<id>/spec.json of the family 'transformer'. */
export interface TranslatorSpec {
  readonly id: string;
  readonly revision: string;
  readonly family: 'transformer';
  readonly contextLength: number; // words of either side, marks included
  readonly layers: number; // of the encoder and of the decoder
  readonly heads: number;
  readonly alignmentHead?: { readonly layer: number; readonly head: number }; // whose cross-attention follows the words
  readonly files: {
    readonly encoder: FileSpec;
    readonly decoder: FileSpec;
    readonly vocabulary: FileSpec;
  };
}

/** A translator and where its files are. Plain data, so that it can be posted to a worker. */
export interface TranslatorModel {
  readonly spec: TranslatorSpec;
  readonly files: Readonly<Record<string, FileSource>>; // by FileSpec.path
}
