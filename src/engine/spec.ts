/** One file of a model: what must arrive for it to be used. */
export interface FileSpec {
  readonly path: string; // relative to the model's folder
  readonly bytes: number;
  readonly sha256: string | null; // 64 hex digits; null when the source does not say
  readonly version?: string; // what tells this content from others where there is no hash: git's id, an ETag, a date
}

/** What a file's content is known by; as good as its source tells it. */
export const identityOf = ({ bytes, sha256, version }: FileSpec): string =>
  sha256 ?? version ?? `${bytes} bytes`;

/** What a decoder model is. Of an embedded one: models/<id>/spec.json, written by models/pipeline. */
export interface ModelSpec {
  readonly id: string;
  readonly revision: string; // 8 hex digits over the weights; other weights are another revision
  readonly family: 'gpt2';
  readonly name: string;
  readonly languages: readonly string[]; // BCP 47
  readonly vocabSize: number; // V
  readonly contextLength: number; // tokens
  readonly layers: number; // L
  readonly heads: number; // H
  readonly embedding: number; // C; each head has C/H
  readonly parameters: number; // trained values, the tied embedding counted once
  readonly endOfText: number | null; // token id
  readonly files: {
    readonly graph: FileSpec;
    readonly weights?: FileSpec; // external data of graph and lens; absent when the graph holds its weights
    readonly shards?: readonly FileSpec[]; // external data in several files, as hub models have it
    readonly firstPass?: FileSpec; // a second graph for contexts without a past, as older exports have it
    readonly lens?: FileSpec; // hidden state → logits, for the logit lens
    readonly tokenizer: FileSpec;
  };
  readonly bytes: number; // whole download
  readonly licence: string;
  readonly source: string;
}

/** Where a file's bytes are: an absolute URL, or a file the reader has opened. */
export type FileSource = string | Blob;

/** A model and where its files are. Plain data, so that it can be posted to a worker. */
export interface Model {
  readonly spec: ModelSpec;
  readonly files: Readonly<Record<string, FileSource>>; // by FileSpec.path; also 'golden.json' where there is one
  readonly storedAs?: string; // name under which its files are kept in this browser; absent: left to the HTTP cache
}
