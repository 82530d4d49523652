/** `npm run bench [-- downloaded]`: the page and its own models, or a downloaded one. Each says its options itself. */
await (process.argv[2] === 'downloaded' ? import('./downloaded.ts') : import('./bench.ts'));
