import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { names, openLive } from './stage.ts';

/** The places at which each row of bars was seen, frame by frame, while `act` moved the stage. */
async function placesSeen(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(list => {
    const seen = new Map<Element, Set<string>>();
    let running = true;
    const look = () => {
      for (const row of document.querySelectorAll(`${list} li`)) {
        const { x, y, width } = row.getBoundingClientRect();
        const place = [x, y, width].map(Math.round).join(' ');
        seen.set(row, (seen.get(row) ?? new Set<string>()).add(place));
      }
      if (running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const placesSeen = () => {
      running = false;
      return [...seen.values()].map(places => places.size);
    };
    Object.assign(window, { placesSeen });
  }, `[aria-label="${names.en.probabilities}"]`);
  await act();
  return page.evaluate(() => (window as unknown as { placesSeen(): number[] }).placesSeen());
}

test('with reduced motion every row is in its place at once; without it the rows travel there', async ({
  page,
  address,
}) => {
  const turn = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', tempo: 'lesson' });
    return placesSeen(page, () => stage.tokens(1));
  };
  const moving = await turn('no-preference');
  expect(Math.max(...moving)).toBeGreaterThan(1);
  const still = await turn('reduce');
  expect(still.length).toBeGreaterThan(4);
  expect(still).toEqual(still.map(() => 1));
});

test('with reduced motion the same seed writes the same text', async ({ page, address }) => {
  const run = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', seed: 3 });
    return (await stage.tokens(5)).at(-1);
  };
  expect(await run('reduce')).toBe(await run('no-preference'));
});
