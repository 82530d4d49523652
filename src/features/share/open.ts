import { useEffect } from 'react';
import { TraceFileError, readTraceFile } from '#trace/read.ts';
import type { WorkbenchController } from '#run/workbench.ts';

/** Whether a file was opened; if not, what stands in it that cannot be, where it is a saved run at all. */
export type Opening = { readonly opened: true } | { readonly opened: false; readonly place: string | null };

/** Opens a saved run; nothing changes when the file is not one. */
export async function openFile(controller: WorkbenchController, file: File): Promise<Opening> {
  try {
    controller.openSaved(readTraceFile(JSON.parse(await file.text())));
    return { opened: true };
  } catch (error) {
    console.info('saved run', error);
    const isRun = error instanceof TraceFileError && error.place !== 'format' && error.place !== 'file';
    return { opened: false, place: isRun ? error.place : null };
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
      void openFile(controller, file).then(
        opening => opening.opened || controller.notify({ kind: 'not-a-run', place: opening.place }),
      );
    };
    document.addEventListener('dragover', take);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', take);
      document.removeEventListener('drop', onDrop);
    };
  }, [controller]);
}
