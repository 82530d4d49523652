// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readTraceFile } from '#trace/read.ts';
import { plainPage } from '../../scripts/plain-page.ts';

const root = join(import.meta.dirname, '../..');
const run = (name: string) =>
  readTraceFile(JSON.parse(readFileSync(join(root, 'public/traces', `${name}.json`), 'utf8')));
const html = plainPage({ zh: run('opening-zh'), en: run('opening') });

/** The page as a browser with this name opens it. */
function open(query: string, agent: string, language = 'en') {
  document.documentElement.innerHTML = html.replace(/^[^]*?<html>|<\/html>\s*$/g, '');
  vi.stubGlobal('location', { search: query, hash: '' });
  vi.stubGlobal('navigator', { userAgent: agent, language });
  new Function(readFileSync(join(root, 'public/plain.js'), 'utf8'))();
}

const text = (selector: string) => document.querySelector(selector)!.textContent!;

beforeEach(() => vi.unstubAllGlobals());

describe('the plain page', () => {
  it('shows recorded runs in both languages, with shares that add up to one', () => {
    open('', 'x');
    for (const language of ['zh', 'en']) {
      const tables = [...document.querySelectorAll(`#${language} table`)];
      expect(tables).toHaveLength(8);
      for (const table of tables) {
        const shares = [...table.querySelectorAll('.share')].map(cell => parseFloat(cell.textContent!));
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(100, -0.5);
        expect(table.querySelectorAll('.drawn')).toHaveLength(1);
      }
    }
    // What tests/golden and the stage say of the same run.
    expect(text('#en .story')).toBe('Once upon a time, there was a little');
  });

  it.each([
    ['Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer 11'],
    [
      'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36 QIHU 360SE',
      '360 浏览器 · Chromium 86',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.71 Safari/537.36 Core/1.94.225.400 QQBrowser/12.2.5544.400',
      'QQ 浏览器 12 · Chromium 94',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 15_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.16',
      '微信 WeChat 8 · iOS 15.1',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.3 Safari/605.1.15',
      'Safari 15.3',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0', 'Firefox 102'],
  ])('names the browser of %s', (agent, name) => {
    open('?why=old&prompt=a', agent);
    expect(text('#en .why-old .browser')).toBe(` You are using: ${name}`);
  });

  it('says why the reader is here, in their language first, and leads back with what they asked for', () => {
    open('?why=file&lang=zh&prompt=a', 'x', 'zh-CN');
    const shown = [...document.querySelectorAll<HTMLElement>('#zh .why[class*="why-"]')].filter(
      ({ style }) => style.display !== 'none',
    );
    expect(shown.map(({ className }) => className)).toEqual(['why why-file']);
    expect(document.querySelector('.section')!.id).toBe('zh');
    expect(document.querySelector('.again')!.getAttribute('href')).toBe('./?lang=zh&prompt=a');
    open('?why=old', 'x', 'en-GB');
    expect(document.querySelector('.section')!.id).toBe('en');
  });
});
