import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What tests/browsers writes about each browser. */
interface Found {
  readonly name: string;
  readonly version: string | null;
  readonly absent: string | null; // why it could not be had
  readonly firstLiveMs: number | null;
  readonly msPerToken: number | null;
}

/** One line a browser: which it was and how fast, or why it is not here. */
export function browserNotes(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => noteOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Found));
}

export function noteOf({ name, version, absent, firstLiveMs, msPerToken }: Found): string {
  if (absent !== null) return `${name}: skipped, ${absent}`;
  const figures = [
    ...(firstLiveMs === null ? [] : [`first live token after ${(firstLiveMs / 1000).toFixed(1)} s`]),
    ...(msPerToken === null ? [] : [`${msPerToken} ms a token`]),
  ];
  return [`${name} ran (${version ?? 'version unknown'})`, ...figures].join(', ');
}
