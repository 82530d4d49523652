const margin = 12; // px to the window's edges
const gap = 6;

/** Puts an open popover below what it speaks of, or above where there is no room below. */
export function placeBeside(box: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const left = Math.min(at.left, window.innerWidth - box.offsetWidth - margin);
  const isRoomBelow = at.bottom + gap + box.offsetHeight + margin < window.innerHeight;
  box.style.left = `${Math.max(margin, left)}px`;
  box.style.top = `${Math.max(margin, isRoomBelow ? at.bottom + gap : at.top - box.offsetHeight - gap)}px`;
}
