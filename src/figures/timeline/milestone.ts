/** One step of the line from the Transformer to ChatGPT. */
export interface Milestone {
  readonly id: string;
  readonly year: number;
  readonly name: string;
  readonly parameters: number | null; // of the largest; null: not published
  readonly halves: 'encoder-decoder' | 'decoder';
  readonly change: 'machine' | 'size' | 'training'; // what was new about it
  readonly note: { readonly en: string } & Readonly<Record<string, string>>; // by language; English stands in
  readonly source: string; // id in the lesson's sources
}
