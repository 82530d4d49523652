/**
 * GPT-2's byte alphabet: each byte is written as one printable character, the unprintable ones as U+0100 upwards.
 *
 * @see github.com/openai/gpt-2 src/encoder.py, bytes_to_unicode
 */
const byteOf: ReadonlyMap<string, number> = (() => {
  const isPrintable = (b: number): boolean =>
    (b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  const alphabet = new Map<string, number>();
  let others = 0;
  for (let byte = 0; byte < 256; byte++) {
    alphabet.set(String.fromCodePoint(isPrintable(byte) ? byte : 0x100 + others++), byte);
  }
  return alphabet;
})();

/**
 * The bytes of a token spelled in the byte alphabet, e.g. `Ġthe` → 20 74 68 65.
 *
 * @returns null when a character is outside the alphabet
 */
export function bytesInAlphabet(spelling: string): Uint8Array | null {
  const bytes = Array.from(spelling, character => byteOf.get(character));
  return bytes.includes(undefined) ? null : Uint8Array.from(bytes as number[]);
}
