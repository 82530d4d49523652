import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const project = join(import.meta.dirname, '../..');
const ignored = /^(node_modules|dist.*|test-results|\..*|__pycache__)$/;

export function files(folder: string, kind: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !ignored.test(entry.name))
    .flatMap(entry => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path, kind) : kind.test(entry.name) ? [path] : [];
    });
}

export interface Import {
  readonly names: string; // between `import` and `from`; empty for a side effect or import()
  readonly from: string;
  readonly isLazy: boolean; // import()
}

/** Every static import, re-export and import() with a literal specifier; Vite's `?url` and the like cut off. */
export function importsOf(code: string): Import[] {
  const withoutComments = code.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  const statement =
    /\b(?:import|export)\s+(?:([\w\s{},*$]+?)\s+from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...withoutComments.matchAll(statement)].map(([, names = '', from, dynamic]) => ({
    names,
    from: (from ?? dynamic ?? '').replace(/\?.*$/, ''),
    isLazy: dynamic !== undefined,
  }));
}

export const sources = files(join(project, 'src'), /\.tsx?$/).map(path => {
  const code = readFileSync(path, 'utf8');
  return {
    name: relative(project, path),
    module: relative(project, path).split(sep)[1] ?? '',
    code,
    imports: importsOf(code),
  };
});
