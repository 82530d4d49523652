/**
 * Lets React live beside a browser that translates. Translators put the words of a text node into elements of their own
 * and leave the old node in them, or nowhere; when React later takes its node away, the browser throws and the whole
 * page is gone. What is not where React left it is removed where it is.
 *
 * @see https://github.com/facebook/react/issues/11538
 */
export function tolerateTranslators(prototype: Node = Node.prototype): void {
  const { removeChild, insertBefore } = prototype;
  prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) return removeChild.call(this, child) as T;
    // Its wrapper goes with it, where the translator kept the two together.
    const wrapper = childHolding(this, child);
    if (wrapper !== null) removeChild.call(this, wrapper);
    return child;
  };
  prototype.insertBefore = function <T extends Node>(this: Node, added: T, before: Node | null): T {
    const place = before === null || before.parentNode === this ? before : childHolding(this, before);
    return insertBefore.call(this, added, place) as T;
  };
}

/** The child of `parent` that `node` has been moved into; null when it is nowhere inside. */
function childHolding(parent: Node, node: Node): Node | null {
  for (let at: Node | null = node; at !== null; at = at.parentNode) {
    if (at.parentNode === parent) return at;
  }
  return null;
}
