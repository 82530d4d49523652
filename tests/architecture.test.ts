import { readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, importsOf, project, sources } from './architecture/sources.ts';
import { architecture, folders, mayQuery, mostImports, stillMore } from './architecture/table.ts';

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

  it('is drawn as it is in docs/architecture.md', () => {
    const rows = readFileSync(join(project, 'docs/architecture.md'), 'utf8').matchAll(
      /^\| `(\w+)` \| ([\w –]+) \|/gm,
    );
    const drawn = Object.fromEntries(
      [...rows].map(([, module, uses]) => [module, [...(uses!.match(/\w+/g) ?? [])].sort()]),
    );
    const modules = Object.entries(architecture).map(([module, { modules }]) => [
      module,
      [...modules].sort(),
    ]);
    expect(drawn).toEqual(Object.fromEntries(modules));
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

  it.each(Object.keys(folders))('has folders in %s that import one way', module => {
    const folderOf = (path: string): string => {
      const [folder = '', ...rest] = path.split('/');
      return rest.length > 0 ? folder : '';
    };
    const allowed = folders[module]!;
    const wrong = sources
      .filter(source => source.module === module)
      .flatMap(({ name, imports }) => {
        const path = relative(join('src', module), name).split(sep).join('/');
        const from = folderOf(path);
        if (!(from in allowed)) return [`${name} is in a folder that is not in the table`];
        return imports
          .filter(each => /^\.\.?\//.test(each.from))
          .map(each => folderOf(posix.join(posix.dirname(path), each.from)))
          .filter(to => to !== '' && to !== from && !allowed[from]!.includes(to))
          .map(to => `${name} imports ${to}/`);
      });
    expect(wrong).toEqual([]);
  });

  it('asks the document only for what data cannot say', () => {
    const asking = sources.filter(({ code }) => /\bquerySelector(All)?\b|\bgetElementsBy/.test(code));
    expect(
      asking.map(({ name }) => name).filter(name => !mayQuery.some(path => name.startsWith(path))),
    ).toEqual([]);
    for (const path of mayQuery)
      expect(asking.some(({ name }) => name.startsWith(path)) ? '' : path).toBe('');
  });

  it(`has no file that imports more than ${mostImports} others`, () => {
    const most = Object.fromEntries(
      sources
        .map(
          ({ name, imports }) =>
            [name, new Set(imports.filter(({ isLazy }) => !isLazy).map(({ from }) => from)).size] as const,
        )
        .filter(([, count]) => count > mostImports),
    );
    expect(most).toEqual(stillMore);
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
