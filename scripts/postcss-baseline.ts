import minmax from '@csstools/postcss-media-minmax';
import hasPseudo from 'css-has-pseudo';
import { type AcceptedPlugin, type Declaration, type Plugin, type Root, atRule, decl, rule } from 'postcss';

/**
 * Style rules for the oldest browsers of the baseline, beside those for today's:
 *
 * - `(width < 720px)` as `(max-width: …)`: Chromium before 104
 * - `:has()`: Chromium before 105, Firefox before 121, by attributes that src/baseline/fills/has.ts sets
 * - `100dvh` after `100vh`: Chromium before 108
 * - `translate`, `rotate` as `transform`: Chromium before 104
 * - `color-mix()`: Chromium before 111
 */
export const postcssBaseline = (): AcceptedPlugin[] => [minmax(), hasPseudo(), plainer];

const plainer: Plugin = {
  postcssPlugin: 'next-token-plainer',
  OnceExit(root) {
    channels(root);
    const lines: Declaration[] = [];
    root.walkDecls(line => void lines.push(line));
    for (const line of lines) {
      if (/\d[ds]vh/.test(line.value)) {
        line.before(line.clone({ value: line.value.replace(/(\d)[ds]vh/g, '$1vh') }));
      }
      if (line.prop === 'translate' || line.prop === 'rotate') {
        const [x, y = '0'] = line.value.split(/\s+/);
        const value = line.prop === 'rotate' ? `rotate(${x})` : `translate(${x}, ${y})`;
        inSupports(line, '(not (translate: 0))', decl({ prop: 'transform', value }));
      }
      if (line.value.includes('color-mix(')) {
        // A line with var() is kept by browsers that cannot read the rest of it: a plain one before it would not help.
        inSupports(line, '(color: color-mix(in oklab, red, red))', line.clone());
        line.value = withoutMixtures(line.value, line.prop);
      }
    }
  },
};

/** `--line: #e2e0d9` also as `--line-rgb: 226, 224, 217`, which a colour with an alpha can be made of anywhere. */
function channels(root: Root): void {
  root.walkDecls(/^--/, line => {
    const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(line.value);
    if (hex === null) return;
    const value = hex
      .slice(1)
      .map(part => parseInt(part, 16))
      .join(', ');
    line.after(decl({ prop: `${line.prop}-rgb`, value }));
  });
}

/** The same rule again behind it, with one line, where a condition holds. */
function inSupports(line: Declaration, params: string, instead: Declaration): void {
  const owner = line.parent;
  if (owner?.type !== 'rule') return;
  const again = rule({ selector: (owner as unknown as { selector: string }).selector });
  again.append(instead);
  const wrapped = atRule({ name: 'supports', params });
  wrapped.append(again);
  owner.after(wrapped);
}

/**
 * `color-mix(in oklab, var(--A) p%, B)` as A with an alpha of p, above B where the property can hold two layers: the
 * mixture in sRGB instead of Oklab.
 */
export function withoutMixtures(value: string, property: string): string {
  const start = value.indexOf('color-mix(');
  if (start < 0) return value;
  const parts: string[] = [''];
  let end = start + 'color-mix('.length;
  for (let depth = 0; depth >= 0; end++) {
    const sign = value[end] ?? ')';
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else if (depth >= 0) parts[parts.length - 1] += sign;
  }
  const [, first = '', below = ''] = parts.map(part => part.trim());
  const [, name = '', share = ''] = /^var\((--[\w-]+)\) (.+)$/.exec(first) ?? [];
  if (name === '') throw new Error(`color-mix of ${first}: only var(--token) p% can be rewritten`);
  const alpha = share.replace(/([\d.]+)%/g, (_, percent: string) => String(Number(percent) / 100));
  const above = `rgba(var(${name}-rgb), ${alpha})`;
  const isWhole = start === 0 && end === value.length && /^(background|--.*)$/.test(property);
  const layers = isWhole && below !== 'transparent' ? `linear-gradient(${above}, ${above}), ${below}` : above;
  return withoutMixtures(value.slice(0, start) + layers + value.slice(end), property);
}
