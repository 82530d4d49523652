import { expect, test } from './site.ts';

const budget = 180_000; // bytes as sent, compressed

test('the code that the first picture waits for is small', async ({ address, request }) => {
  test.fixme(true, '198 kB since the film and the numbers came in: to be brought back under the budget');
  const html = await (await request.get(address)).text();
  // The entry and what it imports. Motion, lesson, tokenizer, engine and runtime are imported when they are needed.
  const files = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  const sizes = await Promise.all(
    files.map(async file => {
      const { href } = new URL(file, address);
      const head = await request.head(href, { headers: { 'accept-encoding': 'gzip' } });
      return { file, bytes: Number(head.headers()['content-length']) };
    }),
  );
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, JSON.stringify(sizes)).toBeLessThan(budget);
  expect(total, 'less than React alone: something was not counted').toBeGreaterThan(50_000);
});
