import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom. This table is the architecture: a module of src/ may use its own files, the modules and the
 * packages on its line, and nothing else.
 */
const architecture: Record<string, { modules: readonly string[]; packages: readonly string[] }> = {
  lm: { modules: [], packages: [] },
  trace: { modules: ['lm'], packages: [] },
  engine: { modules: ['lm'], packages: ['@noble/hashes', '@xenova/transformers', 'onnxruntime-web'] },
  session: { modules: ['engine', 'trace', 'lm'], packages: ['zustand'] },
  i18n: { modules: [], packages: ['react'] },
  ui: { modules: [], packages: ['framer-motion', 'react'] },
  views: { modules: ['i18n', 'ui', 'trace', 'lm'], packages: ['d3', 'framer-motion', 'react'] },
  chapters: { modules: ['views', 'session', 'trace', 'lm'], packages: [] },
  app: {
    modules: ['chapters', 'views', 'session', 'engine', 'trace', 'i18n', 'ui', 'lm'],
    packages: [
      '@fontsource-variable/inter',
      '@fontsource-variable/source-serif-4',
      'framer-motion',
      'gifenc', // the looping animation for slides
      'react',
      'react-dom',
      'uqr', // QR codes of share links
      'zustand',
    ],
  },
};

/** Within engine: which folders a folder may use; files beside them are for all. One way, from the top down. */
const engineFolders: Record<string, readonly string[]> = {
  hub: ['onnx', 'files'], // models a reader brings along
  translate: ['onnx', 'files'],
  onnx: ['files'], // onnxruntime, and the worker it runs in
  plain: ['files'], // a small model without a runtime, written to be read
  ngram: [], // counting
  pocket: ['plain'], // a model that is trained on the page
  api: [],
  files: [], // how bytes arrive and where they are kept
  '': ['files'], // engine.ts and its like
};

/** The parts of d3 that touch the document, or run on their own clock: React owns every node, framer-motion the time. */
const d3WithHands = [
  'd3-axis',
  'd3-brush',
  'd3-drag',
  'd3-fetch',
  'd3-selection',
  'd3-timer',
  'd3-transition',
  'd3-zoom',
];

const project = join(import.meta.dirname, '..');
const ignored = /^(node_modules|dist.*|test-results|\..*|__pycache__)$/;

function files(folder: string, kind: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !ignored.test(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path, kind) : kind.test(entry.name) ? [path] : [];
    });
}

interface Import {
  readonly names: string; // between `import` and `from`; empty for a side effect or import()
  readonly from: string;
}

/** Every static import, re-export and import() with a literal specifier; Vite's `?url` and the like cut off. */
function importsOf(code: string): Import[] {
  const withoutComments = code.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  const statement =
    /\b(?:import|export)\s+(?:([\w\s{},*$]+?)\s+from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...withoutComments.matchAll(statement)].map(([, names = '', from, dynamic]) => ({
    names,
    from: (from ?? dynamic ?? '').replace(/\?.*$/, ''),
  }));
}

const sources = files(join(project, 'src'), /\.tsx?$/).map(path => {
  const code = readFileSync(path, 'utf8');
  return {
    name: relative(project, path),
    module: relative(project, path).split(sep)[1] ?? '',
    code,
    imports: importsOf(code),
  };
});

const packageOf = (from: string) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

describe('the import finder', () => {
  it('sees each form of import there is', () => {
    const code = `import a, { type B } from './a.ts';\nimport {\n  c,\n} from "#lm/c.ts";\nimport './d.css';
      export * from 'e';\n export { f } from './f.ts';\nawait import('g/h?url'); // import 'i'\n/* import 'j' */`;
    expect(importsOf(code).map(({ from }) => from)).toEqual([
      './a.ts',
      '#lm/c.ts',
      './d.css',
      'e',
      './f.ts',
      'g/h',
    ]);
  });
});

describe('src', () => {
  it('has only the modules of the table', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(
      [...new Set(sources.map(({ module }) => module))].filter(module => !(module in architecture)),
    ).toEqual([]);
  });

  it('imports only in the directions of the table', () => {
    const wrong = sources.flatMap(({ name, module, imports }) => {
      const allowed = architecture[module] ?? { modules: [], packages: [] };
      return imports
        .filter(({ from }) => {
          if (from.startsWith('#'))
            return ![module, ...allowed.modules].includes(from.slice(1).split('/')[0] ?? '');
          if (from.startsWith('.'))
            return relative(join('src', module), join(name, '..', from)).startsWith('..');
          if (from.startsWith('node:')) return !name.endsWith('/node.ts'); // for recordings, servers and tests
          return !from.startsWith('/models/') && !allowed.packages.includes(packageOf(from));
        })
        .map(({ from }) => `${name} imports ${from}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has an engine whose folders import one way', () => {
    const folderOf = (path: string): string => {
      const [folder = '', ...rest] = path.split('/');
      return rest.length > 0 ? folder : '';
    };
    const wrong = sources
      .filter(({ module }) => module === 'engine')
      .flatMap(({ name, imports }) => {
        const path = relative('src/engine', name).split(sep).join('/');
        const from = folderOf(path);
        return imports
          .filter(each => each.from.startsWith('.'))
          .map(each => folderOf(posix.join(posix.dirname(path), each.from)))
          .filter(to => to !== '' && to !== from && !engineFolders[from]?.includes(to))
          .map(to => `${name} imports ${to}/`);
      });
    expect(wrong).toEqual([]);
  });

  it('uses d3 for numbers only', async () => {
    const forbidden = new Set(
      (await Promise.all(d3WithHands.map(part => import(part) as Promise<object>))).flatMap(part =>
        Object.keys(part),
      ),
    );
    expect(forbidden).toContain('select');
    const wrong = sources.flatMap(({ name, imports }) =>
      imports
        .filter(({ from }) => packageOf(from).startsWith('d3'))
        .flatMap(({ names, from }) => names.match(/\*|[\w$]+/g)?.map(word => ({ word, from })) ?? [])
        .filter(({ word, from }) => word === '*' || forbidden.has(word) || d3WithHands.includes(from))
        .map(({ word, from }) => `${name} imports ${word} from ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    [
      'builds code or HTML from text',
      /\beval\(|\bnew Function\(|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/,
    ],
    ['draws an unseeded random number', /\bMath\.random\b/],
    ['leaves a console.log or a debugger behind', /\bdebugger\b|\bconsole\.log\(/],
  ])('never %s', (_, pattern) => {
    expect(sources.filter(({ code }) => pattern.test(code)).map(({ name }) => name)).toEqual([]);
  });
});

describe('every file', () => {
  const all = ['src', 'tests', 'scripts', 'bench', 'models'].flatMap(folder =>
    files(join(project, folder), /\.(tsx?|css|py)$/),
  );

  it('is about one thing: 300 lines at most', () => {
    const long = all
      .map(path => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300)
      .map(({ path, lines }) => `${relative(project, path)}: ${lines} lines`);
    expect(long).toEqual([]);
  });

  it('is called by the noun it is about', () => {
    const noNoun = /^(utils?|helpers?|common|shared|lib|misc|hooks|types|constants)$/;
    const wrong = all.filter(path => {
      const parts = relative(project, path).split(sep);
      return [...parts.slice(0, -1), basename(path).replace(/\.\w+$/, '')].some(part => noNoun.test(part));
    });
    expect(wrong).toEqual([]);
  });
});
