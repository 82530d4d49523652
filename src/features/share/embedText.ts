/**
 * Text that travels inside a picture, where programs that show a file's properties find it: an image that has lost its
 * page still says what it was computed from.
 */

/** A PNG with a UTF-8 text chunk after its header (PNG specification, §11.3.3.4, iTXt). */
export function withTextPng(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const utf8 = new TextEncoder();
  // keyword, no compression, no language, no translated keyword, text
  const data = utf8.encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4); // the type does not count
  chunk.set(data, 4);
  view.setUint32(data.length + 4, crc32(data));
  const header = 8 + 25; // signature, IHDR
  return joined(png.subarray(0, header), chunk, png.subarray(header));
}

/** A GIF with a comment before its trailer (GIF89a specification, §24), in UTF-8. */
export function withTextGif(gif: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Uint8Array.of(block.length), block);
  }
  const end = gif.length - 1; // the trailer
  return joined(
    gif.subarray(0, end),
    Uint8Array.of(0x21, 0xfe),
    ...blocks,
    Uint8Array.of(0),
    gif.subarray(end),
  );
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Of a PNG chunk's type and data (PNG specification, Annex D). */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
