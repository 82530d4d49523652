import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { referenceLogits } from '../hub/gpt2/reference.ts';
import { randomWeights } from '../hub/gpt2/weights.ts';
import { repository } from '../hub/repository.ts';
import { HubServer, REPO } from '../hub/server.ts';
import { VOCAB_SIZE } from '../hub/tokenizer-file.ts';
import { expect, test } from './site.ts';
import { openLive } from './stage.ts';

/** GPT-2's shape in small: 13 MB, a few of the chunks in which downloads are kept. One token is one byte. */
const shape = { layers: 4, heads: 4, embedding: 256, vocabSize: VOCAB_SIZE, contextLength: 48 };
const weights = randomWeights(shape, 2);
const graph = 'onnx/decoder_model_merged.onnx';
const CHUNK = 4 * 1024 * 1024;

let hub: HubServer;
test.beforeEach(async () => {
  hub = await HubServer.start(repository('merged', 'fp32', shape, weights));
});
test.afterEach(() => hub.close());

/** What the definition of GPT-2 writes after a prompt, always taking the most likely token. */
function written(prompt: string, count: number): string {
  const context = [...Buffer.from(prompt)];
  for (let i = 0; i < count; i++) {
    const logits = [...referenceLogits(shape, weights, context)];
    context.push(logits.indexOf(Math.max(...logits)));
  }
  return Buffer.from(context).toString('latin1');
}

/** Random weights write bytes; a prompt after which three of them are letters can be read off the page. */
function readablePrompt(): { prompt: string; expected: string } {
  for (let n = 0; n < 1000; n++) {
    const prompt = `cat ${n}`;
    const expected = written(prompt, 3);
    if (/^[a-zA-Z0-9]{3}$/.test(expected.slice(prompt.length))) return { prompt, expected };
  }
  throw new Error('no prompt leads to letters');
}

async function openDialog(page: Page) {
  await page.getByRole('button', { name: 'Real GPT-2…' }).click();
  return page.getByRole('dialog', { name: 'Get a real GPT-2' });
}

async function find(dialog: Locator) {
  await dialog.getByRole('radio', { name: 'Another one' }).check();
  await dialog.getByRole('textbox', { name: 'Repository' }).fill(REPO);
  await dialog.getByRole('radio', { name: 'A mirror of it' }).check();
  await dialog.getByRole('textbox', { name: 'Address of the mirror' }).fill(hub.base);
  await dialog.getByRole('button', { name: 'Look it up' }).click();
  await expect(dialog).toContainText(`Found: ${REPO}`);
}

async function expectReady(dialog: Locator) {
  await expect(dialog).toContainText(`${REPO} is on the stage`, { timeout: 150_000 });
  await dialog.getByRole('button', { name: 'Close' }).click();
}

test('a model from a hub arrives while the embedded one works, is resumed, and takes the text over', async ({
  page,
  address,
}) => {
  const axe = async () => (await new AxeBuilder({ page }).include('dialog').analyze()).violations;
  const stage = await openLive(page, address, { prompt: 'The dog', temperature: 0, backend: 'wasm' });
  hub.fail(graph, { holdAt: 1.5 * CHUNK });
  const dialog = await openDialog(page);
  await expect(dialog).toContainText('124M parameters · about 124 MB · licence MIT');
  expect(await axe()).toEqual([]);
  await find(dialog);
  expect(hub.sent(graph)).toBe(0);
  expect(await axe()).toEqual([]);

  await dialog.getByRole('button', { name: /^Download .* and use it$/ }).click();
  await expect(dialog).toContainText(/[4-6]\.\d MB of 1\d MB/);
  await dialog.getByRole('button', { name: 'Go on reading meanwhile' }).click();
  const [text] = await stage.tokens(1); // by the embedded model
  const bar = page.getByRole('complementary', { name: 'Get a real GPT-2' });
  await bar.getByRole('button', { name: 'Show' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toContainText('Stopped. What has arrived is kept');

  hub.mend();
  await dialog.getByRole('button', { name: 'Go on', exact: true }).click();
  await expectReady(dialog);
  expect(Number(/\d+/.exec(hub.log.at(-1)!.range!)![0])).toBeGreaterThanOrEqual(CHUNK);
  await stage.expectText(text!);
  await expect(stage.model).toHaveValue(REPO);

  const { prompt, expected } = readablePrompt();
  await stage.write(prompt);
  await stage.expectText(prompt);
  const grown = await stage.tokens(3);
  expect(grown.at(-1)).toBe(expected);
});

test('what is kept is enough in another lesson, without a line, until it is removed', async ({
  page,
  address,
}) => {
  const stage = await openLive(page, address, { prompt: 'The dog', temperature: 0, backend: 'wasm' });
  let dialog = await openDialog(page);
  await find(dialog);
  await dialog.getByRole('button', { name: /^Download .* and use it$/ }).click();
  await expectReady(dialog);

  const { host } = new URL(hub.base);
  await page.route(
    url => url.host === host,
    route => route.abort(),
  ); // a request would be a complaint
  await page.reload();
  await stage.expectModel();
  await stage.rest();
  dialog = await openDialog(page);
  await dialog.getByRole('button', { name: `Use ${REPO}` }).click();
  await dialog.getByRole('button', { name: 'Use it', exact: true }).click();
  await expectReady(dialog);
  const { prompt, expected } = readablePrompt();
  await stage.write(prompt);
  expect((await stage.tokens(3)).at(-1)).toBe(expected);

  dialog = await openDialog(page);
  await dialog.getByRole('button', { name: `Remove ${REPO}` }).click();
  await expect(dialog).toContainText('Nothing yet.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await stage.model.selectOption('en-mini'); // and back
  await stage.expectModel();
});

test('an address that is no hub is told in Chinese, with a way on', async ({ page, address, watched }) => {
  watched.expectComplaint(/404|ERR_/);
  await openLive(page, address, { lang: 'zh', theme: 'dark', prompt: '从前' });
  await page.getByRole('button', { name: '真正的 GPT-2…' }).click();
  const dialog = page.getByRole('dialog', { name: '请来真正的 GPT-2' });
  await dialog.getByRole('textbox', { name: '镜像站的地址' }).fill(`${hub.base}/nowhere`);
  await dialog.getByRole('button', { name: '查找模型' }).click();
  await expect(dialog.getByRole('alert')).toContainText('可以换一个来源');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: '换一个' }).click();
  await dialog.getByRole('radio', { name: '本页所在的服务器' }).check();
  await expect(dialog).toContainText('npm run models:add Xenova/gpt2');
  await dialog.getByRole('button', { name: '查找模型' }).click();
  await expect(dialog.getByRole('alert')).toContainText('本页旁边没有这个模型');
});
