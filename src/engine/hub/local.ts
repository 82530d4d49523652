import type { ListedFile } from './listing.ts';

/** A file of a folder that was dropped: its path has to be brought along, for the file itself does not know it. */
export interface FileInFolder {
  readonly file: File;
  readonly path: string;
}

/**
 * Files that the reader has opened or dropped, as a listing: the folder they came in is cut off. Nothing is read yet.
 */
export function localFiles(files: Iterable<File | FileInFolder>): ListedFile[] {
  const all = [...files].map(each =>
    each instanceof File ? { file: each, path: each.webkitRelativePath || each.name } : each,
  );
  const prefix = commonFolder(all.map(({ path }) => path));
  return all.map(({ file, path }) => ({
    path: path.slice(prefix.length),
    bytes: file.size,
    sha256: null,
    version: `${file.size} bytes of ${file.lastModified}`, // fine-tuned weights are as many bytes as those before
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
