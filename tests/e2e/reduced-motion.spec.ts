import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

/** How many different pictures the film showed, frame by frame, while `act` moved the stage. */
async function picturesSeen(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    let running = true;
    const small = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const on = small.getContext('2d', { willReadFrequently: true })!;
    const look = () => {
      const film = document.querySelector<HTMLCanvasElement>('canvas.film');
      if (film !== null && film.width > 0) {
        on.clearRect(0, 0, 160, 90);
        on.drawImage(film, 0, 0, 160, 90);
        seen.add(on.getImageData(0, 0, 160, 90).data.join());
      }
      if (running) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const picturesSeen = () => {
      running = false;
      return seen.size;
    };
    Object.assign(window, { picturesSeen });
  });
  await act();
  return page.evaluate(() => (window as unknown as { picturesSeen(): number }).picturesSeen());
}

test('with reduced motion the film stands in a few stills; without it, it moves', async ({
  page,
  address,
}) => {
  const turn = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', tempo: 'lesson' });
    return picturesSeen(page, () => stage.tokens(1));
  };
  expect(await turn('no-preference')).toBeGreaterThan(30);
  const stills = await turn('reduce');
  expect(stills).toBeGreaterThan(4);
  expect(stills).toBeLessThan(20);
});

test('with reduced motion the same seed writes the same text', async ({ page, address }) => {
  const run = async (reducedMotion: 'reduce' | 'no-preference') => {
    await page.emulateMedia({ reducedMotion });
    const stage = await openLive(page, address, { prompt: 'The bird', seed: 3 });
    return (await stage.tokens(5)).at(-1);
  };
  expect(await run('reduce')).toBe(await run('no-preference'));
});
