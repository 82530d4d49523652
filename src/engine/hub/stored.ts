import { ModelStore } from '../files/store.ts';

/** A downloaded model in this browser, whole or in part. */
export interface StoredModel {
  readonly model: string; // owner/name@revision
  readonly storedBytes: number;
  readonly bytes: number; // of the files that were begun; equal to storedBytes when these are complete
}

/** What is kept; an empty list where storage is refused. */
export async function storedModels(): Promise<StoredModel[]> {
  const store = await ModelStore.open();
  if (store === null) return [];
  try {
    const models = new Map<string, StoredModel>();
    for (const file of await store.list()) {
      const known = models.get(file.model) ?? { model: file.model, storedBytes: 0, bytes: 0 };
      models.set(file.model, {
        model: file.model,
        storedBytes: known.storedBytes + file.storedBytes,
        bytes: known.bytes + file.bytes,
      });
    }
    return [...models.values()];
  } finally {
    store.close();
  }
}

/** Frees the room a model takes. */
export async function removeStored(model: string): Promise<void> {
  const store = await ModelStore.open();
  try {
    await store?.removeModel(model);
  } catch {
    // The list that is read next still has it.
  } finally {
    store?.close();
  }
}
