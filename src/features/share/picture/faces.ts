import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import serifUrl from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import type { Font, Shape } from './shapes.ts';

/** The faces that a picture takes along: the page's own files, so that nothing more is loaded. */
const faces: Readonly<Record<Font['family'], { readonly name: string; readonly url: string }>> = {
  text: { name: 'Source Serif 4 Variable', url: serifUrl },
  ui: { name: 'Inter Variable', url: interUrl },
};

/**
 * CSS with the faces that the shapes use, the files within it, so that a picture looks the same in a program that does
 * not have them. 65 kB a face. Only the Latin part: a Chinese font has megabytes, so Chinese is drawn with what the
 * system has, as it is on the page.
 *
 * @throws TypeError when a file cannot be fetched
 */
export async function facesFor(shapes: readonly Shape[]): Promise<string> {
  const rules = familiesIn(shapes).map(async family => {
    const { name, url } = faces[family];
    const response = await fetch(url);
    if (!response.ok) throw new TypeError(`${url}: HTTP ${response.status}`);
    const data = base64(new Uint8Array(await response.arrayBuffer()));
    return `@font-face{font-family:'${name}';font-weight:200 900;src:url(data:font/woff2;base64,${data}) format('woff2')}`;
  });
  return (await Promise.all(rules)).join('');
}

/** The families in which a picture has Latin text. */
export function familiesIn(shapes: readonly Shape[]): Font['family'][] {
  const isLatin = (text: string) => /[\u0021-\u00ff]/.test(text);
  const used = shapes.flatMap(shape =>
    shape.kind === 'text' && shape.runs.some(({ text }) => isLatin(text)) ? [shape.font.family] : [],
  );
  return (['text', 'ui'] as const).filter(family => used.includes(family));
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  const chunk = 0x8000; // arguments of one call are limited
  for (let i = 0; i < bytes.length; i += chunk)
    binary += String.fromCharCode(...bytes.subarray(i, i + chunk));
  return btoa(binary);
}
