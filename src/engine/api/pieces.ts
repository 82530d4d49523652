/**
 * Cuts a prompt into pieces for display. An API tells the tokens it writes but not those it reads, so a prompt's
 * pieces are not the model's tokens: they are opaque parts of a text that is always sent whole. Joined, they are
 * exactly the text. The cut is that of GPT-2 before byte-pair merging, with one piece per Chinese character.
 *
 * @returns UTF-8 of each piece; a lone surrogate becomes U+FFFD, as in any text sent over HTTP
 * @see Radford et al. 2019, "Language models are unsupervised multitask learners", §2.2; openai/gpt-2 encoder.py
 */
export function pieces(text: string): Uint8Array[] {
  const encoder = new TextEncoder();
  return (text.match(piece) ?? []).map(part => encoder.encode(part));
}

// Runs are cut at 40 so that a long one ("aaaa…") is tiles a reader can see, not one as wide as the page.
const piece =
  /'(?:s|t|re|ve|m|ll|d)| ?\p{Script=Han}| ?(?:(?!\p{Script=Han})\p{L}){1,40}| ?\p{N}{1,40}| ?[^\s\p{L}\p{N}]{1,40}|\s{1,40}(?!\S)|\s/gu;
