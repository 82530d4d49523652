import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown, MarkdownLine } from '#ui/Markdown.tsx';
import { parseInline, plainText } from '#ui/parseMarkdown.ts';

const html = (text: string) =>
  renderToStaticMarkup(
    <Markdown text={text} verbs={{ term: (target, words) => <a href={`#${target}`}>{words}</a> }} />,
  );

it('reads paragraphs, lists, emphasis and links', () => {
  expect(html('One *two* **three**\nfour.\n\n1. a\n2. b\n\n- c')).toBe(
    '<p>One <em>two</em> <strong>three</strong> four.</p><ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>',
  );
  expect(html('A [big *logit*](term:logit).')).toBe('<p>A <a href="#logit">big <em>logit</em></a>.</p>');
});

it('leaves the words of a link whose verb nobody handles', () => {
  expect(html('Set the [temperature](control:temperature) to 0.')).toBe('<p>Set the temperature to 0.</p>');
});

it('never makes markup of text', () => {
  expect(html('<img src=x onerror=alert(1)> & [x](javascript:alert(1))')).toBe(
    '<p>&lt;img src=x onerror=alert(1)&gt; &amp; [x](javascript:alert(1))</p>',
  );
});

it.each(['3 * 4 * 5', '* not a list', 'a [bracket] (alone)', '2 ** 3'])('keeps %j as it is', text => {
  expect(plainText(parseInline(text))).toBe(text);
});

it('renders a line without a paragraph round it', () => {
  expect(renderToStaticMarkup(<MarkdownLine text="*Predict*: the text" />)).toBe(
    '<em>Predict</em>: the text',
  );
});
