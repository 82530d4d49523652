import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';

const systemPrompt =
  'What follows is a conversation between a user and a helpful, very knowledgeable AI assistant.';
const question = 'Why is the sky blue?';

const enter = (page: Page, address: string, scene: string) => {
  const [chapter, id] = scene.split('/');
  return page.goto(`${address}?chapter=${chapter}&scene=${id}&lang=en&backend=wasm&autoplay=0`);
};

/** Names of the bars: token, share and rank, without what they are compared with. */
async function bars(page: Page): Promise<string[]> {
  const rows = page.getByRole('region', { name: 'Next-token probabilities' }).getByRole('listitem');
  const names = await rows.evaluateAll(all => all.map(row => row.getAttribute('aria-label')!));
  return names.map(name => name.replace(/, before.*/, '')).sort();
}

test('the page with the system prompt changes the list while it is down, and not a digit longer', async ({
  page,
  address,
}) => {
  await enter(page, address, 'system-prompt/pull-down');
  const story = page.getByRole('region', { name: 'Story' });
  await expect(story).toHaveText(question);
  await expect.poll(() => bars(page)).toHaveLength(10);
  const bare = await bars(page);

  await page.keyboard.press('s');
  await expect
    .poll(() => story.evaluate(text => text.textContent))
    .toBe(`${systemPrompt}\n\nUser: ${question}\n\nAI Assistant:`);
  await expect.poll(async () => (await bars(page)).join()).not.toBe(bare.join());
  await expect(page.getByText('Nothing in the model changed. Only the text did.').last()).toBeVisible();

  await page.keyboard.press('s');
  await expect(story).toHaveText(question);
  await expect.poll(() => bars(page)).toEqual(bare);
});

test('a conversation is sent whole again with every message', async ({ page, address }) => {
  await enter(page, address, 'system-prompt/two-views');
  const read = page.getByRole('region', { name: 'What the model reads' });
  const first = `${systemPrompt}\n\nUser: ${question}\n\nAI Assistant:`;
  const flat = () => read.evaluate(text => text.textContent!);
  await expect.poll(flat).toBe(first);

  await page.keyboard.press(' ');
  await page.keyboard.press(' ');
  await expect.poll(async () => (await flat()).length).toBeGreaterThan(first.length);
  await page.getByRole('textbox', { name: 'Message' }).fill('Who are you?');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(flat).toContain('\n\nUser: Who are you?\n\nAI Assistant:');
  expect((await flat()).startsWith(first)).toBe(true);
});

test('one number falls on the strips of all models', async ({ page, address }) => {
  await enter(page, address, 'scale/one-die');
  const stories = page.getByRole('region', { name: /^Story: / });
  await expect(stories.first()).toBeVisible();
  const prompt = await page.getByRole('textbox', { name: 'Prompt' }).inputValue();
  for (const story of await stories.all()) await expect(story).toHaveText(prompt);
  await page.keyboard.press(' ');
  for (const story of await stories.all()) {
    await expect.poll(async () => (await story.textContent())!.length).toBeGreaterThan(prompt.length);
  }
});

test('attention and lens show every layer of the running model', async ({ page, address }) => {
  await enter(page, address, 'inside/attention');
  const heads = page.getByRole('radiogroup', { name: 'Layer and head' }).getByRole('radio');
  await expect(heads.first()).toBeVisible();
  const layers = new Set(
    await heads.evaluateAll(all => all.map(head => /Layer (\d+)/.exec(head.getAttribute('aria-label')!)![1])),
  );
  await heads.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/On average .* on the token just before/)).toBeVisible();

  await enter(page, address, 'inside/lens');
  const plates = page.getByRole('radiogroup', { name: /Layers/ }).getByRole('radio');
  await expect(plates).toHaveCount(layers.size + 1); // and the embeddings
  await expect(plates.first()).toContainText('rank 1,'); // the last layer is the model's own prediction
});
