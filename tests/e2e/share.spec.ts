import { readFile } from 'node:fs/promises';
import { expect, test } from './site.ts';
import { Stage, openLive } from './stage.ts';

test('a run leaves as link and file, and comes back as the same run', async ({ page, address }) => {
  const stage = await openLive(page, address, { prompt: 'The old dragon wanted', seed: 12 });
  const texts = await stage.tokens(3);

  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share and save' });
  const link = await dialog.getByRole('textbox', { name: 'Link to this run' }).inputValue();
  expect(link).toContain('prompt=The+old+dragon+wanted');
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name }).click(),
    ]);
    return readFile(await download.path());
  };
  const json = await saved('Run (JSON)');
  const table = (await saved('Table (CSV)')).toString('utf8').trim().split('\r\n');
  expect(table).toHaveLength(1 + 3);
  const svg = (await saved('Picture (SVG)')).toString('utf8');
  expect(svg).toContain('Next Token');
  expect((await saved('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG');
  await dialog.getByRole('button', { name: 'Close' }).click();

  // Dropped on a page that shows something else.
  await page.goto(`${address}?lang=en&autoplay=0`);
  const other = new Stage(page);
  await other.expectPhase('ready');
  const drop = (text: string) =>
    page.evaluate(content => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'run.json', { type: 'application/json' }));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    }, text);
  await drop('{"not": "a run"}');
  await expect(page.getByText('This file is not a saved run.')).toBeVisible();
  await drop(json.toString('utf8'));
  await other.expectText(texts.at(-1)!);

  // The link walks the same tokens.
  await page.goto(link);
  await other.expectModel();
  await other.expectText(texts.at(-1)!);
});

test('on paper stand the story and its bars, covered when wanted', async ({ page, address }) => {
  await page.goto(`${address}?lang=en&autoplay=0&tempo=fast&theme=dark`);
  const stage = new Stage(page);
  await stage.expectPhase('ready');
  await stage.step.click();
  await expect(stage.bars.first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(stage.next).toBeHidden();
  await expect(stage.story).toBeVisible();
  await expect(page.locator('.bar-fill').first()).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset['print'] = 'covered'));
  await expect(page.locator('.bar-fill').first()).toBeHidden();
  await expect(stage.bars.first()).toBeVisible();
  await page.evaluate(() => delete document.documentElement.dataset['print']);
});
