import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type LanguageModel, loadLanguageModel } from '../../scripts/serve-model/language-model.ts';
import { type ModelServer, type ServeOptions, serveModel } from '../../scripts/serve-model/server.ts';
import { expect, test } from './site.ts';
import { type Stage, openLive } from './stage.ts';

/** A model behind an API, on another port and so another origin than the page. */
let model: LanguageModel;
let server: ModelServer | null = null;
test.beforeAll(async () => {
  model = await loadLanguageModel(join(import.meta.dirname, '../../models/en-mini'));
});
test.afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(options: Partial<ServeOptions> = {}): Promise<ModelServer> {
  server = await serveModel({
    model,
    kind: 'all',
    port: 0,
    host: '127.0.0.1',
    key: null,
    origins: '*',
    ...options,
  });
  return server;
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Connect a larger model' });

async function connect(page: Page, address: string, key = '') {
  await page.getByRole('button', { name: 'Connect a larger model…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
  await dialog.getByLabel('Key').fill(key);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  return dialog;
}

async function use(page: Page, stage: Stage, address: string, key = '') {
  const dialog = await connect(page, address, key);
  await dialog.getByRole('button', { name: 'Use this model' }).click();
  await expect(dialog).toBeHidden();
  await expect(stage.html).toHaveAttribute('data-backend', 'api');
}

// Who nobody else claims is asked whether it is an Ollama; other servers have no such page, and the browser says so.
test.beforeEach(({ watched }) => watched.expectComplaint(/404 .*\/api\/version/));

test('a model behind an API takes over the text, with its own probabilities and an honest remainder', async ({
  page,
  address,
  watched,
}) => {
  watched.expectComplaint(/400/); // OpenAI lists five candidates and refuses to list twenty
  const stage = await openLive(page, address, { prompt: 'Once upon a time' });
  const { url } = await serve({ kind: 'openai' });
  const dialog = await connect(page, url);
  await expect(dialog).toContainText('Connected: en-mini');
  await expect(dialog).toContainText('the 5 most likely tokens');
  await expect(dialog).toContainText('not told');
  await dialog.getByRole('button', { name: 'Use this model' }).click();
  await expect(stage.html).toHaveAttribute('data-backend', 'api');
  await stage.expectText('Once upon a time');
  await expect(stage.model).toHaveValue(/^en-mini @ localhost:\d+$/);

  const [grown] = await stage.tokens(1);
  await stage.back.click();
  await stage.expectText('Once upon a time');
  const own = await model.predict(model.encode('Once upon a time'));
  const likeliest = await stage.readBars();
  const drawn = grown!.slice('Once upon a time'.length);
  expect(likeliest.slice(0, 4).map(bar => bar.token)).toContain(drawn); // top-k 4: never from the unknown remainder
  const decode = (id: number) => new TextDecoder().decode(model.vocabulary.bytes(id));
  expect(likeliest[0]!.token.trim()).toBe(decode(own.ids[0]!).trim());
  // Of the five that are listed the settings keep four and cut one; what the server does not name is told as a share.
  await expect(stage.probabilities).toContainText(/others[\d.<]+% before the settings/);

  await stage.tokens(3); // forward over the old token, and on
  await stage.model.selectOption('en-mini'); // and back to the embedded model
  await stage.expectModel();
});

test('a server that lets no page in is reported with the command that would', async ({
  page,
  address,
  watched,
}) => {
  watched.expectComplaint(/CORS policy|ERR_FAILED/);
  await openLive(page, address, { prompt: 'The dog' });
  const { url } = await serve({ origins: ['https://other.example'] });
  const dialog = await connect(page, url);
  await expect(dialog).toContainText('does not allow this page');
  await expect(dialog).toContainText(`OLLAMA_ORIGINS="${new URL(address).origin}"`);
  await expect(dialog).toContainText('--cors-origins');
});

test('a limit on requests is told, the run is kept, and goes on afterwards', async ({
  page,
  address,
  watched,
}) => {
  watched.expectComplaint(/429/);
  const stage = await openLive(page, address, { prompt: 'The dog' });
  const { url } = await serve();
  await use(page, stage, url);
  const [text] = await stage.tokens(1);
  server!.fault = 'rate-limited';
  await stage.next.click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('asks us to wait');
  await expect(alert).toContainText(/It wants [1-7] seconds of quiet/);
  await stage.expectText(text!);
  server!.fault = null;
  // However much of the seven seconds is over by now: a press is kept until asking is allowed.
  await page.getByRole('button', { name: /^Try again/ }).click();
  await stage.expectLonger(text!);
  await expect(alert).toHaveCount(0);
});

test('a model of the reader’s own goes with them through the lesson, and waits where it cannot serve', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address);
  const { url } = await serve();
  await use(page, stage, url);
  const guest = (await stage.model.inputValue()).toString();
  const go = async (chapter: string, scene: string) => {
    await page.getByRole('link', { name: chapter, exact: true }).click();
    await expect(stage.html).toHaveAttribute('data-scene', scene);
  };
  const contents = () => page.getByRole('button', { name: 'Contents' }).click();

  await go('The next token', 'next-token/one-word');
  await stage.expectText('One day, the rabbit went to the');
  await expect(stage.html).toHaveAttribute('data-model', guest);
  await expect(stage.html).toHaveAttribute('data-backend', 'api');
  await stage.expectPhase('predicted');

  await contents();
  await go('Inside, at a glance', 'inside/walk');
  await expect(stage.html).toHaveAttribute('data-model', guest);
  await go('Looking back', 'inside/attention');
  await expect(page.locator('.figure')).toContainText(`${guest} does not show its inside`);

  await contents();
  await go('Scale', 'scale/one-die');
  await expect(page.locator('.ladder-name', { hasText: guest })).toBeVisible({ timeout: 150_000 });
  await expect(page.getByRole('button', { name: 'Real GPT-2…' })).toBeVisible();

  await contents();
  await go('Predict, sample, append', 'loop/cycle');
  await expect(stage.html).toHaveAttribute('data-model', guest);
});

test('the key is in no storage, address, log or document', async ({ page, context, address, watched }) => {
  const key = 'sk-browser-9f31-never-show-this';
  const said: string[] = [];
  page.on('console', message => said.push(message.text()));
  const requests: string[] = [];
  context.on('request', request => requests.push(`${request.url()} ${request.postData() ?? ''}`));
  const stage = await openLive(page, address, { prompt: 'The dog' });
  const { url } = await serve({ key });
  watched.expectComplaint(/401/);
  const refused = await connect(page, url, `${key}x`);
  await expect(refused).toContainText('The key was refused.');
  await refused.getByLabel('Key').fill(key);
  await refused.getByRole('button', { name: 'Connect', exact: true }).click();
  await refused.getByRole('button', { name: 'Use this model' }).click();
  await stage.tokens(2);
  const kept = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches_ = await Promise.all(
      (await caches.keys()).map(async name => (await caches.open(name)).keys()),
    );
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      html: document.documentElement.outerHTML,
      inputs: [...document.querySelectorAll('input')].map(({ value }) => value),
      address: location.href,
      history: history.state as unknown,
      databases,
      cached: caches_.flat().map(request => request.url),
    });
  });
  for (const text of [kept, ...said, ...requests]) expect(text).not.toContain('never-show-this');
  expect(requests.some(request => request.startsWith(url))).toBe(true);
});

for (const { lang, theme, open, address: field, use } of [
  { lang: 'en', theme: 'light', open: 'Connect a larger model…', address: 'Address', use: 'Use this model' },
  { lang: 'zh', theme: 'dark', open: '连接更大的模型…', address: '地址', use: '使用这个模型' },
]) {
  test(`the dialog works by keyboard and axe finds nothing: ${lang}, ${theme}`, async ({
    page,
    address,
    watched,
  }) => {
    watched.expectComplaint(/404/); // a server that only chats has no text endpoint
    await openLive(page, address, { lang, theme, prompt: 'The dog' });
    const { url } = await serve({ kind: 'chat' });
    await page.getByRole('button', { name: open }).press('Enter');
    const check = async () => (await new AxeBuilder({ page }).include('dialog').analyze()).violations;
    await expect(page.getByLabel(field, { exact: true })).toBeFocused();
    expect(await check()).toEqual([]);
    await page.keyboard.type(url);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: use })).toBeFocused();
    expect(await check()).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
}
