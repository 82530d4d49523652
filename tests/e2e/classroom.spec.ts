import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

const projector = { view: 'projector', lang: 'en', autoplay: 0, tempo: 'fast', backend: 'wasm' };

/** Parts of the stage from top to bottom, and how far each reaches, in px. */
const extents = (page: Page) =>
  page.evaluate(() =>
    ['.beat-line', '.stage-story', '.stage-bars > *', '.stage-strip > *', '.stage-foot'].map(part => {
      const { top, bottom } = document.querySelector(part)!.getBoundingClientRect();
      return { part, top: Math.round(top), bottom: Math.round(bottom) };
    }),
  );

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
] as const) {
  test(`the stage fits a projector of ${width}×${height}, its body text a thirtieth of the height`, async ({
    page,
    address,
  }) => {
    await page.setViewportSize({ width, height });
    const stage = await open(page, address, projector);
    await stage.expectPhase('ready');
    await stage.step.click();
    await stage.expectPhase('predicted');
    await expect(stage.bars.first()).toBeVisible();
    const words = [stage.next, stage.bars.first(), stage.story, page.locator('.beat-line li').first()];
    for (const text of [...words, page.locator('.beat-name > span').first()]) {
      const size = await text.evaluate(element => parseFloat(getComputedStyle(element).fontSize));
      expect(size).toBeGreaterThanOrEqual(height / 30);
    }
    const parts = await extents(page);
    for (const [i, { part, bottom }] of parts.entries()) {
      expect(bottom, part).toBeLessThanOrEqual((parts[i + 1]?.top ?? height) + 1);
    }
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
  });
}

/** Scenes whose figures are the fullest, each with what shows that it is there. */
const fullFigures = {
  'origins/better-for-less': '.bleu-point',
  'origins/to-chatgpt': '.timeline-mark',
  'loop/no-plan': '.drawer',
  'scale/one-die': '.ladder-segment',
  'scale/loss': '.loss-point',
  'inside/lens': '.lens-candidate',
  'inside/softmax': '.softmax-cell',
  'summary/five-sentences': '.summary li',
  'summary/exit-ticket': '.quiz fieldset',
};

for (const [place, shown] of Object.entries(fullFigures)) {
  test(`${place} fits the projector, and no word of it is too small for the last row`, async ({
    page,
    address,
  }) => {
    const height = 720;
    await page.setViewportSize({ width: 1280, height });
    const [chapter, scene] = place.split('/') as [string, string];
    await open(page, address, { ...projector, chapter, scene });
    await expect(page.locator(shown).first()).toBeVisible({ timeout: 60_000 });
    const figure = page.locator('.figure');
    const { small, words } = await figure.evaluate(
      (root, least) => {
        const small: string[] = [];
        let words = 0;
        const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
          const element = node.parentElement!;
          const range = document.createRange();
          range.selectNode(node);
          const { width, height } = range.getBoundingClientRect();
          const isSeen = width > 1 && height > 1 && element.closest('.visually-hidden') === null;
          // Exponents are set smaller than what they stand at, as everywhere.
          if (!isSeen || node.textContent!.trim() === '' || element.matches('tspan, sup')) continue;
          words++;
          const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
          const size = parseFloat(getComputedStyle(element).fontSize) * (matrix?.d ?? 1);
          if (size < least) small.push(`${size} px: ${node.textContent}`);
        }
        return { small, words };
      },
      height / 30 - 0.05,
    );
    expect(words).toBeGreaterThan(3);
    expect(small).toEqual([]);
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = await figure.evaluate(element => ({
      scrollHeight: element.scrollHeight,
      clientHeight: element.clientHeight,
      scrollWidth: element.scrollWidth,
      clientWidth: element.clientWidth,
    }));
    expect(scrollHeight, 'nothing below the edge').toBeLessThanOrEqual(clientHeight + 1);
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  });
}

