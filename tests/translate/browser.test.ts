import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { buildPage, openPage } from '../golden/browser-page.ts';
import type { BuiltPage, Opened } from '../golden/browser-page.ts';

let built: BuiltPage;
let opened: Opened;
beforeAll(async () => {
  built = await buildPage();
}, 400_000); // a build, on a machine that may be busy
afterAll(() => built.remove());
afterEach(() => opened.close());

/** Loads the translator; resolves to the first word it writes for a sentence, or to the error's code. */
const firstWord = (): Promise<string> =>
  opened.frame.evaluate(`(async () => {
    try {
      const translator = await loadTranslator(translatorModel);
      const source = translator.words('The cat is small.').map(({ id }) => id);
      const { prediction } = await translator.step(source, []);
      return translator.word(prediction.ids[0]);
    } catch (error) {
      return error.code ?? String(error);
    }
  })()`);

it('writes in a worker of the page, and asks for no file twice', { timeout: 400_000 }, async () => {
  opened = await openPage(built);
  const asked: string[] = [];
  opened.page.on('request', request => asked.push(new URL(request.url()).pathname));
  expect(await firstWord()).toMatch(/^\p{Script=Han}+$/u);
  const ofModel = asked.filter(path => /\/(encoder|decoder|vocab)-/.test(path));
  expect(ofModel).toHaveLength(3);
});

it(
  'whose worker crashes while it loads says so, and leaves no worker behind',
  { timeout: 400_000 },
  async () => {
    opened = await openPage(built);
    let deliver: () => void;
    const delivered = new Promise<void>(resolve => (deliver = resolve));
    await opened.page.route('**/decoder-*', async route => {
      await delivered;
      await route.continue().catch(() => {}); // its worker is gone
    });
    const asked = opened.page.waitForRequest('**/decoder-*');
    const loading = firstWord();
    await asked;
    const [worker] = opened.page.workers();
    const gone = worker!.waitForEvent('close', { timeout: 30_000 }); // the browser would end it in two minutes
    await worker!.evaluate('void setTimeout(() => { throw new Error("out of luck"); })');
    expect(await loading).toBe('worker-crashed');
    await gone;
    expect(opened.page.workers()).toEqual([]);
    deliver!();
    await opened.page.unroute('**/decoder-*');
    expect(await firstWord()).toMatch(/^\p{Script=Han}+$/u);
  },
);
