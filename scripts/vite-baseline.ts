import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { readTraceFile } from '../src/trace/read.ts';
import { plainPage } from './plain-page.ts';
import { plainWords } from './plain-words.ts';

const fills = ['builtins', 'has', 'popover', 'segmenter'] as const; // src/baseline/fills
const recorded = { zh: 'opening-zh', en: 'opening' } as const; // public/traces

/**
 * What the page does in browsers older than today's: `public/compat.js` before every other script, with the addresses
 * of what it may have to fetch; plain.html for those that are older still; the same in `<noscript>`.
 */
export function olderBrowsers(): Plugin {
  const chunks = new Map<string, string>(); // reference of an emitted chunk by the fill's name
  let base = '';
  const plain = () => {
    const run = (name: string) =>
      readTraceFile(JSON.parse(readFileSync(join(base, 'public/traces', `${name}.json`), 'utf8')));
    return plainPage({ zh: run(recorded.zh), en: run(recorded.en) });
  };
  return {
    name: 'older-browsers',
    configResolved({ root }) {
      base = root;
    },
    buildStart() {
      if (this.meta.watchMode) return; // the development server gives the sources themselves
      for (const name of fills) {
        const id = join(base, 'src/baseline/fills', `${name}.ts`);
        chunks.set(name, this.emitFile({ type: 'chunk', id, name: `fill-${name}` }));
      }
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'plain.html', source: plain() });
    },
    configureServer({ middlewares }) {
      middlewares.use('/plain.html', (_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(plain());
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const address = (name: (typeof fills)[number]) => {
          if (bundle === undefined) return `/src/baseline/fills/${name}.ts`;
          const found = Object.values(bundle).find(
            file => file.type === 'chunk' && file.isEntry && file.name === `fill-${name}`,
          );
          if (found === undefined) throw new Error(`the build has no ${name}`);
          return `./${found.fileName}`;
        };
        const addresses = fills.map(name => `data-${name}="${address(name)}"`).join(' ');
        return html
          .replace('<title>', `<script src="./compat.js" ${addresses}></script>\n    <title>`)
          .replace('<div id="root"></div>', `<div id="root"></div>\n${withoutScripts}`);
      },
    },
  };
}

const withoutScripts = `    <noscript>
      <p lang="zh-CN">${plainWords.zh.noScript}</p>
      <p lang="en">${plainWords.en.noScript}</p>
      <iframe src="plain.html" title="Next Token · 下一个词" style="width: 100%; height: 80vh; border: 0"></iframe>
    </noscript>`;
