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

test('keys do nothing while someone types', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await stage.prompt.focus();
  await stage.prompt.fill('');
  await page.keyboard.type('r p 1 l d');
  await expect(stage.prompt).toHaveValue('r p 1 l d');
  await expect(stage.html).toHaveAttribute('lang', 'en');
  await expect(stage.play).toBeVisible();
});

test('Tab reaches every control, each shows where it is, and none is a trap', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The moon' });
  await stage.step.click();
  await stage.expectPhase('predicted');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached = new Set<string>();
  let invisible = '';
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return null;
      const style = getComputedStyle(at);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
      const label = at.getAttribute('aria-label') ?? at.textContent ?? '';
      return {
        name: `${at.tagName} ${at.id} ${label}`.trim(),
        visible: outlined || style.boxShadow !== 'none',
      };
    });
    if (focus === null || reached.has(focus.name)) break; // came round
    if (!focus.visible) invisible = focus.name;
    reached.add(focus.name);
  }
  expect(invisible, 'focused without a visible sign').toBe('');
  for (const control of [
    stage.next,
    stage.step,
    stage.play,
    stage.reset,
    stage.prompt,
    stage.temperature,
    stage.topK,
    stage.topP,
    stage.seed,
    stage.model,
    stage.bars.first(),
  ]) {
    await control.focus();
    await expect(control).toBeFocused();
  }
  expect(reached.size).toBeGreaterThan(12);
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
