import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSite } from '../../scripts/static-server.ts';
import { dist, expect, test } from './site.ts';
import { Stage, openLive } from './stage.ts';

test('the same build runs under a sub-path', async ({ page }) => {
  const site = await serveSite({ root: dist, base: '/demo/' });
  try {
    const stage = await openLive(page, site.url, { prompt: 'The wind' });
    await stage.tokens(3);
    expect(new URL(page.url()).pathname).toBe('/demo/');
  } finally {
    await site.close();
  }
});

test('cross-origin isolation, where a server offers it, changes no number', async ({ page, address }) => {
  const site = await serveSite({ root: dist, isolate: true });
  try {
    const plain = await (await openLive(page, address, { prompt: 'The wind' })).tokens(5);
    const isolated = await openLive(page, site.url, { prompt: 'The wind' });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await isolated.tokens(5)).toEqual(plain);
  } finally {
    await site.close();
  }
});

for (const sandbox of ['allow-scripts', 'allow-scripts allow-same-origin', null]) {
  const attribute = sandbox === null ? '' : `sandbox="${sandbox}"`;
  test(`a blog on another origin embeds it: ${attribute || 'no sandbox'}`, async ({ page, server }) => {
    const blog = mkdtempSync(join(tmpdir(), 'blog-'));
    const query = new URLSearchParams({
      view: 'embed',
      lang: 'en',
      tempo: 'fast',
      seed: '7',
      prompt: 'The sea',
    });
    writeFileSync(
      join(blog, 'index.html'),
      `<!doctype html><html lang="en"><title>A blog</title>
       <iframe title="Next Token" ${attribute} width="720" height="900" src="${server.url}?${query}"></iframe>`,
    );
    const host = await serveSite({ root: blog });
    try {
      // Another port is another origin; another host name another site, so Chromium gives the frame its own process.
      await page.goto(`http://localhost:${host.port}/`);
      const element = await page.waitForSelector('iframe');
      const frame = (await element.contentFrame())!;
      const stage = new Stage(frame);
      await expect(stage.story).toBeVisible();
      await expect(stage.next).toBeEnabled();
      await stage.next.click();
      await stage.expectLive();
      await stage.rest();
      await stage.tokens(3);
      if (sandbox === 'allow-scripts') expect(await frame.evaluate(() => self.origin)).toBe('null');
    } finally {
      await host.close();
      rmSync(blog, { recursive: true });
    }
  });
}

test('npm start prints an address, and the page is there', async ({ page }) => {
  const child = spawn('npm', ['start', '--silent', '--', '--port', '0', '--base', '/class/'], {
    cwd: join(dist, '..'),
    detached: true, // a group of its own, so that npm's children end with it
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      const listen = (part: Buffer) => {
        said += part.toString();
        const found = /http:\/\/\S+/.exec(said);
        if (found !== null) resolve(found[0]);
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.on('close', code => reject(new Error(`npm start ended with ${code}: ${said}`)));
    });
    expect(new URL(address).pathname).toBe('/class/');
    await page.goto(address);
    await expect(new Stage(page).story).toBeVisible();
  } finally {
    process.kill(-child.pid!);
  }
});
