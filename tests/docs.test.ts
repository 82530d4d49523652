import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '..');
const pages = ['README', 'docs/deploy', 'docs/classroom'];

/** What two languages of one page must have in common: its skeleton, and all that a reader copies or follows. */
function skeleton(page: string) {
  const text = readFileSync(join(project, page), 'utf8');
  const blocks = [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```/gm)].map(([, , language, code]) => ({
    language,
    // Comments and the words inside tags are for readers; commands are the same for all.
    code:
      language === 'html'
        ? [...code!.matchAll(/<\/?[\w-]+/g)].map(String)
        : language === ''
          ? [] // a drawing
          : code!.split('\n').map(line => line.replace(/\s+#.*$/, '').trim()),
  }));
  const prose = text.replace(/^( *)```[\s\S]*?^\1```/gm, '');
  const lines = prose.split('\n');
  return {
    headings: lines.flatMap(line => /^#+(?= )/.exec(line) ?? []).map(String),
    blocks,
    tables: lines.filter(line => line.startsWith('|')).map(line => line.split(/(?<!\\)\|/).length),
    items: lines.filter(line => /^(?:-|\d+\.) /.test(line)).length,
    links: [...prose.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, target]) => target!.replace('.zh.md', '.md'))
      .filter(target => !target.endsWith(`${page.replace('.zh', '').split('/').at(-1)}`)) // to the other language
      .sort(),
    keys: [...prose.matchAll(/<kbd>([^<]+)<\/kbd>/g)].length,
  };
}

describe.each(pages)('%s', page => {
  it('says the same in both languages: headings, commands, tables, lists, links', () => {
    const [english, chinese] = [skeleton(`${page}.md`), skeleton(`${page}.zh.md`)];
    expect(chinese).toEqual(english);
    expect(english.headings.length).toBeGreaterThan(3);
  });

  it.each(['.md', '.zh.md'])('%s leads to files that are there', suffix => {
    const path = join(project, page + suffix);
    const targets = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#]+)\)/g)].map(([, target]) => target!);
    const missing = targets.filter(each => !each.includes('://') && !existsSync(join(dirname(path), each)));
    expect(missing).toEqual([]);
  });
});
