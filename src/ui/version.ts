/**
 * Whether another version of the page lies on the server now: its files have other names, so that nothing this one has
 * not fetched yet can be had any more.
 *
 * @param script address of a script of this version
 * @returns false also while the server does not answer
 */
export async function isReplaced(script: string): Promise<boolean> {
  try {
    const list = await fetch(new URL('offline.json', document.baseURI), { cache: 'no-store' });
    if (!list.ok) return false; // the development server has none
    const assets = (await list.json()) as readonly { readonly path: string }[];
    const name = script.slice(script.lastIndexOf('/') + 1).replace(/\?.*$/, '');
    if (!assets.some(({ path }) => path.endsWith(`/${name}`))) return true;
    return (await fetch(script, { method: 'HEAD', cache: 'no-store' })).status === 404;
  } catch {
    return false;
  }
}
