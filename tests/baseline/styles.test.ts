import postcss from 'postcss';
import { expect, it } from 'vitest';
import { postcssBaseline, withoutMixtures } from '../../scripts/postcss-baseline.ts';

const styled = async (css: string) =>
  (await postcss(postcssBaseline()).process(css, { from: undefined })).css.replace(/\s+/g, ' ');

it('a mixture becomes a colour with an alpha, above the other one where there can be two layers', () => {
  expect(withoutMixtures('color-mix(in oklab, var(--line) 50%, transparent)', 'background')).toBe(
    'rgba(var(--line-rgb), 0.5)',
  );
  expect(
    withoutMixtures('color-mix(in oklab, var(--a) calc(25% + var(--x) * 75%), var(--b))', 'background'),
  ).toBe(
    'linear-gradient(rgba(var(--a-rgb), calc(0.25 + var(--x) * 0.75)), rgba(var(--a-rgb), calc(0.25 + var(--x) * 0.75))), var(--b)',
  );
  expect(withoutMixtures('1px solid color-mix(in oklab, var(--a) 45%, transparent)', 'border')).toBe(
    '1px solid rgba(var(--a-rgb), 0.45)',
  );
  expect(() => withoutMixtures('color-mix(in oklab, red 45%, blue)', 'color')).toThrow(/var\(--token\)/);
});

it('older browsers get a plain line, today’s the one that was written', async () => {
  const css = await styled('.a { background: color-mix(in oklab, var(--b) 12%, transparent); }');
  expect(css).toContain('.a { background: rgba(var(--b-rgb), 0.12); }');
  expect(css).toContain('@supports (color: color-mix(in oklab, red, red))');
  expect(await styled('.a { --b: #0b7285; }')).toContain('--b-rgb: 11, 114, 133');
  expect(await styled('.a { height: calc(100dvh - 1rem); }')).toMatch(
    /calc\(100vh - 1rem\).*calc\(100dvh - 1rem\)/,
  );
  expect(await styled('.a { translate: 0 -50%; }')).toMatch(
    /not \(translate: 0\).*transform: translate\(0, -50%\)/,
  );
  expect(await styled('@media (width < 720px) { .a { top: 0; } }')).toMatch(/max-width: ?719/);
  expect(await styled('.a:has(> .b) { top: 0; }')).toContain('csstools-has-');
});
