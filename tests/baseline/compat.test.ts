import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';

const source = (name: string) => readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');

describe.each(['compat.js', 'plain.js'])('%s', name => {
  it('is JavaScript that the browsers it speaks to can read', () => {
    expect(() => parse(source(name), { ecmaVersion: 5 })).not.toThrow();
    expect(() => parse('const a = () => 1', { ecmaVersion: 5 })).toThrow(); // the parser does look
  });
});

interface Realm {
  readonly replaced: string[];
  readonly written: string[];
  readonly lang: string;
  fail: (event: object) => void;
}

/** What the build leaves in the page. */
const meta = (content: string) => ({
  getAttribute: (name: string) => ({ name: 'security-policy', content })[name] ?? null,
});

/** Runs compat.js where these globals are all there is; functions of arrays are those of Node unless taken away. */
function open(
  without: readonly string[] = [],
  globals: Record<string, unknown> = {},
  policy: string | null = null,
): Realm {
  const replaced: string[] = [];
  const written: string[] = [];
  const listeners: ((event: object) => void)[] = [];
  const root = { lang: '', style: {}, setAttribute: () => {}, getAttribute: () => null };
  const attributes: Record<string, string> = {
    'data-builtins': './b.js',
    'data-has': './h.js',
    'data-popover': './p.js',
    'data-segmenter': './s.js',
  };
  const window: Record<string, unknown> = {
    document: {
      documentElement: root,
      currentScript: { getAttribute: (name: string) => attributes[name] ?? null },
      getElementsByTagName: (tag: string) => (tag === 'meta' && policy !== null ? [meta(policy)] : []),
      createElement: () => (without.includes('modules') ? {} : { noModule: false }),
      getElementById: () => ({ firstChild: null }),
      write: (html: string) => written.push(html),
    },
    location: {
      protocol: 'https:',
      host: 'school.example',
      search: '?lang=zh&prompt=a',
      hash: '',
      href: 'https://school.example/next/?lang=zh',
      replace: (to: string) => replaced.push(to),
    },
    navigator: { languages: ['de', 'en-GB'] },
    HTMLElement: class {},
    CSS: { supports: () => !without.includes(':has') },
    AbortSignal,
    structuredClone,
    addEventListener: (_: string, listener: (event: object) => void) => listeners.push(listener),
    ...globals,
  };
  window['window'] = window;
  if (!without.includes('popover'))
    Object.defineProperty((window['HTMLElement'] as { prototype: object }).prototype, 'popover', {
      value: null,
    });
  const missing = without.filter(name => name.includes('.prototype.') || name.startsWith('Intl.'));
  runInNewContext(`${missing.map(name => `delete ${name};`).join('')}${source('compat.js')}`, window);
  return {
    replaced,
    written,
    lang: root.lang,
    fail: event => listeners.forEach(listener => listener(event)),
  };
}

// Node 20 has what Chromium 115 has.
describe('before the page starts', () => {
  it('a current browser fetches nothing more and stays', () => {
    const { replaced, written, lang } = open();
    expect({ replaced, written, lang }).toEqual({ replaced: [], written: [], lang: 'zh-CN' });
  });

  it.each([
    [['Array.prototype.with'], ['./b.js']],
    [
      ['Array.prototype.toSorted', 'popover'],
      ['./b.js', './p.js'],
    ],
    [
      ['popover', ':has', 'Intl.Segmenter'],
      ['./p.js', './h.js', './s.js'],
    ],
  ])('without %j it first fetches %j', (without, files) => {
    const { replaced, written } = open(without);
    expect(replaced).toEqual([]);
    expect(written.map(tag => /src="([^"]+)"/.exec(tag)![1])).toEqual(files);
    for (const tag of written) expect(tag).toContain('type="module"'); // runs before the page's own modules
  });

  it.each([['modules'], ['Array.prototype.findLast']])('without %s it goes to the plain page', lack => {
    expect(open([lack]).replaced).toEqual(['plain.html?why=old&lang=zh&prompt=a']);
  });

  it("puts the policy into force, the page's address beside 'self', which a sandboxed WebKit takes for nothing", () => {
    const { written } = open([], {}, "default-src 'self'; worker-src 'self' blob:");
    expect(written).toEqual([
      '<meta http-equiv="Content-Security-Policy" ' +
        `content="default-src 'self' https://school.example; worker-src 'self' https://school.example blob:">`,
    ]);
  });

  it('a Firefox without modules in workers goes there too', () => {
    const document = { documentElement: { lang: '', style: { MozAppearance: '' }, setAttribute: () => {} } };
    const plain = open();
    expect(plain.replaced).toEqual([]);
    const globals = {
      document: {
        ...document,
        getElementsByTagName: () => [],
        currentScript: { getAttribute: () => null },
        createElement: () => ({ noModule: false }),
        write: () => {},
      },
    };
    expect(open(['Array.prototype.toSorted'], globals).replaced).toHaveLength(1);
  });

  it('opened as a file it says so', () => {
    const location = { protocol: 'file:', search: '', hash: '', replace: (to: string) => went.push(to) };
    const went: string[] = [];
    open([], { location });
    expect(went).toEqual(['plain.html?why=file&']);
  });

  it('a script of its own that fails leads to the plain page, a stranger’s does not', () => {
    const realm = open();
    realm.fail({ filename: 'chrome-extension://abc/x.js' });
    expect(realm.replaced).toEqual([]);
    realm.fail({ target: { src: 'https://school.example/next/assets/index-1.js' } });
    expect(realm.replaced).toEqual(['plain.html?why=broken&lang=zh&prompt=a']);
  });
});
