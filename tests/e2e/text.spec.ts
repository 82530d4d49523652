import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

/** Text as it may be pasted. Shown and continued as it is, except where `shown` says how it is mended. */
const texts: { what: string; prompt: string; shown?: string }[] = [
  { what: 'only spaces', prompt: '   ' },
  { what: 'newlines and tabs', prompt: 'one\n\n\ttwo\r\nthree', shown: 'one\n\n\ttwo\nthree' }, // a textarea has \n only
  { what: 'control characters', prompt: 'a\u0001b\u0007c\u007fd' },
  { what: 'emoji with joiners and a flag', prompt: 'family 👩‍👩‍👧‍👦 flag 🇨🇳' },
  { what: 'a lone surrogate', prompt: 'broken \ud83d half', shown: 'broken \ufffd half' },
  { what: 'right-to-left text with overrides', prompt: 'שלום \u202eabc\u202c مرحبا' },
  { what: 'Chinese', prompt: '春眠不觉晓，处处闻啼鸟。' },
  { what: 'markup', prompt: '<b onclick="alert(1)">x</b><script>alert(2)</script>&amp;' },
  { what: 'the end-of-text token spelt out', prompt: 'a<|endoftext|>b' },
  { what: 'stacked accents', prompt: 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G' },
];

test('any text is taken as it is and continued', async ({ page, address }) => {
  const stage = await openLive(page, address);
  for (const { what, prompt, shown = prompt } of texts) {
    await test.step(what, async () => {
      await stage.write(prompt);
      await stage.expectText(shown);
      // Tokens are counted, not characters: after an emoji the model may well draw a byte that is no character yet.
      const tiles = stage.story.getByTitle(/token \d+/);
      const count = await tiles.count();
      for (const more of [1, 2]) {
        await stage.next.click();
        await expect(tiles).toHaveCount(count + more);
      }
      // Half a character is shown as its bytes. Only what the reader typed may hold a replacement character.
      expect(((await stage.story.textContent()) ?? '').split('\ufffd').length).toBe(
        shown.split('\ufffd').length,
      );
    });
  }
});

test('an empty prompt starts from the end-of-text token, and the page says so', async ({ page, address }) => {
  const stage = await openLive(page, address);
  await stage.write('');
  await stage.expectText('');
  await expect(page.getByText(/endoftext|end-of-text|end of text/i).first()).toBeVisible();
  await stage.tokens(2);
});

test('100,000 pasted characters do not freeze the page, and none is lost', async ({ page, address }) => {
  const stage = await openLive(page, address);
  const sentence = 'The quick brown fox jumps over the lazy dog. ';
  const long = sentence.repeat(Math.ceil(100_000 / sentence.length)).slice(0, 100_000);
  await page.evaluate(() => {
    const longest = { ms: 0 };
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longest });
  });
  await stage.write(long);
  await expect(stage.prompt).toHaveValue(long);
  await stage.step.click();
  await stage.expectPhase('predicted');
  await stage.bars.first().click();
  await stage.expectPhase('ready', 'predicted');
  await expect(stage.prompt).toHaveValue(long);
  const longest = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  expect(longest).toBeLessThan(5_000); // a busy machine; a reader would call more than this a freeze
});

test('a text longer than the context: the oldest tokens leave the window, and one can see which', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address);
  const long = 'Once upon a time there was a cat. '.repeat(200);
  await stage.write(long);
  await stage.tokens(2);
  await expect(page.getByText(/context|window/i).first()).toBeVisible();
});

test('an empty mind finds openings under the box, with the seed they were tried with', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The ship', seed: 99 });
  await stage.prompt.focus();
  const ideas = page.getByRole('group', { name: 'Or begin with one of these' });
  const first = ideas.getByRole('button').first();
  const opening = await first.getByRole('strong').textContent();
  await first.click();
  await stage.expectText(opening!);
  await expect(ideas).toHaveCount(0);
  await expect(stage.seed).not.toHaveValue('99');
});
