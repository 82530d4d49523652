import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

/** How many different places the most restless bar was seen at, frame by frame, while `act` moved the stage. */
async function placesSeen(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const seen = new Map<Element, Set<string>>();
    let running = true;
    const look = () => {
      for (const element of document.querySelectorAll('[aria-label] button, li, li *')) {
        const { x, y, width } = element.getBoundingClientRect();
        const places = seen.get(element) ?? new Set();
        seen.set(element, places.add(`${x.toFixed(1)} ${y.toFixed(1)} ${width.toFixed(1)}`));
      }
      if (running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, {
      placesSeen: () => {
        running = false;
        return Math.max(0, ...[...seen.values()].map(places => places.size));
      },
    });
  });
  await act();
  return page.evaluate(() => (window as unknown as { placesSeen(): number }).placesSeen());
}

test('with reduced motion every beat is a still frame; without it the bars travel', async ({
  page,
  address,
}) => {
  const turn = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', tempo: 'watch' });
    await stage.tokens(1);
    return placesSeen(page, () => stage.tokens(1));
  };
  const moving = await turn('no-preference');
  const still = await turn('reduce');
  expect(moving).toBeGreaterThan(8);
  expect(still).toBeLessThanOrEqual(5); // a place per beat
});

test('with reduced motion the same seed writes the same text', async ({ page, address }) => {
  const run = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', seed: 3 });
    return (await stage.tokens(5)).at(-1);
  };
  expect(await run('reduce')).toBe(await run('no-preference'));
});
