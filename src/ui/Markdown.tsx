import { type ReactNode, useMemo } from 'react';
import { type Inline, parseInline, parseMarkdown } from './parseMarkdown.ts';

/**
 * What the links of a text do, by verb: `[top-k](control:topk)` calls `verbs.control('topk', 'top-k')`, and what it
 * gives stands in the sentence. A verb that is missing leaves the plain words, so text can be read where nothing can
 * be pressed.
 */
export type Verbs = Readonly<Record<string, (target: string, words: ReactNode) => ReactNode>>;

/** Paragraphs and lists of prose. */
export function Markdown({ text, verbs = {} }: { readonly text: string; readonly verbs?: Verbs }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return blocks.map((block, i) => {
    if (block.kind === 'paragraph') return <p key={i}>{nodes(block.children, verbs)}</p>;
    const List = block.ordered ? 'ol' : 'ul';
    return (
      <List key={i}>
        {block.items.map((item, j) => (
          <li key={j}>{nodes(item, verbs)}</li>
        ))}
      </List>
    );
  });
}

/** A line of prose without a paragraph round it, e.g. a title or a note after its marker. */
export function MarkdownLine({ text, verbs = {} }: { readonly text: string; readonly verbs?: Verbs }) {
  const inlines = useMemo(() => parseInline(text), [text]);
  return <>{nodes(inlines, verbs)}</>;
}

function nodes(inlines: readonly Inline[], verbs: Verbs): ReactNode[] {
  return inlines.map((inline, i) => {
    if (inline.kind === 'text') return unbroken(inline.text);
    const words = nodes(inline.children, verbs);
    if (inline.kind === 'emphasis') return <em key={i}>{words}</em>;
    if (inline.kind === 'strong') return <strong key={i}>{words}</strong>;
    // The key goes on a wrapper of ours: a verb need not know that it stands in a list.
    return <Link key={i}>{verbs[inline.verb]?.(inline.target, words) ?? words}</Link>;
  });
}

/** A name and its number stay on one line: GPT-2, DistilGPT-2. */
function unbroken(text: string): ReactNode {
  const parts = text.split(/([A-Za-z]+-\d[\d.]*)/);
  if (parts.length === 1) return text;
  return parts.map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <span key={i} className="unbroken">
        {part}
      </span>
    ),
  );
}

const Link = ({ children }: { readonly children: ReactNode }) => children;
