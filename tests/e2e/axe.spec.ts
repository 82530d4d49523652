import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { Stage, openLive } from './stage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} — ${target.join(' ')}`),
  );
  expect(told).toEqual([]);
}

const sizes = { laptop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

for (const [device, viewport] of Object.entries(sizes)) {
  test(`axe finds nothing on a ${device}: both languages, both themes, every beat`, async ({
    page,
    address,
  }) => {
    await page.setViewportSize(viewport);
    // Half-faded text has half the contrast; still frames show each beat as it stays.
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
    const english = await openLive(page, address, { prompt: 'The little dog' });
    await english.tokens(2);
    for (const language of ['en', 'zh'] as const) {
      const stage = new Stage(page, language);
      for (const theme of ['light', 'dark']) {
        await test.step(`${language}, ${theme}`, async () => {
          await expect(stage.html).toHaveAttribute('lang', new RegExp(`^${language}`));
          await expect(stage.html).toHaveAttribute('data-theme', theme);
          await expectNoViolations(page);
          await stage.step.click();
          await stage.expectPhase('predicted');
          await expectNoViolations(page);
          await stage.step.click();
          await stage.expectPhase('sampled');
          await expectNoViolations(page);
          await stage.step.click();
          await stage.expectPhase('ready');
        });
        await page.locator('body').press('d');
      }
      await page.locator('body').press('l');
    }
  });
}
