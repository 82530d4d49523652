import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

test('a thumb runs the loop on a phone, in one column and without scrolling sideways', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The ship' });
  await stage.tokens(3, () => stage.next.tap());
  const story = (await stage.story.boundingBox())!;
  const bars = (await stage.probabilities.boundingBox())!;
  expect(bars.y).toBeGreaterThanOrEqual(story.y + story.height - 1);
  await stage.bars.nth(1).tap();
  await stage.expectPhase('ready', 'predicted');
});

for (const width of [320, 360, 390, 719, 768, 1024]) {
  test(`nothing sticks out at ${width} px`, async ({ page, address }) => {
    await page.setViewportSize({ width, height: 740 });
    const stage = await openLive(page, address, { prompt: 'The ship' });
    await stage.tokens(2);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
    for (const control of [stage.next, stage.play, stage.back]) await expect(control).toBeVisible();
  });
}
