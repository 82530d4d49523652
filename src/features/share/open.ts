import { useEffect } from 'react';
import { readTraceFile } from '#trace/file.ts';
import type { WorkbenchController } from '#run/workbench.ts';

/** Opens a saved run. @returns false, and nothing changed, when the file is not one */
export async function openFile(controller: WorkbenchController, file: File): Promise<boolean> {
  try {
    controller.openSaved(readTraceFile(JSON.parse(await file.text())));
    return true;
  } catch (error) {
    console.info('saved run', error);
    return false;
  }
}

/** A saved run dropped anywhere on the page is opened. A dialog that takes files of its own keeps them. */
export function useDrop(controller: WorkbenchController): void {
  useEffect(() => {
    const take = (event: DragEvent): File | null => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return null;
      event.preventDefault(); // else the browser leaves the page to show the file
      return event.dataTransfer.files[0] ?? null;
    };
    const onDrop = (event: DragEvent) => {
      const file = take(event);
      if (file === null) return;
      void openFile(controller, file).then(opened => opened || controller.notify({ kind: 'not-a-run' }));
    };
    document.addEventListener('dragover', take);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', take);
      document.removeEventListener('drop', onDrop);
    };
  }, [controller]);
}
