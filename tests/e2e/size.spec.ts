import { expect, test } from './site.ts';
import { open } from './stage.ts';

const budget = 180_000; // bytes of compressed code

test('the page’s own code is small: it is here before any model or runtime', async ({ page, address }) => {
  const sizes: Promise<[string, number]>[] = [];
  page.on('requestfinished', request => {
    const file = new URL(request.url()).pathname.split('/').pop() ?? '';
    // The worker and ONNX Runtime are fetched beside it, for the live model; the recorded run does not wait for them.
    if (!/^$|\.(js|css)$/.test(file) || /^(ort|worker)/.test(file)) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => [file, responseBodySize]));
  });
  const stage = await open(page, address);
  await expect(stage.bars.first()).toBeVisible();
  const files = await Promise.all(sizes);
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(total, JSON.stringify(files)).toBeLessThan(budget);
  expect(total).toBeGreaterThan(50_000); // React alone is more: all was counted
});
