import { readdir, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/**
 * The page without a network, by Workbox: the page itself, its code, fonts and recorded runs are fetched when the
 * service worker is installed; weights and WebAssembly, tens of megabytes of which a reader uses a part, are kept when
 * they are first used or when a teacher prepares a room (src/features/offline).
 *
 * A new version is installed beside the old one and takes over when the last tab of the page is closed: a running
 * lesson goes on with the files it began with.
 */
export function offline(): Plugin[] {
  return [
    listAssets(),
    ...(VitePWA({
      injectRegister: false, // src/features/offline/register.ts decides when
      manifest: false, // public/manifest.webmanifest
      filename: 'sw.js',
      workbox: {
        globPatterns: [
          'index.html',
          'compat.js',
          'plain.{html,js}',
          'offline.json',
          'manifest.webmanifest',
          'icons/*',
          'traces/*.json',
          'assets/*.{js,mjs,css}',
          'assets/*-latin-wght-*.woff2', // other alphabets when a text has them
        ],
        dontCacheBustURLsMatching: /\/assets\//, // the name has a hash of the content
        ignoreURLParametersMatching: [/./], // the query is for the page's script, the file is the same
        navigateFallback: null, // there is one page; any other address is a real 404
        cleanupOutdatedCaches: true,
        clientsClaim: true, // what the first visit goes on to load is kept already
        skipWaiting: false,
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) =>
              sameOrigin && /\/assets\/[^/]+-[\w-]{8,}\.\w+$/.test(url.pathname),
            handler: 'CacheFirst',
            options: {
              cacheName: 'next-token-assets', // src/features/offline/assets.ts fills and sweeps it
              cacheableResponse: { statuses: [200] },
              matchOptions: { ignoreVary: true }, // immutable: the same whoever asks
              rangeRequests: true, // a cut download goes on in the middle
            },
          },
        ],
      },
    }) as Plugin[]),
  ];
}

/** Writes offline.json, what there is to keep: `[{ "path": "assets/model-BNL9IJlg.onnx", "bytes": 33182 }, …]`. */
function listAssets(): Plugin {
  return {
    name: 'list-assets',
    apply: 'build',
    async writeBundle({ dir }) {
      const folder = dir!; // Vite always writes a folder
      const paths = (await readdir(join(folder, 'assets'))).map(name => join('assets', name));
      const entries = await Promise.all(
        paths.map(async path => ({
          path: path.split(sep).join('/'),
          bytes: (await stat(join(folder, path))).size,
        })),
      );
      await writeFile(join(folder, 'offline.json'), JSON.stringify(entries));
    },
  };
}
