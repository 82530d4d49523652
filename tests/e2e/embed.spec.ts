import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test } from './site.ts';
import { Stage } from './stage.ts';

/** Anything an embed said, in order. */
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);

/** A page of another origin with one embed, as high as the embed asks. @param sandbox null: none */
async function host(page: Page, embed: string, sandbox: string | null, width = 800): Promise<() => void> {
  const attribute = sandbox === null ? '' : `sandbox="${sandbox}"`;
  const body = `<!doctype html><script>window.heard = []; onmessage = ({ data }) => heard.push(data);</script>
    <iframe class="next-token" width="${width}" height="600" ${attribute} src="${embed.replaceAll('&', '&amp;')}"></iframe>
    <script src="${new URL('next-token-embed.js', embed).href}"></script>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => void server.close();
}

const frameOf = (page: Page) => page.frames().find(frame => frame.parentFrame() !== null)!;

/** Requests for weights or WebAssembly. */
function heavy(page: Page): string[] {
  const urls: string[] = [];
  page.context().on('request', request => {
    if (/\.(onnx|onnx_data|wasm)$/.test(new URL(request.url()).pathname)) urls.push(request.url());
  });
  return urls;
}

for (const sandbox of [null, 'allow-scripts']) {
  const where = sandbox === null ? 'on another origin' : 'on another origin, sandboxed, without storage';

  test(`an embed ${where} shows its recording, loads nothing, and obeys its host`, async ({
    page,
    address,
  }) => {
    const fetched = heavy(page);
    const close = await host(page, `${address}?view=embed&lang=en&autoplay=0&tempo=fast`, sandbox);
    const frame = frameOf(page);
    const stage = new Stage(frame);
    await stage.expectPhase('ready');
    const before = await stage.text();
    expect(before.length).toBeGreaterThan(0);
    expect(fetched).toEqual([]);
    if (sandbox !== null) expect(await frame.evaluate(() => self.origin)).toBe('null');

    const say = (message: object) =>
      page.evaluate(m => document.querySelector('iframe')!.contentWindow!.postMessage(m, '*'), message);
    await say({ protocol: 'next-token/1', type: 'setLanguage', language: 'zh' });
    await expect(stage.html).toHaveAttribute('lang', 'zh-CN');
    const types = async () => (await heard(page)).map(message => (message as { type: string }).type);
    await say({ protocol: 'next-token/1', type: 'next' });
    await expect.poll(types).toContain('step');
    await stage.expectModel(); // the host acted for its reader
    await say({ protocol: 'next-token/1', type: 'setPrompt', prompt: 'A small boat' });
    const chinese = new Stage(frame, 'zh'); // the names of its parts are in the new language
    await expect.poll(() => chinese.text()).toMatch(/^A small boat/);
    const prompted = await chinese.text();
    await say({ protocol: 'next-token/1', type: 'next' });
    await chinese.expectLonger(prompted);
    await chinese.expectLive();

    expect(await types()).toEqual(expect.arrayContaining(['ready', 'height', 'state', 'step']));
    expect((await types()).filter(type => type === 'ready')).toHaveLength(1);
    expect(await types()).not.toContain('error');
    close();
  });
}

test('hostile messages change nothing', async ({ page, address }) => {
  const close = await host(page, `${address}?view=embed&lang=en&autoplay=0`, 'allow-scripts');
  const stage = new Stage(frameOf(page));
  await stage.expectPhase('ready');
  const before = await stage.text();
  const sent = await page.evaluate(() => {
    const target = document.querySelector('iframe')!.contentWindow!;
    const protocol = 'next-token/1';
    const types = ['next', 'step', 'play', 'setPrompt', 'setParams', 'setLanguage', 'setTheme', 'reset'];
    const values = [
      null,
      Infinity,
      -1,
      NaN,
      '',
      'x'.repeat(200_000),
      [],
      {},
      '__proto__',
      'constructor',
      true,
      '<img>',
    ];
    const messages: unknown[] = [...values, { type: 'next' }, [{ protocol, type: 'next' }]];
    for (const type of types) {
      messages.push(
        { protocol: 'next-token/2', type },
        { protocol: [protocol], type },
        { protocol, type: [type] },
        { protocol, type: type.toUpperCase() },
        JSON.stringify({ protocol, type }),
      );
    }
    for (const value of values) {
      messages.push(
        { protocol, type: value },
        { protocol, type: 'setLanguage', language: value },
        { protocol, type: 'setTheme', theme: value },
        { protocol, type: 'setParams', params: { temperature: value === null ? 'hot' : value, evil: 1 } },
        { protocol, type: 'setParams', params: value === null ? 1 : { topK: value, evil: value } },
        ...(typeof value === 'string' && value.length <= 100_000
          ? []
          : [{ protocol, type: 'setPrompt', prompt: value }]),
      );
    }
    for (const message of messages) target.postMessage(message, '*');
    // After all of them, one that is understood: when it has arrived, so have the others.
    target.postMessage({ protocol, type: 'setTheme', theme: 'dark' }, '*');
    return messages.length;
  });
  expect(sent).toBeGreaterThan(100);
  await expect(stage.html).toHaveAttribute('data-theme', 'dark');
  await expect(stage.html).toHaveAttribute('lang', 'en');
  await stage.expectPhase('ready');
  await stage.expectText(before);
  close();
});

test('a message from anybody but the host is not obeyed', async ({ page, address }) => {
  const close = await host(page, `${address}?view=embed&lang=en&autoplay=0`, null);
  const stage = new Stage(frameOf(page));
  await stage.expectPhase('ready');
  await page.evaluate(
    () =>
      new Promise<void>(resolve => {
        // A second frame speaks to the first.
        const stranger = document.createElement('iframe');
        stranger.srcdoc = `<script>
          parent.frames[0].postMessage({ protocol: 'next-token/1', type: 'setLanguage', language: 'zh' }, '*');
          parent.postMessage('said', '*');
        </script>`;
        addEventListener('message', ({ data }) => data === 'said' && resolve());
        document.body.append(stranger);
      }),
  );
  await page.evaluate(() =>
    document
      .querySelector('iframe')!
      .contentWindow!.postMessage({ protocol: 'next-token/1', type: 'setTheme', theme: 'dark' }, '*'),
  );
  await expect(stage.html).toHaveAttribute('data-theme', 'dark');
  await expect(stage.html).toHaveAttribute('lang', 'en');
  close();
});

test('three embeds stand in a blog post; one is driven, none loads a model by itself', async ({ page }) => {
  const site = await serveSite({ root: dist, base: '/blog/' });
  const fetched = heavy(page);
  await page.goto(`${site.url}embed-example.html`);
  for (const embed of await page.locator('next-token').all()) {
    await embed.scrollIntoViewIfNeeded();
    await expect(embed.locator('iframe')).toBeVisible();
  }
  const [loop, prompt, lesson] = ['#loop', '#prompt', '#lesson'].map(id => page.frameLocator(`${id} iframe`));
  await expect(lesson!.getByRole('button', { name: 'Start' })).toBeVisible();
  await expect(prompt!.getByText('The old dragon wanted')).toBeVisible();
  await expect(loop!.getByRole('button', { name: 'Next token', exact: true })).toBeVisible();
  await expect(loop!.getByRole('button', { name: 'Reset', exact: true })).toHaveCount(0); // left out by controls=
  expect(fetched).toEqual([]);

  await prompt!.getByRole('button', { name: 'Next token', exact: true }).click();
  await expect(prompt!.locator('html')).toHaveAttribute('data-backend', 'wasm', { timeout: 150_000 });
  await expect(lesson!.getByRole('button', { name: 'Start' })).toBeVisible(); // still under its cover
  await page.getByRole('button', { name: 'next token' }).first().click();
  await expect(page.getByRole('status').first()).toHaveText(/^It wrote "/);
  await site.close();
});

test('a guess is uncovered in the sandbox of the published code, which allows no forms', async ({
  page,
  address,
}) => {
  const scene = 'chapter=next-token&scene=guess';
  const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
  const close = await host(page, `${address}?view=embed&lang=en&${scene}`, sandbox);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await frame.getByRole('textbox').first().fill(' the');
  await expect(frame.getByRole('button', { name: 'Uncover' })).toBeEnabled({ timeout: 150_000 });
  await frame.getByRole('textbox').first().press('Enter');
  await expect(frame.getByRole('status').filter({ hasText: 'You guessed' })).toBeVisible();
  close();
});

test('an embed fits a phone’s column of 320 px', async ({ page, address }) => {
  const close = await host(page, `${address}?view=embed&lang=zh&autoplay=0`, 'allow-scripts', 320);
  const frame = frameOf(page);
  await new Stage(frame, 'zh').expectPhase('ready');
  const [content, width] = await frame.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(width!);
  close();
});

test('a frame that follows its embed grows with it, and shrinks again', async ({ page, address }) => {
  const scene = 'chapter=scale&scene=loss'; // drawn from data alone
  const close = await host(page, `${address}?view=embed&lang=en&${scene}`, 'allow-scripts', 400);
  const frame = frameOf(page);
  await expect(frame.locator('[data-figure="loss"] svg').first()).toBeVisible();
  await expect(frame.locator('.panel-body')).toBeVisible();
  const height = () => page.locator('iframe').evaluate(iframe => iframe.clientHeight);
  const needed = () => frame.locator('.app').evaluate(app => app.scrollHeight);
  const settled = () => expect.poll(async () => (await height()) - (await needed())).toBe(0);
  await settled();
  const open = await height();
  expect(open).toBeGreaterThan(600);
  const words = await frame.locator('.panel-body').evaluate(body => body.clientHeight);
  await frame.locator('.panel-toggle').click();
  await expect(frame.locator('.panel-body')).toBeHidden();
  await expect.poll(height).toBeLessThanOrEqual(open - words);
  await settled();
  close();
});

test('a picture drawn from data alone stands in an embed at once; one that asks a model says which', async ({
  page,
  address,
}) => {
  const fetched = heavy(page);
  await page.goto(`${address}?view=embed&lang=en&chapter=scale&scene=loss`);
  await expect(page.locator('[data-figure="loss"] svg').first()).toBeVisible();
  await page.goto(`${address}?view=embed&lang=en&chapter=system-prompt&scene=two-views`);
  await expect(page.getByText(/Mini, English, chat-tuned/)).toBeVisible();
  expect(fetched).toEqual([]);
});
