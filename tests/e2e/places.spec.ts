import { spawn } from 'node:child_process';
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
    const plain = await (await openLive(page, address, { prompt: 'The wind' })).tokens(3);
    const isolated = await openLive(page, site.url, { prompt: 'The wind' });
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await isolated.tokens(3)).toEqual(plain);
  } finally {
    await site.close();
  }
});

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