test('the class votes, sees the model’s bars beside its own, and is followed', async ({ page, address }) => {
  const stage = await open(page, address, projector);
  await stage.expectPhase('ready');
  const before = await stage.text();
  await page.keyboard.press('v');
  const vote = page.getByRole('dialog', { name: 'Class vote' });
  const rows = vote.getByRole('listitem');
  await expect(rows).toHaveCount(6);
  await expect(vote.locator('[data-of="model"]')).toHaveCount(0); // nothing is given away
  await page.keyboard.press('b');
  await page.keyboard.press('b');
  await rows.nth(2).getByRole('button').first().click();
  await vote.getByRole('button', { name: 'Reveal the model' }).click();
  await expect(rows.nth(1)).toContainText('2 hands');
  await expect(rows.nth(2)).toContainText('1 hand');
  await expect(vote.locator('.vote-bar[data-of="model"]')).toHaveCount(6);
  await vote.getByRole('button', { name: /^Follow the class/ }).click();
  await expect(vote).toHaveCount(0);
  await stage.expectLonger(before);
});

test('class and model write on side by side with the same numbers, and either becomes the story', async ({
  page,
  address,
}) => {
  const start = { ...projector, prompt: 'The old dragon wanted', seed: 7 };
  const alone = await (await openLive(page, address, start)).tokens(4);
  const drawn = alone[0]!.slice(start.prompt.length).trim();

  const stage = await openLive(page, address, start);
  await page.keyboard.press('v');
  const vote = page.getByRole('dialog', { name: 'Class vote' });
  const candidates = vote.locator('.vote-hand');
  await expect(candidates).toHaveCount(6);
  const labels = (await candidates.allInnerTexts()).map(label => label.split(/\s+/)); // [letter, token]
  const [letter, token] = labels.find(([, text]) => text !== drawn) as [string, string];
  await vote
    .getByRole('textbox', { name: 'Paste answers: letters or words' })
    .fill(`${letter}, ${letter}; x`);
  await vote.getByRole('button', { name: 'Reveal the model' }).click();
  await vote.getByRole('button', { name: 'Follow both, side by side' }).click();

  const fork = page.getByRole('dialog', { name: 'Class and model, side by side' });
  const ofClass = fork.getByRole('article', { name: 'The class' });
  const ofModel = fork.getByRole('article', { name: 'The model' });
  await expect(ofClass.locator('.fork-first')).toContainText(token);
  await expect(ofModel.locator('.fork-first')).toContainText(drawn);
  const tiles = ofClass.locator('p > .token-run .tile'); // what followed the fork
  for (const [i, key] of ['Space', 'PageDown', 'ArrowRight'].entries()) {
    await page.keyboard.press(key);
    await expect(tiles).toHaveCount(i + 1);
    await expect(ofModel.locator('p > .token-run .tile')).toHaveCount(i + 1);
  }
  const storyOf = (story: typeof ofClass) => story.locator('p').evaluate(text => text.textContent);
  const [chosen, other] = [await storyOf(ofClass), await storyOf(ofModel)];
  await ofClass.getByRole('button', { name: 'Go on with this story: The class' }).click();
  await expect(fork).toHaveCount(0);
  await stage.expectText(chosen!);

  // The other one is what the stage writes from there by itself: same model, same seed, same numbers.
  expect(other).toBe(alone.at(-1));
});

test('a clock says which of the six beats it is, and H lights one part after the other', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { ...projector, prompt: 'The old dragon wanted', seed: 7 });
  const clock = page.locator('.beat-clock');
  const now = clock.locator('[data-beat="now"]');
  await expect(now).toHaveCount(0); // nothing has been appended yet
  await stage.step.click();
  await stage.expectPhase('predicted');
  await expect(clock.locator('.beat-name')).toHaveText('predict');
  await expect(now).toHaveCount(1);
  await stage.step.click();
  await stage.expectPhase('sampled');
  await expect(clock.locator('.beat-name')).toHaveText('sample');
  await stage.step.click();
  await stage.expectPhase('ready');
  await expect(now).toHaveCount(2); // append and settle pass in one phase

  const lit = page.locator('.stage');
  for (const part of ['story', 'machine', 'bars']) {
    await page.keyboard.press('h');
    await expect(lit).toHaveAttribute('data-focus', part);
  }
  await page.keyboard.press('f'); // the page itself has no clock
  await expect(clock).toBeHidden();
});

test('B blanks the screen, and the clicker brings it back without moving on', async ({ page, address }) => {
  const stage = await open(page, address, projector);
  await stage.expectPhase('ready');
  const before = await stage.text();
  await page.keyboard.press('b');
  await expect(page.locator('.blank')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.locator('.blank')).toHaveCount(0);
  expect(await stage.text()).toBe(before);
});
