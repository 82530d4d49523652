// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { places } from '#lesson/chapters/index.ts';
import { modelById } from '#engine/models.ts';
import { languages } from '#i18n/messages.tsx';
import { firstDownloads } from '#app/firstDownloads.ts';
import { Cover, isCovered } from '#features/embed/Cover.tsx';
import { hasStage } from '#lesson/permissions.ts';
import { parseOptions } from '#run/url.ts';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false })); // jsdom has no media queries
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const optionsOf = (query: string) => parseOptions(`?view=embed&lang=en&${query}`).options;

/** What the cover says it will fetch. */
function saidOf(query: string): string {
  const { container } = render(
    <Cover downloadsOf={firstDownloads} options={optionsOf(query)} host={null}>
      opened
    </Cover>,
  );
  return container.querySelector('p')!.textContent!;
}
const sizeOf = (...ids: string[]) =>
  languages.en.format.bytes(ids.reduce((sum, id) => sum + modelById(id)!.spec.bytes, 0));

describe('the cover of an embed', () => {
  it('names what its figure fetches, and how much that is', () => {
    expect(saidOf('chapter=system-prompt&scene=two-views')).toBe(
      `Mini, English, chat-tuned runs on this device: ${sizeOf('en-chat')}, once.`,
    );
    cleanup();
    expect(saidOf('chapter=origins&scene=translation')).toBe(
      'Translator, English to Chinese runs on this device: 1.3 MB, once.',
    );
    cleanup();
    expect(saidOf('chapter=next-token&scene=tokens')).toMatch(
      /^The tokenizer of “.+” runs on this device: 2\d\d kB, once\.$/,
    );
  });

  it('counts every model of a figure that compares several', () => {
    expect(saidOf('chapter=scale&scene=one-die')).toContain('Nano, English + Mini, English');
    cleanup();
    expect(saidOf('chapter=system-prompt&scene=further-training')).toMatch(
      / \+ Mini, English, chat-tuned run /,
    );
  });

  it('does not speak of a model that the address asks for and the figure does not use', () => {
    const scene = 'chapter=loop&scene=why-not';
    const said = saidOf(scene);
    cleanup();
    expect(saidOf(`${scene}&model=zh-poems`)).toBe(said);
  });

  it('is there where something would be fetched unasked, and only there', () => {
    const data = ['bleu', 'timeline', 'loss', 'summary', 'quiz'];
    for (const { chapter, scene } of places) {
      const query = `chapter=${chapter.id}&scene=${scene.id}`;
      const fetches = !hasStage(scene) && !data.includes(scene.figure);
      expect([query, isCovered(optionsOf(query), firstDownloads)]).toEqual([query, fetches]);
      expect(isCovered(parseOptions(`?${query}`).options, firstDownloads)).toBe(false);
    }
  });
});
