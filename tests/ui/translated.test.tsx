// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tolerateTranslators } from '#ui/translated.ts';

const { removeChild, insertBefore } = Node.prototype;
beforeEach(() => tolerateTranslators());
afterEach(() => {
  cleanup();
  Object.assign(Node.prototype, { removeChild, insertBefore });
});
afterAll(() => Object.assign(Node.prototype, { removeChild, insertBefore }));

function wrapped(text: Text, keep: boolean): void {
  const outer = document.createElement('font');
  const inner = outer.appendChild(document.createElement('font'));
  text.replaceWith(outer);
  if (keep) inner.append(text);
  else inner.append(`${text.data} (translated)`);
}

/** What a translating browser does to every text on the page. */
function translate(root: Node, keep: boolean): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  texts.filter(text => /\p{L}/u.test(text.data)).forEach(text => wrapped(text, keep));
}

/** Bare text among elements, that comes and goes: the kind that broke. */
function Line({ doubt, after }: { doubt: string | null; after: boolean }) {
  return (
    <p>
      {doubt}
      <b>bars</b>
      {doubt !== null && ' bits of doubt'}
      {after && <i>and more</i>}
    </p>
  );
}

describe.each([
  ['keeps the page’s own text inside its wrappers', true],
  ['puts new text in their place', false],
])('a translator that %s', (_, keep) => {
  it('leaves a page that still changes and comes down', () => {
    const { container, rerender, unmount } = render(<Line doubt="three" after={false} />);
    translate(container, keep);
    rerender(<Line doubt={null} after />);
    expect(container.querySelector('i')!.textContent).toBe('and more');
    rerender(<Line doubt="four" after={false} />);
    expect(container.querySelector('i')).toBeNull();
    expect(container.textContent).toContain('four');
    translate(container, keep);
    rerender(<Line doubt={null} after={false} />);
    unmount();
    expect(container.textContent).toBe('');
  });
});

it('where nothing was moved, nodes are taken and put as ever', () => {
  const list = document.createElement('ul');
  const [a, b] = [document.createElement('li'), document.createElement('li')];
  expect(list.insertBefore(a, null)).toBe(a);
  expect(list.insertBefore(b, a)).toBe(b);
  expect([...list.childNodes]).toEqual([b, a]);
  expect(list.removeChild(b)).toBe(b);
  expect([...list.childNodes]).toEqual([a]);
});
