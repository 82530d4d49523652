import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { Stage } from './stage.ts';

/** A page of another origin with the one script and the given tags. @returns ends it */
async function host(page: Page, address: string, tags: string): Promise<() => void> {
  const script = new URL('next-token-element.js', address).href;
  const body = `<!doctype html><html lang="en"><script>
      window.heard = [];
      for (const type of ['ready', 'state', 'step', 'error'])
        addEventListener(type, ({ target, detail }) => target.localName === 'next-token' && heard.push({ type, detail }), true);
    </script><script src="${script}" defer></script>${tags}`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => void server.close();
}

interface Heard {
  readonly type: string;
  readonly detail: Record<string, unknown> | null;
}
const heard = (page: Page, type: string) =>
  page.evaluate(t => (window as unknown as { heard: Heard[] }).heard.filter(each => each.type === t), type);

const frameOf = (page: Page) => page.frames().find(frame => frame.parentFrame() !== null);

test('one tag: a sandboxed frame when the reader comes near, the height of its content, methods, typed events', async ({
  page,
  address,
}) => {
  const close = await host(
    page,
    address,
    `<div style="height: 4000px"></div><next-token prompt="A small boat" seed="4" autoplay="0" tempo="fast"></next-token>`,
  );
  const element = page.locator('next-token');
  const picture = element.getByRole('link', { name: /Open Next Token/ });
  await expect(picture).toHaveAttribute('href', /prompt=A\+small\+boat/);
  expect(frameOf(page)).toBeUndefined();

  await element.scrollIntoViewIfNeeded();
  await expect(element.locator('iframe')).toBeVisible();
  await expect(picture).toBeHidden();
  const frame = frameOf(page)!;
  const stage = new Stage(frame);
  await stage.expectPhase('ready');
  expect(await frame.evaluate(() => self.origin)).toBe('null');
  await expect(element.locator('iframe')).toHaveAttribute('sandbox', /^allow-scripts allow-popups/);
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  const height = () => element.locator('iframe').evaluate(iframe => iframe.clientHeight);
  await expect
    .poll(async () => (await height()) - (await frame.locator('.app').evaluate(app => app.scrollHeight)))
    .toBe(0);

  await element.evaluate(each => (each as unknown as { next(): void }).next());
  await expect.poll(() => heard(page, 'step'), { timeout: 150_000 }).toHaveLength(1);
  const [step] = await heard(page, 'step');
  expect(step!.detail).toEqual({
    token: expect.any(String),
    rank: expect.any(Number),
    probability: expect.any(Number),
  });
  const state = await element.evaluate(each => (each as unknown as { state: Record<string, unknown> }).state);
  expect(state).toMatchObject({ source: 'live', tokens: 1, text: expect.stringMatching(/^A small boat/) });

  // An attribute that changes is told to the frame that is there.
  await element.evaluate(each => each.setAttribute('lang', 'zh'));
  await expect(stage.html).toHaveAttribute('lang', 'zh-CN');
  await element.evaluate(each => each.setAttribute('prompt', 'A red kite'));
  await expect.poll(() => new Stage(frame, 'zh').text()).toBe('A red kite');
  close();
});

test('words of another window, and words that are none of the protocol, are nobody’s', async ({
  page,
  address,
}) => {
  const close = await host(
    page,
    address,
    `<next-token loading="eager" autoplay="0"></next-token>
     <iframe id="stranger" sandbox="allow-scripts" srcdoc="<script>
       const protocol = 'next-token/1';
       for (const message of [{ type: 'ready' }, { type: 'height', height: 1999 }, { type: 'error', code: 'forged' },
         { type: 'step', token: 'x', rank: 1, probability: 0.5 },
         { type: 'state', phase: 'ready', source: 'live', model: 'm', text: 'forged', tokens: 1 }])
         parent.postMessage({ protocol, ...message }, '*');
     </script>"></iframe>`,
  );
  const frame = page.frames().find(each => each.url().startsWith(address))!;
  await new Stage(frame).expectPhase('ready');
  // From the right window, but not as the protocol says.
  await frame.evaluate(() => {
    const protocol = 'next-token/1';
    const say = (message: object) => parent.postMessage({ protocol, ...message }, '*');
    say({ type: 'height', height: -1 });
    say({ type: 'height', height: '1999' });
    say({ type: 'step', token: 7, rank: 1, probability: 0.5 });
    say({ type: 'step', token: 'x', rank: 0, probability: 2 });
    say({ type: 'state', phase: 'ready', source: 'dreamt', model: 'm', text: 'x', tokens: 1 });
    say({ type: 'error', code: {} });
    parent.postMessage({ protocol: 'next-token/2', type: 'error', code: 'x' }, '*');
    parent.postMessage('error', '*');
    say({ type: 'error', code: 'last' });
  });
  await expect
    .poll(async () => (await heard(page, 'error')).map(({ detail }) => detail))
    .toEqual([{ code: 'last' }]);
  expect(await heard(page, 'ready')).toHaveLength(1);
  expect(await heard(page, 'step')).toEqual([]);
  expect((await heard(page, 'state')).filter(({ detail }) => detail!['text'] === 'forged')).toEqual([]);
  expect(await page.locator('next-token iframe').evaluate(each => each.clientHeight)).not.toBe(1999);
  close();
});

test('where the frame cannot come, a picture leads to the page', async ({ page, address }) => {
  await page.route('**/*view=embed*', route => route.abort());
  const close = await host(
    page,
    address,
    `<next-token loading="eager" lang="zh" scene="loop/cycle"></next-token>`,
  );
  const element = page.locator('next-token');
  await expect(element.getByRole('link')).toHaveAttribute('href', /chapter=loop&scene=cycle/);
  await expect(element.getByRole('img')).toBeVisible();
  await expect
    .poll(() => element.getByRole('img').evaluate(image => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  await expect(element.locator('iframe')).toBeHidden();
  close();
});
