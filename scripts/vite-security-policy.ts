import type { Plugin } from 'vite';

/**
 * What the built page may do, as a <meta> so that any static host serves it. The development server is left alone: it
 * injects scripts of its own.
 *
 * - scripts: own files; WebAssembly; blobs, because in a sandboxed iframe the engine's worker starts from one
 * - connections: any http(s) address, because readers connect models of their own; own files and blobs
 * - styles: also inline, which is how framer-motion moves things
 * - nothing else from anywhere: no plugins, no base, no forms, no foreign frames, fonts or pictures
 *
 * `frame-ancestors` is not allowed in a <meta>, and anybody may embed the page.
 *
 * In an iframe with an opaque origin `'self'` still means the address the page came from (CSP3 §2.2.2, self-origin);
 * tests/e2e/embed.spec.ts runs the whole loop there.
 */
export const policy: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval' blob:",
  'worker-src': "'self' blob:",
  'connect-src': "'self' blob: data: https: http:",
  'img-src': "'self' blob: data:",
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: Object.entries(policy)
            .map(([directive, sources]) => `${directive} ${sources}`)
            .join('; '),
        },
        injectTo: 'head-prepend', // a policy holds only for what comes after it
      },
    ],
  };
}
