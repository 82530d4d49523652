import type { Plugin } from 'vite';

/**
 * What the built page may do, in a <meta> so that any static host serves it. The development server is left alone: it
 * injects scripts of its own.
 *
 * - scripts: own files; WebAssembly; blobs, because in a sandboxed iframe the engine's worker starts from one
 * - connections: any http(s) address, because readers connect models of their own; own files and blobs
 * - styles: also inline, which is how framer-motion moves things
 * - nothing else from anywhere: no plugins, no base, no forms, no foreign frames, fonts or pictures
 *
 * `frame-ancestors` is not allowed in a <meta>, and anybody may embed the page.
 *
 * It is put into force by public/compat.js, the first script of all, which adds the page's own address to every
 * `'self'`: in an iframe with an opaque origin `'self'` means the address the page came from to Chromium and Firefox
 * (CSP3 §2.2.2, self-origin) and nothing at all to WebKit, where the frame stays empty.
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
          name: 'security-policy',
          content: Object.entries(policy)
            .map(([directive, sources]) => `${directive} ${sources}`)
            .join('; '),
        },
        injectTo: 'head-prepend', // compat.js must find it
      },
    ],
  };
}
