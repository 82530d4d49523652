import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { serveSite } from './static-server.ts';
import { project, runTool } from './tool.ts';

/**
 * `npm start`: builds the page if a source is newer than the last build, then serves it.
 *
 *   --port 8080      default 4173, or the next free one
 *   --base /demo/    serve under this path; the build is the same for every path
 *   --host 0.0.0.0   let other machines in the room open it; default: this machine only
 *   --isolate        cross-origin isolation, so that WebAssembly may use several threads
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    base: { type: 'string', default: '/' },
    host: { type: 'string', default: '127.0.0.1' },
    isolate: { type: 'boolean', default: false },
  },
});

const sources = ['src', 'models', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** Time of the newest file below `path`, in ms since 1970; 0 where there is none. */
function newest(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = readdirSync(path).filter(name => !name.startsWith('.'));
  return Math.max(0, ...names.map(name => newest(join(path, name))));
}

const built = newest(join(project, 'dist/index.html'));
if (sources.some(source => newest(join(project, source)) > built)) {
  const code = await runTool('vite', ['build']);
  if (code !== 0) process.exit(code);
}

const base = `/${values.base}/`.replace(/\/+/g, '/');
const first = Number(values.port ?? 4173);
if (!Number.isInteger(first) || first < 0 || first > 65535) {
  console.error(`--port ${values.port}: a port is a number from 0 to 65535`);
  process.exit(2);
}
const candidates = values.port === undefined ? Array.from({ length: 20 }, (_, i) => first + i) : [first];

for (const port of candidates) {
  try {
    const site = await serveSite({
      root: join(project, 'dist'),
      port,
      base,
      host: values.host,
      isolate: values.isolate,
    });
    console.log(`\n  Next Token · 下一个词   ${site.url}\n\n  Ctrl+C stops the server.`);
    break;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken || port === candidates.at(-1)) {
      console.error(taken ? `Port ${port} is in use; choose another with --port.` : error);
      process.exit(1);
    }
  }
}
