import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { postcssBaseline } from './scripts/postcss-baseline.ts';
import { olderBrowsers } from './scripts/vite-baseline.ts';
import { offline } from './scripts/vite-offline.ts';
import { securityPolicy } from './scripts/vite-security-policy.ts';

/**
 * Lets the tokenizer of @xenova/transformers be bundled alone. Its modules import the whole of onnxruntime and sharp for
 * things a tokenizer never does; with these replaced by an empty object the tokenizer is 26 kB gzip instead of a
 * second runtime of 28 MB. `fs`, `path` and `url` are replaced as well: the library tests whether they are empty.
 */
function tokenizerOnly(): Plugin {
  const replaced = /^(onnxruntime-web|onnxruntime-node|sharp|fs|path|url|stream\/web)$/;
  const id = '\0tokenizer-only';
  return {
    name: 'tokenizer-only',
    enforce: 'pre',
    resolveId: (source, importer) =>
      replaced.test(source) && importer?.includes('@xenova/transformers') ? id : null,
    load: source => (source === id ? 'export default {};' : null),
  };
}

/** The oldest browsers with all of the page: their syntax, and style rules rewritten for them. @see src/baseline */
const baseline = ['chrome100', 'firefox115', 'safari16.4'];

export default defineConfig({
  base: './', // the built page works under any path
  plugins: [react(), tokenizerOnly(), olderBrowsers(), securityPolicy(), offline()],
  css: { postcss: { plugins: postcssBaseline() } },
  worker: { format: 'es', plugins: () => [tokenizerOnly()] },
  build: {
    target: baseline,
    assetsInlineLimit: 0, // data: URLs would need a looser content security policy
    chunkSizeWarningLimit: 700,
  },
  assetsInclude: ['**/*.onnx', '**/*.onnx_data'],
  optimizeDeps: {
    exclude: ['@xenova/transformers', 'onnxruntime-web'],
    include: ['@xenova/transformers > @huggingface/jinja'],
  },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/browsers/**'],
    environment: 'node',
    testTimeout: 60_000, // the machine may be busy: a test waits for states, not for moments
    hookTimeout: 60_000,
  },
});
