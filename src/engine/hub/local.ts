import type { ListedFile } from './listing.ts';

/**
 * Files that the reader has opened or dropped, as a listing: the folder they came in is cut off. Nothing is read yet.
 */
export function localFiles(files: Iterable<File>): ListedFile[] {
  const all = [...files].map(file => ({ file, path: file.webkitRelativePath || file.name }));
  const prefix = commonFolder(all.map(({ path }) => path));
  return all.map(({ file, path }) => ({
    path: path.slice(prefix.length),
    bytes: file.size,
    sha256: null,
    source: file,
  }));
}

function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  let prefix = first.slice(0, first.lastIndexOf('/') + 1);
  while (!paths.every(path => path.startsWith(prefix))) {
    prefix = prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);
  }
  return prefix;
}
