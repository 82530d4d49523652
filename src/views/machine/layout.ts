export interface Plate {
  readonly layer: number; // 0 = the first the text passes, at the back
  readonly x: number; // of the plate's upper left corner, user units
  readonly y: number;
  readonly delay: number; // s after the wave begins
}

export const plateWidth = 132;
export const plateHeight = 150;
const unknownDepth = 4; // plates of a stack that is only hinted at
const depthX = 62; // room for the whole stack, however many layers it has
const depthY = 56;
export const machineWidth = plateWidth + depthX;
export const machineHeight = plateHeight + depthY;

/**
 * A stack seen from its front: layer 0 farthest back (up and to the left, where the text comes in), the last in front.
 * At most 24 plates are drawn; deeper models draw every n-th, since closer edges would blur on a projector.
 *
 * @param layers null: nobody has said how many; a few plates stand for them
 * @param waveMs length of one wave; each plate lights for about half of it
 */
export function layoutPlates(layers: number | null, waveMs: number): Plate[] {
  const all = layers ?? unknownDepth;
  const drawn = Math.min(all, 24);
  return Array.from({ length: drawn }, (_, i) => {
    const forward = drawn > 1 ? i / (drawn - 1) : 1; // 0 at the back, 1 in front
    return {
      layer: Math.round(forward * (all - 1)),
      x: depthX * forward,
      y: depthY * forward,
      delay: (waveMs / 1000) * 0.5 * forward,
    };
  });
}
