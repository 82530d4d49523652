import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Site } from '../../scripts/static-server.ts';
import { type Tab, type Target, finding, until } from './driver.ts';

/** What a run of the contract is about, and what it finds out. */
export interface Ground {
  readonly tab: Tab;
  readonly site: Site;
  /** Texts that the same prompt, seed and settings gave in the browsers before this one. */
  readonly agreed: Map<string, readonly string[]>;
  readonly figures: Figures;
  skip(why: string): void;
}

export interface Figures {
  firstLiveMs: number | null; // from navigation to the first token by the live model, everything fetched on the way
  msPerToken: number | null; // median forward pass, as the page shows it
}

export interface Clause {
  readonly name: string;
  readonly holds: (ground: Ground) => Promise<void>;
}

const next: Target = { role: 'button', name: 'Next token' };
const back: Target = { role: 'button', name: 'Back' };
const limitMs = 240_000; // a machine may be busy: a clause waits for states

interface State {
  readonly phase: string;
  readonly source: string;
  readonly backend: string | null;
  readonly text: string;
  readonly latencyMs: number | null;
}

const stateOf = (tab: Tab): Promise<State> =>
  tab.run(`
    const region = (() => {${finding({ role: 'region', name: 'Story' })}})();
    const copy = region?.cloneNode(true);
    copy?.querySelectorAll('[aria-hidden="true"]').forEach(mark => mark.remove());
    const { phase, source, backend } = document.documentElement.dataset;
    const latency = /([\\d,.]+) ms for this token/.exec(document.body?.innerText ?? '')?.[1];
    return {
      phase: phase ?? '', source: source ?? '', backend: backend ?? null, text: copy?.textContent ?? '',
      latencyMs: latency ? Number(latency.replace(/,/g, '')) : null,
    };`);

async function openLive(tab: Tab, address: string, parameters: Record<string, string>): Promise<void> {
  const query = new URLSearchParams({
    lang: 'en',
    autoplay: '0',
    tempo: 'fast',
    backend: 'wasm',
    ...parameters,
  });
  await tab.open(`${address}?${query}`);
  await until(
    'the live model',
    () => stateOf(tab),
    ({ backend }) => backend !== null,
    limitMs,
  );
  await until(
    'rest',
    () => stateOf(tab),
    ({ phase }) => ['ready', 'predicted'].includes(phase),
    limitMs,
  );
}

/** Presses Next token so many times. @returns the text after each */
async function tokens(tab: Tab, count: number, latencies: number[] = []): Promise<string[]> {
  const texts: string[] = [];
  let { text } = await stateOf(tab);
  for (let i = 0; i < count; i++) {
    const before = text;
    await tab.click(next);
    const now = await until(
      `a token after ${JSON.stringify(before)}`,
      () => stateOf(tab),
      each => each.text.length > before.length && ['ready', 'predicted'].includes(each.phase),
      limitMs,
    );
    expect(now.text.startsWith(before)).toBe(true);
    if (now.latencyMs !== null) latencies.push(now.latencyMs);
    text = now.text;
    texts.push(text);
  }
  return texts;
}

const textIs = (tab: Tab, text: string) =>
  until(
    `the text ${JSON.stringify(text)}`,
    () => stateOf(tab),
    now => now.text === text,
    limitMs,
  );

/** Names of the bars of a region, e.g. `" the", 21.3%, rank 1`. */
const barsOf = (tab: Tab): Promise<string[]> =>
  tab.run(`
    const region = (() => {${finding({ role: 'region', name: 'Next-token probabilities' })}})();
    return [...(region?.querySelectorAll('li [aria-label], li[aria-label]') ?? [])]
      .map(bar => bar.getAttribute('aria-label')).filter(name => /rank \\d/.test(name));`);

const cat = { prompt: 'The cat', seed: '7' };

