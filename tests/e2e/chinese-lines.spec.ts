import { places } from '#lesson/chapters/index.ts';
import { expect, test } from './site.ts';

const widths = [390, 768, 1024, 1280, 1366, 1440, 1536, 1920];

/** Lines of the lesson's prose that begin with a closing mark or end with an opening one. */
function wronglyBroken(): string[] {
  const closing = /[，。、；：？！”’）》…]/;
  const opening = /[“‘（《]/;
  const wrong: string[] = [];
  for (const block of document.querySelectorAll('.scene-text p, .scene-text li, .scene-text h2')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let last: { character: string; rect: DOMRect } | null = null;
    let text = '';
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      for (let i = 0; i < node.length; i++) {
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const rect = range.getClientRects()[0];
        if (rect === undefined || rect.width === 0) continue;
        const character = node.data[i]!;
        const isNewLine = last !== null && rect.top - last.rect.top > rect.height / 2;
        if (isNewLine && (closing.test(character) || opening.test(last!.character)))
          wrong.push(`${text.slice(-8)} / ${character}`);
        text += character;
        last = { character, rect };
      }
    }
  }
  return wrong;
}

test('no line of Chinese begins with a closing mark or ends with an opening one, at any usual width', async ({
  page,
  address,
}) => {
  test.setTimeout(900_000);
  let measured = 0;
  for (const { chapter, scene } of places) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${address}?lang=zh&autoplay=0&chapter=${chapter.id}&scene=${scene.id}`);
    await expect(page.locator('.scene-text p').first()).toBeAttached();
    await page.evaluate(() => document.fonts.ready);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const wrong = await page.evaluate(wronglyBroken);
      expect.soft(wrong, `${chapter.id}/${scene.id} at ${width}`).toEqual([]);
      measured += await page.locator('.scene-text p').count();
    }
  }
  expect(measured).toBeGreaterThan(widths.length * 60);
});
