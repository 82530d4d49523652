/** A file and where it lies in what was dropped. */
export interface Dropped {
  readonly file: File;
  readonly path: string;
}

/**
 * What was dropped, folders walked to their leaves.
 *
 * The entries have to be taken while the drop is being handled: afterwards a DataTransfer is empty.
 *
 * @see File and Directory Entries API, wicg.github.io/entries-api
 */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return [...transfer.files].map(file => ({ file, path: file.name }));
  return (await Promise.all(entries.map(leaves))).flat();
}

async function leaves(entry: FileSystemEntry): Promise<Dropped[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  const found: Dropped[] = [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a hundred at a time, and none when there are no more.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(leaves))).flat());
  }
}
