import { expect, test } from './site.ts';
import { open, openLive } from './stage.ts';

test('a stranger sees a recorded run at once, and the live model takes over in mid-sentence', async ({
  page,
  address,
}) => {
  const stage = await open(page, address);
  await expect(stage.html).toHaveAttribute('data-source', /recorded|live/);
  await expect(stage.story).toContainText(/\w/);
  const first = await stage.text();
  await expect(stage.bars.first()).toBeVisible();
  await stage.expectLive();
  await expect(stage.html).toHaveAttribute('data-backend', /wasm|webgpu/);
  await expect(stage.html).toHaveAttribute('data-model', /.+/);
  expect((await stage.text()).startsWith(first)).toBe(true); // nothing was taken back
});

test('ten tokens, back through all of them, and forward again over the same ones', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The cat' });
  await stage.expectText('The cat');
  const texts = await stage.tokens(10);
  for (const text of ['The cat', ...texts.slice(0, -1)].reverse()) {
    await stage.back.click();
    await stage.expectText(text);
  }
  await stage.tokens(10);
  await stage.expectText(texts[9]!);
});

test('a chosen token starts a branch, and the old line is still there', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'Once upon a time, there' });
  const [first] = await stage.tokens(1);
  await stage.tokens(2);
  for (let i = 0; i < 3; i++) await stage.back.click();
  await stage.expectText('Once upon a time, there');
  await stage.expectPhase('sampled'); // the moment its token was chosen
  const bars = await stage.readBars();
  const taken = first!.slice('Once upon a time, there'.length);
  const other = bars.find(({ token }) => token !== taken && /^ ?\w+$/.test(token))!;
  await stage.bars.nth(other.rank - 1).click();
  await stage.expectText(`Once upon a time, there${other.token}`);
  await stage.tokens(2);
});

test('the same prompt, seed and settings write the same text, after a reset, and in another window', async ({
  page,
  context,
  address,
}) => {
  const asked = { prompt: 'My favourite', temperature: 1.2, topk: 40, seed: 11 };
  const stage = await openLive(page, address, asked);
  const texts = await stage.tokens(5);
  await stage.reset.click();
  await stage.expectText('My favourite');
  expect(await stage.tokens(5)).toEqual(texts);

  const another = await openLive(await context.newPage(), address, asked);
  expect(await another.tokens(5)).toEqual(texts);

  // Five draws from forty candidates: two more seeds that both repeat the run would be no accident.
  const others: string[] = [];
  for (const seed of ['12', '13']) {
    await another.seed.fill(seed);
    await another.reset.click();
    await another.expectText('My favourite');
    others.push((await another.tokens(5)).at(-1)!);
  }
  expect(others).not.toEqual([texts[4], texts[4]]);
});

test('step walks through the beats: predicting, predicted, sampled, appended', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The dog' });
  await stage.reset.click();
  await stage.step.click();
  await stage.expectPhase('predicted');
  await stage.step.click();
  await stage.expectPhase('sampled');
  await stage.expectText('The dog'); // drawn, not yet appended
  await stage.step.click();
  await stage.expectLonger('The dog');
  await stage.expectPhase('ready');
});

test('play runs on by itself until it is paused', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The sun' });
  await stage.play.click();
  await expect(stage.pause).toBeVisible();
  await expect.poll(async () => (await stage.text()).length).toBeGreaterThan('The sun'.length + 30);
  await stage.rest();
  const text = await stage.text();
  await stage.expectText(text);
});

test('greedy takes the tallest bar, and the bars add up to at most one', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The sky is', temperature: 0 });
  await stage.step.click();
  await stage.expectPhase('predicted');
  const bars = await stage.readBars();
  expect(bars.map(({ rank }) => rank)).toEqual(bars.map((_, i) => i + 1));
  expect(bars.reduce((sum, { percent }) => sum + percent, 0)).toBeLessThanOrEqual(100.5); // rounding to 0.1 each
  const [text] = await stage.tokens(1);
  expect(text).toBe(`The sky is${bars[0]!.token}`);
});

test('a setting moves the bars without asking the model', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The river' });
  await stage.step.click();
  await stage.expectPhase('predicted');
  const before = await stage.readBars();
  await stage.temperature.fill('0.3');
  await stage.expectPhase('predicted');
  await expect.poll(async () => (await stage.readBars())[0]!.percent).toBeGreaterThan(before[0]!.percent);
});
