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
 * Downloaded model files in IndexedDB, chunk by chunk, so that a download goes on where it was cut, also after the page
 * was closed. The Cache API and the origin's file system would need a secure context, which a school's plain http
 * server is not.
 */
export class ModelStore {
  private constructor(private readonly database: IDBDatabase) {}

  /** null where storage is refused: in a sandboxed iframe, in some private windows. */
  static async open(): Promise<ModelStore | null> {
    try {
      const request = indexedDB.open('next-token-models', 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('files', { keyPath: 'key' });
        request.result.createObjectStore('chunks'); // [key, index] → ArrayBuffer
      };
      return new ModelStore(await settled(request));
    } catch {
      return null;
    }
  }

  /** Files of all models, complete or begun. */
  async list(): Promise<StoredFile[]> {
    return settled(
      this.database.transaction('files').objectStore('files').getAll() as IDBRequest<StoredFile[]>,
    );
  }

  /** The index-th chunk and its file's tag; null when it is not there, or belongs to another file of the same name. */
  async read(
    key: string,
    identity: string,
    index: number,
  ): Promise<{ chunk: Uint8Array; tag: string | null } | null> {
    const transaction = this.database.transaction(['files', 'chunks']);
    const [file, chunk] = await Promise.all([
      settled(transaction.objectStore('files').get(key) as IDBRequest<StoredFile | undefined>),
      settled(transaction.objectStore('chunks').get([key, index]) as IDBRequest<ArrayBuffer | undefined>),
    ]);
    if (file?.identity !== identity || chunk === undefined) return null;
    return { chunk: new Uint8Array(chunk), tag: file.tag ?? null };
  }

  /**
   * Adds a chunk and counts it, both or neither.
   *
   * @param file storedBytes including this chunk
   * @throws DOMException 'QuotaExceededError'
   */
  async write(file: StoredFile, index: number, chunk: Uint8Array): Promise<void> {
    const transaction = this.database.transaction(['files', 'chunks'], 'readwrite');
    transaction.objectStore('files').put(file);
    transaction.objectStore('chunks').put(chunk.slice().buffer, [file.key, index]);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** Forgets one file. */
  async remove(key: string): Promise<void> {
    const transaction = this.database.transaction(['files', 'chunks'], 'readwrite');
    transaction.objectStore('files').delete(key);
    await settled(transaction.objectStore('chunks').delete(IDBKeyRange.bound([key], [key, Infinity])));
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
