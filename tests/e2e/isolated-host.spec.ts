import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './site.ts';
import { Stage } from './stage.ts';

for (const sandbox of ['', 'sandbox="allow-scripts"']) {
  test(`a host page with cross-origin isolation shows the embed ${sandbox}`, async ({ page, address }) => {
    const server = createServer((_, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      });
      response.end(
        `<!doctype html><iframe width="800" height="600" ${sandbox} src="${address}?view=embed&amp;lang=en&amp;autoplay=0&amp;tempo=fast"></iframe>`,
      );
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const stage = new Stage(page.frames().find(frame => frame.parentFrame() !== null)!);
    await stage.expectPhase('ready');
    const before = await stage.text();
    await stage.next.click();
    await stage.expectModel();
    await stage.expectLonger(before);
    server.close();
  });
}
