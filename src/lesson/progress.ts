import type { SceneAddress } from './chapter.ts';
import { places } from './chapters/index.ts';
import { remember, remembered } from '#ui/preferences.ts';

/** Scenes the reader has been to, on this device. What is stored may be old or foreign: unknown entries are dropped. */
export function readProgress(): ReadonlySet<SceneAddress> {
  const stored = (remembered('progress') ?? '').split(' ');
  return new Set(places.map(({ address }) => address).filter(address => stored.includes(address)));
}

export function writeProgress(visited: ReadonlySet<SceneAddress>): void {
  remember('progress', [...visited].join(' '));
}
