/** A place where GPT-2's expression always begins a new piece, whatever stands before. */
const boundary = /(?<=\S)\s|(?<=[\p{L}\p{N}])[^\s\p{L}\p{N}']/gu;

/**
 * Cuts a text into slices that can be tokenized one by one, so that a pasted book does not hold up the page. Cuts fall
 * between pieces of GPT-2's expression, where they change nothing; only an unbroken run longer than `limit` (a line of
 * 4,000 letters) is cut within, and then spelled by other, equally valid tokens around the cut.
 *
 * @param limit UTF-16 units in a slice, at least 2
 */
export function* slices(text: string, limit = 4000): Generator<string> {
  let start = 0;
  while (text.length - start > limit) {
    const window = text.slice(start, start + limit);
    let cut = 0;
    for (const match of window.matchAll(boundary)) cut = match.index;
    if (cut === 0) cut = isLeadSurrogate(window.charCodeAt(limit - 1)) ? limit - 1 : limit;
    yield text.slice(start, start + cut);
    start += cut;
  }
  if (start < text.length) yield text.slice(start);
}

const isLeadSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
