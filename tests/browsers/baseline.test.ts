import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import bcd, { type CompatStatement, type Identifier } from '@mdn/browser-compat-data' with { type: 'json' };
import { expect, it } from 'vitest';

const assets = join(import.meta.dirname, '../../dist/assets');

/** The oldest browsers with the whole page, as vite.config.ts has them. */
const baseline = { chrome: 100, firefox: 115, safari: 16.4 } as const;

/** What is newer and stands in the code nevertheless, and why that is right. */
const known: Readonly<Record<string, string>> = {
  toSorted: 'src/baseline/fills/builtins.ts',
  toReversed: 'src/baseline/fills/builtins.ts',
  with: 'src/baseline/fills/builtins.ts',
  showPopover: 'src/baseline/fills/popover.ts',
  hidePopover: 'src/baseline/fills/popover.ts',
  Segmenter: 'src/baseline/fills/segmenter.ts',
  startViewTransition: 'React asks first',
  skipTransition: 'React asks first',
  waitAsync: 'onnxruntime asks first',
  Float16Array: 'onnxruntime for GPUs asks first',
  grow: 'of a WebAssembly.Memory',
  run: 'a name of our own, and of framer-motion’s',
  take: 'a name of our own',
  drop: 'a name of our own',
  toHex: 'a name of our own',
  dispose: 'a name of our own, and of onnxruntime’s',
  use: 'React’s, and a name of our own',
  adopt: 'a name of our own',
  move: 'a name of our own, and of framer-motion’s',
  bytes: 'a name of our own',
  range: 'a name of our own',
  share: 'a name of our own',
  delay: 'framer-motion’s',
  connection: 'a name of our own',
};

/** The parts of the DOM whose methods are looked at; WebGPU and the like are asked for before they are used. */
const dom =
  `AbortSignal Animation Blob Cache CSSStyleSheet Document DocumentFragment Element Event HTMLElement
  HTMLInputElement Headers IntersectionObserver Navigator Node ReadableStream Request Response ShadowRoot URL
  URLSearchParams Window Worker`.split(/\s+/);

function isNewer({ support }: CompatStatement): boolean {
  return (Object.keys(baseline) as (keyof typeof baseline)[]).some(browser => {
    const said = support[browser];
    const first = Array.isArray(said) ? said.find(each => each.flags === undefined) : said;
    const since = first?.version_added;
    return (
      since === false ||
      since === undefined ||
      since === 'preview' ||
      parseFloat(String(since).replace('≤', '')) > baseline[browser]
    );
  });
}

/** Names of functions and classes, newer than the baseline or not. A name that an older thing has too tells nothing. */
function namesOf(): Set<string> {
  const newer = new Set<string>();
  const older = new Set<string>();
  const take = (name: string, entry: Identifier) => {
    if (entry.__compat && /^[A-Za-z]\w+$/.test(name)) (isNewer(entry.__compat) ? newer : older).add(name);
  };
  const api = bcd.api as Record<string, Identifier>;
  for (const table of [bcd.javascript.builtins!, Object.fromEntries(dom.map(name => [name, api[name]!]))]) {
    for (const [owner, members] of Object.entries(table as Record<string, Identifier>)) {
      take(owner, members);
      for (const [name, entry] of Object.entries(members)) {
        if (name !== '__compat') take(name.replace(/_static$/, ''), entry as Identifier);
      }
    }
  }
  return new Set([...newer].filter(name => !older.has(name)));
}

it('no script uses what the oldest promised browsers lack, unless it is filled in or asked for first', () => {
  const newer = namesOf();
  expect(newer).toContain('toSorted'); // Chromium 110
  expect(newer).toContain('canParse'); // Safari 17
  expect(newer).not.toContain('structuredClone'); // Chromium 98
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(assets).filter(
    name => /\.m?js$/.test(name) && !/^(fill-|builtins-)/.test(name),
  )) {
    const code = readFileSync(join(assets, file), 'utf8');
    for (const [, method, made] of code.matchAll(/\.([A-Za-z]\w+)(?=\()|\bnew ([A-Z]\w+)(?=[(;,])/g)) {
      const name = (method ?? made)!;
      if (newer.has(name))
        found.set(name, (found.get(name) ?? new Set()).add(file.replace(/-[\w-]{8}\./, '.')));
    }
  }
  const unknown = [...found]
    .filter(([name]) => !(name in known))
    .map(([name, files]) => `${name}: ${[...files].join(' ')}`);
  expect(unknown).toEqual([]);
});
