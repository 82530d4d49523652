/** What is kept of a model file, whole or in part. */
export interface StoredFile {
  readonly key: string; // <model>/<path>
  readonly model: string; // e.g. 'Xenova/gpt2@main'
  readonly path: string;
  readonly identity: string; // hash, version or size: another one is another file, and nothing of it is reused
  readonly tag: string | null; // ETag or date of the answer its bytes came with; null when there was none
  readonly bytes: number; // of the whole file
  readonly storedBytes: number; // so far; equal to bytes when complete
}

/** Bytes that are written at once: small enough to lose little when a download is cut, large enough to be few. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * How long storage may be silent, in ms. It can be: a profile on a full or broken disk, a window that is being closed, a
 * browser whose database another version holds. A question without an answer is then as good as a refusal.
 */
export interface Patience {
  readonly open: number;
  readonly read: number; // of a chunk, also from a slow disk
  readonly write: number;
}
const usualPatience: Patience = { open: 2_000, read: 10_000, write: 30_000 };

/**
 * Downloaded model files in IndexedDB, chunk by chunk, so that a download goes on where it was cut, also after the page
 * was closed. The Cache API and the origin's file system would need a secure context, which a school's plain http
 * server is not.
 */
export class ModelStore {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly patience: Patience,
  ) {}

  /** null where storage is refused or silent: in a sandboxed iframe, in some private windows. */
  static async open(patience: Patience = usualPatience): Promise<ModelStore | null> {
    try {
      const request = indexedDB.open('next-token-models', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('files', { keyPath: 'key' });
        request.result.createObjectStore('chunks'); // [key, index] → ArrayBuffer
      };
      const opened = settled(request);
      const database = await inTime(opened, patience.open).catch((error: unknown) => {
        void opened.then(late => late.close()).catch(() => {}); // nobody waits for it any more
        throw error;
      });
      return new ModelStore(database, patience);
    } catch {
      return null;
    }
  }

  /** Files of all models, complete or begun; none where they cannot be read. */
  async list(): Promise<StoredFile[]> {
    try {
      const files = this.database.transaction('files').objectStore('files');
      return await inTime(settled(files.getAll() as IDBRequest<StoredFile[]>), this.patience.read);
    } catch {
      return [];
    }
  }

  /** The index-th chunk and its file's tag; null when it is not there, or belongs to another file of the same name. */
  async read(
    key: string,
    identity: string,
    index: number,
  ): Promise<{ chunk: Uint8Array; tag: string | null } | null> {
    const transaction = this.database.transaction(['files', 'chunks']);
    const found = Promise.all([
      settled(transaction.objectStore('files').get(key) as IDBRequest<StoredFile | undefined>),
      settled(transaction.objectStore('chunks').get([key, index]) as IDBRequest<ArrayBuffer | undefined>),
    ]);
    const [file, chunk] = await inTime(found, this.patience.read);
    if (file?.identity !== identity || chunk === undefined) return null;
    return { chunk: new Uint8Array(chunk), tag: file.tag ?? null };
  }

  /**
   * Adds a chunk and counts it, both or neither.
   *
   * @param file storedBytes including this chunk
   * @throws DOMException 'QuotaExceededError'; Error when storage is silent
   */
  async write(file: StoredFile, index: number, chunk: Uint8Array): Promise<void> {
    const transaction = this.database.transaction(['files', 'chunks'], 'readwrite');
    transaction.objectStore('files').put(file);
    transaction.objectStore('chunks').put(chunk.slice().buffer, [file.key, index]);
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    await inTime(written, this.patience.write);
  }

  /** Forgets one file. */
  async remove(key: string): Promise<void> {
    const transaction = this.database.transaction(['files', 'chunks'], 'readwrite');
    transaction.objectStore('files').delete(key);
    const removed = settled(
      transaction.objectStore('chunks').delete(IDBKeyRange.bound([key], [key, Infinity])),
    );
    await inTime(removed, this.patience.write);
  }

  /** Forgets all files of a model. */
  async removeModel(model: string): Promise<void> {
    for (const file of await this.list()) if (file.model === model) await this.remove(file.key);
  }

  close(): void {
    this.database.close();
  }
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @throws Error when the promise has not settled within `ms` */
function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`storage has been silent for ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
