import { expect, test } from './site.ts';
import { open } from './stage.ts';

test('one bar becomes a list: the rows stay, nothing is loaded and nobody is asked again', async ({
  page,
  address,
}) => {
  const weights: string[] = [];
  page.on('request', request => void (/\.onnx/.test(request.url()) && weights.push(request.url())));
  const start = { chapter: 'next-token', scene: 'one-word', lang: 'en', backend: 'wasm', autoplay: 0 };
  const stage = await open(page, address, start);
  await stage.expectPhase('predicted');
  await expect(stage.bars).toHaveCount(1);
  const first = await stage.bars.first().elementHandle();

  // Every frame from here on: is the row there, and does anything say that it loads?
  await page.evaluate(() => {
    const seen = { frames: 0, gone: 0, loading: 0 };
    Object.assign(window, { seen });
    const look = () => {
      seen.frames++;
      if (document.querySelector('.bars-list li') === null) seen.gone++;
      const words = [...document.querySelectorAll('[role="status"], progress')].filter(element =>
        element.checkVisibility({ visibilityProperty: true }),
      );
      if (words.some(element => /Loading|Preparing/.test(element.textContent ?? ''))) seen.loading++;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const seen = () => page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  await page.getByRole('button', { name: 'Next scene' }).click();
  await expect(stage.bars).toHaveCount(12);
  expect(await first!.evaluate(row => row.isConnected)).toBe(true);
  await expect.poll(async () => (await seen()).frames).toBeGreaterThan(10);
  expect(await seen()).toMatchObject({ gone: 0, loading: 0 });

  // A figure on the same model, and back to the stage.
  const loaded = weights.length;
  await page.getByRole('button', { name: 'Next scene' }).click();
  await expect(page.locator('.figure section').first()).toBeVisible();
  await page.goBack();
  await expect(stage.bars).toHaveCount(12);
  await stage.expectPhase('predicted');
  expect(weights).toHaveLength(loaded);
});