/** The promise that every browser keeps, in the order in which a reader meets it. */
export const contract: readonly Clause[] = [
  {
    name: 'a stranger sees a recorded run at once, and the live model takes over in mid-sentence',
    async holds({ tab, site, figures }) {
      await tab.open(site.url);
      const first = await until(
        'a recorded run',
        () => stateOf(tab),
        ({ text }) => /\w/.test(text),
        limitMs,
      );
      const live = await until(
        'a live token',
        () => stateOf(tab),
        ({ source, backend }) => source === 'live' && backend !== null,
        limitMs,
      );
      figures.firstLiveMs = await tab.run<number>('return Math.round(performance.now());');
      expect(live.text.startsWith(first.text)).toBe(true);
    },
  },
  {
    name: 'ten tokens, back through all of them, and forward again over the same ones',
    async holds({ tab, site, agreed, figures }) {
      await openLive(tab, site.url, cat);
      await textIs(tab, 'The cat');
      const latencies: number[] = [];
      const texts = await tokens(tab, 10, latencies);
      figures.msPerToken = latencies.sort((a, b) => a - b)[latencies.length >> 1] ?? null;
      for (const text of ['The cat', ...texts.slice(0, -1)].reverse()) {
        await tab.click(back);
        await textIs(tab, text);
      }
      expect(await tokens(tab, 10)).toEqual(texts);
      expect(texts).toEqual(agreed.get('cat') ?? texts);
      agreed.set('cat', texts);
    },
  },
  {
    name: 'a chosen token starts a branch',
    async holds({ tab }) {
      for (let i = 0; i < 10; i++) await tab.click(back);
      await textIs(tab, 'The cat');
      const bars = await until(
        'bars',
        () => barsOf(tab),
        found => found.length >= 5,
        limitMs,
      );
      const taken = await tab.run<string | null>(
        `return document.querySelector('[aria-current="true"]')?.getAttribute('aria-label') ?? null;`,
      );
      const word = /^("(?: ?\w+)"), /;
      const other = bars.filter(name => name !== taken && word.test(name)).at(-1)!;
      const [, quoted] = word.exec(other)!;
      await tab.click({ role: 'button', name: quoted! });
      await textIs(tab, `The cat${quoted!.slice(1, -1)}`);
      await tokens(tab, 1);
    },
  },
  {
    name: 'the same prompt, seed and settings write the same text again, here and in every other browser',
    async holds({ tab, site, agreed }) {
      await openLive(tab, site.url, cat);
      const texts = await tokens(tab, 5);
      expect(texts).toEqual(agreed.get('cat')?.slice(0, 5) ?? texts);
    },
  },
  {
    name: 'a page with a system prompt pulled down before the question changes the bars, and up again gives them back',
    async holds({ tab, site, agreed }) {
      await tab.open(`${site.url}?chapter=system-prompt&scene=pull-down&lang=en&backend=wasm&autoplay=0`);
      const bare = await until(
        'bars',
        () => barsOf(tab),
        found => found.length >= 5,
        limitMs,
      );
      const heads = (names: readonly string[]) => names.map(name => name.replace(/, before.*/, '')).sort();
      await tab.click({ role: 'button', name: 'Pull the page down' });
      const asked = await until(
        'other bars',
        () => barsOf(tab),
        found => found.length >= 5 && heads(found).join() !== heads(bare).join(),
        limitMs,
      );
      const { text } = await stateOf(tab);
      expect(text).toContain('Why is the sky blue?');
      expect(text.length).toBeGreaterThan('Why is the sky blue?'.length);
      await tab.click({ role: 'button', name: 'Lift the page' });
      await until(
        'the first bars',
        () => barsOf(tab),
        found => heads(found).join() === heads(bare).join(),
        limitMs,
      );
      expect(asked.length).toBeGreaterThan(0);
      expect(heads(bare)).toEqual(agreed.get('bare') ?? heads(bare));
      agreed.set('bare', heads(bare));
    },
  },
  {
    name: 'in a sandboxed frame on another origin it writes a live token',
    async holds({ tab, site }) {
      const embed = `${site.url}?view=embed&lang=en&autoplay=0&tempo=fast&prompt=The+old+dragon`;
      const body = `<!doctype html><title>a blog</title><iframe width="800" height="640"
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" src="${embed.replaceAll('&', '&amp;')}"></iframe>`;
      const blog = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(body);
      });
      await new Promise<void>(resolve => blog.listen(0, '127.0.0.1', resolve));
      try {
        await tab.open(`http://127.0.0.1:${(blog.address() as AddressInfo).port}/`);
        await tab.inFrame(async frame => {
          await until(
            'the embed',
            () => stateOf(frame),
            ({ text }) => text.startsWith('The old dragon'),
            limitMs,
          );
          expect(await frame.run<string>('return self.origin;')).toBe('null');
          const { text } = await stateOf(frame);
          await frame.click(next);
          const live = await until(
            'a live token in the frame',
            () => stateOf(frame),
            now => now.text.length > text.length && now.source === 'live',
            limitMs,
          );
          expect(live.backend).not.toBeNull();
        });
      } finally {
        blog.close();
        blog.closeAllConnections();
      }
    },
  },
  {
    name: 'with the server stopped the page and its model come up again',
    async holds({ tab, site, agreed, skip }) {
      await openLive(tab, site.url, cat);
      const able = await tab.run<boolean>(`return 'serviceWorker' in navigator && 'caches' in window;`);
      if (!able) return skip('this browser gives a page that is driven by a test no service worker');
      await until('model and runtime on this device', () => keptIn(tab), enough, limitMs);
      await site.close();
      await openLive(tab, site.url, cat);
      const texts = await tokens(tab, 2);
      expect(texts).toEqual(agreed.get('cat')?.slice(0, 2) ?? texts);
    },
  },
];

/** Files that the service worker would answer with; asked for without waiting, since not every driver waits. */
const keptIn = (tab: Tab): Promise<string> =>
  tab.run(`
    caches.open('next-token-assets').then(cache => cache.keys()).then(keys => {
      window.keptFiles = keys.map(({ url }) => url).join(' ');
    });
    return (navigator.serviceWorker.controller === null ? '' : window.keptFiles) ?? '';`);

const enough = (kept: string) =>
  ['model', 'ort-wasm-simd-threaded', 'tokenizer'].every(name => kept.includes(`/${name}`));
