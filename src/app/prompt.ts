/**
 * Longest text that goes on the stage, in UTF-16 units: several times what any model here can see, and few enough
 * tokens to be drawn as tiles.
 */
export const longestPrompt = 6000;

/**
 * Makes any text a text that can be tokenized: broken halves of surrogate pairs become U+FFFD, and of a text that is
 * too long the end is kept, since that is what the model would see. What was typed stays in the text box.
 */
export function fitPrompt(text: string): { fitted: string; cleaned: boolean; cut: boolean } {
  const whole = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const cut = whole.length > longestPrompt;
  // Not in the middle of a surrogate pair.
  const end = cut ? whole.slice(-longestPrompt).replace(/^[\udc00-\udfff]/, '') : whole;
  const fitted = end.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '\ufffd',
  );
  return { fitted, cleaned: fitted !== end, cut };
}
