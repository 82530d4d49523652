import { expect, it } from 'vitest';
import { noteOf } from '../../scripts/browser-notes.ts';

it('says which browser ran and how fast, or why it did not', () => {
  const ran = { name: 'Firefox', version: 'Firefox 153.0', absent: null, firstLiveMs: 2540, msPerToken: 2.1 };
  expect(noteOf(ran)).toBe('Firefox ran (Firefox 153.0), first live token after 2.5 s, 2.1 ms a token');
  expect(noteOf({ ...ran, version: null, absent: 'it is built for Linux on x64 only' })).toBe(
    'Firefox: skipped, it is built for Linux on x64 only',
  );
});
