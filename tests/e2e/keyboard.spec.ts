import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

test('the whole loop by keys alone: next, play, pause, back, reset, a chosen bar', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  const texts = await stage.tokens(3, () => page.keyboard.press('Space'));
  await page.keyboard.press('ArrowLeft');
  await stage.expectText(texts[1]!);
  await page.keyboard.press('PageUp');
  await stage.expectText(texts[0]!);

  await page.keyboard.press('r');
  await stage.expectText('The moon');
  await page.keyboard.press('ArrowRight');
  await stage.expectPhase('predicted');
  const bars = await stage.readBars();
  await page.keyboard.press('2');
  await stage.expectText(`The moon${bars[1]!.token}`);

  await page.keyboard.press('p');
  await expect(stage.pause).toBeVisible();
  await page.keyboard.press('p');
  await expect(stage.play).toBeVisible();
});

test('a token is revisited by keys, another chosen there, and the branch left behind found again', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  const texts = await stage.tokens(3);
  const tokens = stage.story.getByRole('button');
  await tokens.first().focus();
  await page.keyboard.press('End');
  await expect(tokens.nth(2)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await stage.expectText(texts[0]!);
  await expect(tokens).toHaveCount(1);
  await expect(tokens.first()).toBeFocused();

  const before = await stage.readBars();
  const other = before.find(({ token }) => !texts[1]!.endsWith(token))!;
  await page.keyboard.press(String(other.rank));
  await stage.expectText(texts[0]! + other.token);
  const river = page.getByRole('region', { name: 'River of past steps' });
  await river.getByRole('button', { name: /^Token 2: .*, picked by hand/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await stage.expectText(texts[1]!);
});

test('keys do nothing while someone types', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await stage.prompt.focus();
  await stage.prompt.fill('');
  await page.keyboard.type('r p 1 l d');
  await expect(stage.prompt).toHaveValue('r p 1 l d');
  await expect(stage.html).toHaveAttribute('lang', 'en');
  await expect(stage.play).toBeVisible();
});

test('Tab goes round all controls, each shows where it is, and none is a trap', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await stage.step.click();
  await stage.expectPhase('predicted');
  const controls = [stage.next, stage.step, stage.play, stage.reset, stage.prompt, stage.temperature];
  controls.push(stage.topK, stage.topP, stage.seed, stage.model, stage.bars.first(), stage.bars.nth(3));
  for (const control of controls) await control.evaluate(element => element.setAttribute('data-wanted', ''));

  const invisible: string[] = [];
  const reached = new Set<string>();
  let rounds = 0; // times the focus has left the page at its end
  while (rounds < 2) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      if (at.hasAttribute('data-wanted')) at.setAttribute('data-wanted', 'reached');
      const label = at.getAttribute('aria-label') ?? at.textContent ?? '';
      return {
        name: `${at.tagName} ${label.trim()}`,
        visible: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
      };
    });
    if (focus === null) rounds++;
    else if (!focus.visible) invisible.push(focus.name);
    if (focus !== null) reached.add(focus.name);
    expect(reached.size, 'controls on one page').toBeLessThan(200);
  }
  expect(invisible, 'focused without a visible sign').toEqual([]);
  await expect(page.locator('[data-wanted=""]')).toHaveCount(0);
});

test('each beat is spoken in a polite live region', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await page.evaluate(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    for (const region of document.querySelectorAll('[aria-live="polite"], [role="status"]')) {
      new MutationObserver(() => spoken.push(region.textContent ?? '')).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    }
  });
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join('\n'));
  await stage.step.click();
  await stage.expectPhase('predicted');
  await stage.step.click();
  await stage.expectPhase('sampled');
  await stage.step.click();
  await stage.expectPhase('ready');
  const token = (await stage.text()).slice('The moon'.length);
  await expect.poll(spoken).toContain(token.trim());
});

test('a key that a scene has nothing for is left to the page', async ({ page, address }) => {
  await page.goto(`${address}?lang=en&chapter=origins&scene=better-for-less`);
  await expect(page.getByRole('main').locator('svg').first()).toBeVisible();
  await page.evaluate(() => {
    const taken: string[] = [];
    Object.assign(window, { taken });
    window.addEventListener('keydown', event => event.defaultPrevented && taken.push(event.key));
  });
  for (const key of ['Space', 'PageDown', 'r', 'h']) await page.keyboard.press(key);
  await page.keyboard.press('d');
  expect(await page.evaluate(() => (window as unknown as { taken: string[] }).taken)).toEqual(['d']);
});

test('single keys can be switched off, and stay off', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await page.keyboard.press('?');
  const shortcuts = page.getByRole('checkbox', { name: /^Single letters/ });
  await expect(shortcuts).toBeVisible();
  await expect(shortcuts).not.toBeFocused(); // a Space more would switch them off
  await shortcuts.uncheck();
  await page.keyboard.press('Escape');
  for (const key of ['l', 'd', 'p', '?']) await page.keyboard.press(key);
  await expect(stage.html).toHaveAttribute('lang', 'en');
  await expect(stage.play).toBeVisible();
  await expect(shortcuts).toBeHidden();
  await stage.tokens(1, () => page.keyboard.press('Space'));

  await page.reload();
  await stage.expectModel();
  await page.keyboard.press('l');
  await page.keyboard.press('Space');
  await expect(stage.html).toHaveAttribute('lang', 'en');
});

test('the way past the lesson leads to the picture of any scene', async ({ page, address }) => {
  for (const scene of ['translation', 'one-task']) {
    await page.goto(`${address}?lang=en&chapter=origins&scene=${scene}&autoplay=0`);
    await page.getByRole('link', { name: 'Skip to the stage' }).press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  }
});

test('how far the numbers were checked is told to who has no mouse', async ({ page, address }) => {
  await openLive(page, address, { prompt: 'The moon' });
  const verified = page.getByRole('button', { name: 'numbers verified on this device' });
  await expect(verified).toHaveAccessibleDescription(/differ from the reference by/);
  await verified.press('Enter');
  const hint = page.getByText(/differ from the reference by/);
  await expect(hint).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(hint).toBeHidden();
  await expect(verified).toBeFocused();
});
