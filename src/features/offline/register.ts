/**
 * Installs the service worker, which keeps the page for days without a network. Only in a page of its own: a frame in
 * somebody's blog should leave nothing behind, and in a sandboxed one there is no storage at all.
 *
 * @returns whether this page is kept; false where the browser cannot (no https, private window, storage switched off)
 */
export async function register(): Promise<boolean> {
  if (!import.meta.env.PROD || parent !== window || !('serviceWorker' in navigator)) return false;
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI), {
      updateViaCache: 'none',
    });
    return await isActive(registration);
  } catch (error) {
    console.info('service worker', error);
    return false;
  }
}

/** Waits for the first installation; a newer version that waits its turn is not waited for. */
function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<boolean> {
  if (active !== null) return Promise.resolve(true);
  const worker = installing ?? waiting;
  if (worker === null) return Promise.resolve(false);
  return new Promise(resolve =>
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve(true);
      if (worker.state === 'redundant') resolve(false);
    }),
  );
}
