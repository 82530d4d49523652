import type { RecordedRun } from '#trace/file.ts';
import { readTraceFile } from '#trace/read.ts';

/** @throws Error where the run cannot be had; TraceFileError where it is none */
export async function fetchRun(url: string): Promise<RecordedRun> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return readTraceFile(await response.json());
}
