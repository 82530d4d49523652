/**
 * The end of an array as float32. Half-precision tensors come as their bits in a Uint16Array, or as a Float16Array in
 * browsers that have one; both become ordinary numbers here.
 *
 * @param from index of the first value; negative counts from the end
 */
export function float32(values: Float32Array | Uint16Array, from = 0): Float32Array {
  const part = values.slice(from);
  if (part instanceof Float32Array) return part;
  return Float32Array.from(part, part instanceof Uint16Array ? valueOfHalf : Number);
}

/** @see IEEE 754-2008 §3.4, binary16 */
function valueOfHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
