import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

const openers = ['Share', 'Keys and help', 'Connect a larger model…', 'Real GPT-2…'];

for (const opener of openers) {
  test(`“${opener}” opens a dialog that closes by key, button and press beside it, and gives the focus back`, async ({
    page,
    address,
  }) => {
    await openLive(page, address, { prompt: 'The moon' });
    const button = page.getByRole('button', { name: opener, exact: true });
    const dialog = page.getByRole('dialog');
    const closings = [
      () => page.keyboard.press('Escape'),
      () => dialog.getByRole('button', { name: 'Close' }).click(),
      () => page.mouse.click(4, 400),
    ];
    for (const close of closings) {
      await button.press('Enter');
      await expect(dialog).toBeVisible();
      await expect(dialog.locator(':focus')).toHaveCount(1);
      await close();
      await expect(dialog).toHaveCount(0);
      await expect(button).toBeFocused();
    }
  });
}

test('a dialog stays within a phone, its buttons in view however long it is', async ({ page, address }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLive(page, address, { prompt: 'The moon' });
  for (const opener of openers) {
    await page.getByRole('button', { name: opener, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
    const { x, y, width, height } = (await dialog.boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    expect(y + height).toBeLessThanOrEqual(844);
    const content = dialog.locator('.dialog-content');
    const { across, wide } = await content.evaluate(at => ({ across: at.scrollWidth, wide: at.clientWidth }));
    expect(across, `${opener} scrolls sideways`).toBeLessThanOrEqual(wide);
    await page.keyboard.press('Escape');
  }
});

test('what was typed is not lost to a slip beside the dialog', async ({ page, address }) => {
  await openLive(page, address, { prompt: 'The moon' });
  await page.getByRole('button', { name: 'Connect a larger model…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://localhost:8000');
  await page.mouse.click(4, 400);
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveValue('http://localhost:8000');
});
