/**
 * Whether a key press belongs to an input method that is still composing, so that Enter takes a candidate and Esc drops
 * it. Safari ends the composition before it reports that Enter; all that then tells it is the key code 229.
 *
 * @see https://bugs.webkit.org/show_bug.cgi?id=165004
 */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229;
