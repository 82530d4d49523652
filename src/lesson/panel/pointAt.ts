import { flushSync } from 'react-dom';

const shownMs = 2600; // long enough to find it with the eyes, away from the sentence

/**
 * Shows where a control is: brings it into view, rings it for a moment and puts the focus into it, so that the arrow
 * keys move what the sentence has just spoken of. Controls say their name in `data-control`; one that is folded away is
 * unfolded first.
 */
export function pointAt(control: string): void {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-control="${CSS.escape(control)}"]`)];
  const folded = all.find(element => element.closest('[hidden]'))?.closest('[hidden]');
  const toggle = folded && document.querySelector<HTMLElement>(`[aria-controls="${folded.id}"]`);
  if (toggle) flushSync(() => toggle.click());
  const place = all.find(element => element.getClientRects().length > 0);
  if (place === undefined) return;
  place.scrollIntoView({ block: 'nearest' });
  const focusable = 'input, select, textarea, button, [tabindex="0"]';
  const target = place.matches(focusable) ? place : place.querySelector<HTMLElement>(focusable);
  target?.focus({ preventScroll: true });
  place.dataset['pointed'] = '';
  setTimeout(() => delete place.dataset['pointed'], shownMs);
}
