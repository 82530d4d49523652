import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

/** What a translating browser does: words go into elements of its own, those that come later too. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const wrap = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const parent = text.parentElement;
        if (parent === null || !/\p{L}/u.test(text.data) || parent.closest('[translate="no"], script, style'))
          continue;
        if (parent.localName === 'font') continue;
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = text.data;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    wrap(document.body);
    new MutationObserver(changes => changes.forEach(({ addedNodes }) => addedNodes.forEach(wrap))).observe(
      document.body,
      {
        childList: true,
        subtree: true,
      },
    );
  });

test('the stage goes on in a browser that translates, and what the model wrote is left as it is', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await translate(page);
  const texts = await stage.tokens(3);
  expect(texts.at(-1)).toMatch(/^The moon./);
  expect(await stage.story.locator('font').count()).toBe(0);
  expect(await page.locator('.bars font').count()).toBe(0);
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByText('The stage could not be drawn.')).toHaveCount(0);
});

for (const place of ['next-token/guess', 'loop/surgery', 'summary/exit-ticket']) {
  test(`every word of a scene may change in a browser that translates: ${place}`, async ({ page, address }) => {
    const [chapter, scene] = place.split('/');
    await open(page, address, { lang: 'en', autoplay: '0', chapter: chapter!, scene: scene! });
    await expect(page.locator('.scene-text p').first()).toBeVisible();
    await translate(page);
    await page.keyboard.press('l'); // every word of the page changes
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    // Texts that the translator took stay as it wrote them; everything else is in the new language, and nothing broke.
    await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
    await expect(page.locator('.scene-text')).toBeVisible();
    await expect(page.getByText(/could not be drawn|没能画出来/)).toHaveCount(0);
  });
}
