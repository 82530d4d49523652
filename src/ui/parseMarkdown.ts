/** Running text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link';
      readonly verb: string;
      readonly target: string;
      readonly children: readonly Inline[];
    };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

/**
 * The Markdown that prose here is written in: paragraphs, one level of lists, *emphasis*, **strong** and links whose
 * destination is a verb and a target, `[temperature](control:temperature)`. Anything else is text as it stands, and
 * text never becomes markup, so there is nothing to sanitise.
 *
 * A library would bring 10 to 40 kB for the parts of CommonMark that are not wanted here.
 */
export function parseMarkdown(markdown: string): Block[] {
  const paragraphs = markdown.split(/\n\s*\n/).filter(paragraph => paragraph.trim() !== '');
  return paragraphs.map(paragraph => {
    const lines = paragraph.trim().split('\n');
    for (const [mark, ordered] of [
      [/^\d+\. /, true],
      [/^- /, false],
    ] as const) {
      if (!lines.every(line => mark.test(line))) continue;
      return { kind: 'list', ordered, items: lines.map(line => parseInline(line.replace(mark, ''))) };
    }
    return { kind: 'paragraph', children: parseInline(lines.join(' ')) };
  });
}

const spans: readonly { pattern: RegExp; make: (match: RegExpExecArray) => Inline }[] = [
  {
    pattern: /\[([^\]]+)\]\(([a-z]+):([^\s()]+)\)/g,
    make: ([, words, verb, target]) => ({
      kind: 'link',
      verb: verb!,
      target: target!,
      children: parseInline(words!),
    }),
  },
  {
    pattern: /\*\*(\S|\S.*?\S)\*\*/g,
    make: ([, words]) => ({ kind: 'strong', children: parseInline(words!) }),
  },
  {
    pattern: /\*(\S|\S.*?\S)\*/g,
    make: ([, words]) => ({ kind: 'emphasis', children: parseInline(words!) }),
  },
];

/** Running text without paragraphs, e.g. a title. Of spans that begin at the same place, the first in `spans` wins. */
export function parseInline(text: string): Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  const push = (plain: string) => plain !== '' && inlines.push({ kind: 'text', text: plain });
  while (at < text.length) {
    let next: { match: RegExpExecArray; make: (typeof spans)[number]['make'] } | null = null;
    for (const { pattern, make } of spans) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match !== null && (next === null || match.index < next.match.index)) next = { match, make };
    }
    if (next === null) break;
    push(text.slice(at, next.match.index));
    at = next.match.index + next.match[0].length;
    inlines.push(next.make(next.match));
  }
  push(text.slice(at));
  return inlines;
}

/** The words alone, e.g. for an accessible name. */
export const plainText = (inlines: readonly Inline[]): string =>
  inlines.map(inline => (inline.kind === 'text' ? inline.text : plainText(inline.children))).join('');
