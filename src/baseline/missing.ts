/**
 * The page is promised to Chromium 100, Firefox 115 and Safari 16.4. Whether this realm, page or worker, lacks one of
 * the newer built-in functions the code uses; `builtins.ts` has them. Syntax is the bundler's (vite.config.ts), and
 * tests/browsers/baseline.test.ts finds what is missing here.
 */
export const lacksBuiltins = (): boolean =>
  [Array, Int8Array].some(({ prototype }) =>
    ['with', 'toSorted', 'toReversed'].some(method => !(method in prototype)),
  ) || !('toSpliced' in Array.prototype);
