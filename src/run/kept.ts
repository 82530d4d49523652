import type { Session } from '#player/state.ts';
import { linkOf } from '#trace/link.ts';
import { endOfLine, pathTo } from '#trace/trace.ts';
import { writeRun } from './parameters.ts';
import type { WorkbenchController } from './workbench.ts';

/** An address of the page with a run in place of the one it had; language, view and scene stay. */
export function addressWith({ session, store }: WorkbenchController, address: string): string {
  const { trace, cursor, seed, params } = session.store.getState();
  const { promptText: prompt } = store.getState();
  const url = new URL(address);
  for (const name of ['model', 'prompt', 'seed', 'temperature', 'topk', 'topp', 'minp', 'run', 'at']) {
    url.searchParams.delete(name);
  }
  const run = writeRun(
    linkOf(trace, cursor, endOfVisited(session.store.getState()), { prompt, seed, params }),
  );
  run.forEach((value, name) => url.searchParams.set(name, value));
  url.hash = ''; // with one the browser would only scroll
  return url.href;
}

/** The end of the line as far as the reader has been: a recording's future is not theirs to keep or to share. */
export function endOfVisited({ trace, cursor, visited }: Session): number {
  return pathTo(trace, endOfLine(trace, cursor)).findLast(step => visited.has(step)) ?? cursor;
}
