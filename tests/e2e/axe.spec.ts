import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

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
  for (const lang of ['en', 'zh']) {
    for (const theme of ['light', 'dark']) {
      test(`axe finds nothing: ${device}, ${lang}, ${theme}`, async ({ page, address }) => {
        await page.setViewportSize(viewport);
        // Half-faded text has half the contrast; still frames show each beat as it stays.
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const stage = await openLive(page, address, { lang, theme, prompt: 'The little dog' });
        await stage.tokens(2);
        await expectNoViolations(page);
        await stage.step.click();
        await stage.expectPhase('predicted');
        await expectNoViolations(page);
        await stage.step.click();
        await stage.expectPhase('sampled');
        await expectNoViolations(page);
      });
    }
  }
}
