import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumFlags, ensureChromium } from '../scripts/chromium.ts';
import { runTool } from '../scripts/tool.ts';
import { type EngineResult, measureEngine } from './engine.ts';
import { measureColdStart, measureSmoothness } from './page.ts';

/**
 * `npm run bench`: builds the page and measures it in Chromium on this machine; prints Markdown tables.
 *
 *   --model en-mini    only this model's speed (may be repeated); default: all that are served with the page
 *   --repeats 15       passes per median
 *   --seconds 10       how long each tempo is watched
 */
const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true, default: [] },
    repeats: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '10' },
  },
});

const load = () =>
  loadavg()
    .map(value => value.toFixed(1))
    .join(' ');
const loadBefore = load();
const built = await runTool('vite', ['build', '--logLevel', 'error']);
if (built !== 0) process.exit(built);

const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: chromiumFlags,
  chromiumSandbox: false,
});
const [cpu] = cpus();
console.log(
  `\n${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB; Chromium`,
  `${browser.version()} (headless); load averages ${loadBefore} before, warm server on localhost.\n`,
);

const start = await measureColdStart(browser);
const total = Object.values(start.bytes).reduce((sum, bytes) => sum + bytes, 0);
printTable(
  ['first visit', ''],
  [
    ['first picture (bars on the stage)', ms(start.firstPictureMs)],
    ['first token by the live model', ms(start.firstLiveTokenMs)],
    ...Object.entries(start.bytes).map(([kind, bytes]) => [`loaded before it: ${kind}`, kilobytes(bytes)]),
    ['loaded before it: everything', kilobytes(total)],
  ],
);

const tempos = [];
for (const tempo of ['lesson', 'watch', 'stream', 'fast']) {
  tempos.push(await measureSmoothness(browser, tempo, Number(values.seconds)));
}
printTable(
  ['while playing', ...tempos.map(({ tempo }) => tempo)],
  [
    ['tokens a second', ...tempos.map(({ tokens, seconds }) => (tokens / seconds).toFixed(1))],
    ['frames a second', ...tempos.map(({ framesPerSecond }) => framesPerSecond.toFixed(1))],
    ['99th percentile between frames', ...tempos.map(({ slowestFrameMs }) => ms(slowestFrameMs))],
    [
      'longest main-thread task',
      ...tempos.map(({ longestTaskMs }) => (longestTaskMs === 0 ? 'under 50 ms' : ms(longestTaskMs))),
    ],
  ],
);

const engines = await measureEngine(browser, values.model, Number(values.repeats));
for (const engine of engines) printEngine(engine);
await browser.close();
console.log(`Load averages ${load()} after.`);

/** Share of a limit: bytes of weights read per second of forward pass over bytes this browser can read per second. */
function printEngine({
  model,
  backend,
  threads,
  parameters,
  weightBytes,
  loadMs,
  speeds,
  inCache,
  inMemory,
}: EngineResult): void {
  const name = `${model}: ${(parameters / 1e6).toFixed(1)}M parameters, ${kilobytes(weightBytes)}, ${backend}, ${threads} thread(s)`;
  const share = (cachedMs: number, limit: number) =>
    `${((weightBytes / (cachedMs / 1000) / limit) * 100).toFixed(1)} %`;
  printTable(
    [name, ...speeds.map(({ context }) => `context ${context}`)],
    [
      ['a token, with cache', ...speeds.map(({ cachedMs }) => ms(cachedMs))],
      ['a token, without cache', ...speeds.map(({ uncachedMs }) => ms(uncachedMs))],
      [
        `of the memory limit, ${gigabytes(inMemory)}/s`,
        ...speeds.map(({ cachedMs }) => share(cachedMs, inMemory)),
      ],
      [
        `of the cache limit, ${gigabytes(inCache)}/s`,
        ...speeds.map(({ cachedMs }) => share(cachedMs, inCache)),
      ],
      ['loading and verifying', ms(loadMs), ...speeds.slice(1).map(() => '')],
    ],
  );
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log(
    [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line), ''].join('\n'),
  );
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(0)} GB`;
}
