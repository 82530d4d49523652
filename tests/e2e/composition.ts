import type { Page } from '@playwright/test';

export interface Composition {
  readonly cut: string[]; // texts that reach out of the window, or of a box that hides them
  readonly over: string[]; // pairs of texts that stand over each other
  readonly ellipses: string[]; // texts shortened with an ellipsis
  readonly height: number; // of the whole page, px
}

/**
 * Reads from the laid-out page what a reader would complain of. A text counts where it can be seen: not hidden, not
 * behind the edge of a box that scrolls, not only for readers' tools.
 *
 * @param within selector of the part that is looked at
 */
export const compositionOf = (page: Page, within: string): Promise<Composition> =>
  page.evaluate(selector => {
    interface Seen {
      readonly text: string;
      readonly element: Element;
      readonly box: DOMRect;
    }
    const seen: Seen[] = [];
    const cut: string[] = [];
    const ellipses: string[] = [];
    const tolerance = 2; // px: line boxes are a little higher than what is written in them

    const clipsOf = (element: Element): { box: DOMRect; scrolls: boolean }[] => {
      const clips = [];
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        clips.push({ box: at.getBoundingClientRect(), scrolls: /auto|scroll/.test(overflowX + overflowY) });
      }
      return clips;
    };

    for (const root of document.querySelectorAll(selector)) {
      const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
        const text = node.textContent!.trim();
        const element = node.parentElement!;
        if (text === '' || element.closest('.visually-hidden, [hidden], .skip-link, option, textarea'))
          continue;
        const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        if (!shown) continue;
        const range = document.createRange();
        range.selectNode(node);
        for (const box of range.getClientRects()) {
          if (box.width < 1 || box.height < 1) continue;
          let visible = true;
          for (const clip of clipsOf(element)) {
            const out =
              box.right > clip.box.right + tolerance ||
              box.left < clip.box.left - tolerance ||
              box.bottom > clip.box.bottom + box.height * 0.3 ||
              box.top < clip.box.top - box.height * 0.3;
            const gone =
              box.left >= clip.box.right - 1 ||
              box.right <= clip.box.left + 1 ||
              box.top >= clip.box.bottom - 1 ||
              box.bottom <= clip.box.top + 1;
            if (gone || (out && clip.scrolls)) visible = false;
            else if (out) cut.push(`${text} (${element.className || element.tagName})`);
          }
          if (!visible) continue;
          if (box.right > innerWidth + 1 || box.left < -1) cut.push(`${text}: beyond the window`);
          seen.push({ text, element, box });
        }
        const style = getComputedStyle(element);
        if (style.textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
          ellipses.push(text);
      }
    }
    // What lies under the bar of buttons at a phone's foot comes out when the page is scrolled.
    const floats = (element: Element): boolean => {
      if (element.closest('[data-view="projector"] .controls-more[data-folds]')) return true; // over the picture
      for (let at: Element | null = element; at !== null; at = at.parentElement)
        if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
      return false;
    };
    const over: string[] = [];
    for (const [i, a] of seen.entries()) {
      for (const b of seen.slice(i + 1)) {
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element))
          continue;
        if (floats(a.element) !== floats(b.element)) continue;
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        const low = Math.min(a.box.height, b.box.height);
        if (across > tolerance && down > Math.max(tolerance, low * 0.35)) over.push(`${a.text} / ${b.text}`);
      }
    }
    return {
      cut: [...new Set(cut)],
      over: [...new Set(over)],
      ellipses: [...new Set(ellipses)],
      height: document.documentElement.scrollHeight,
    };
  }, within);
