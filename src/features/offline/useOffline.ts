import { useEffect, useState } from 'react';
import type { BackendReport } from '#engine/engine.ts';
import { register } from './register.ts';

/**
 * Keeps the page for the next visit without a network: the page itself once it has come up, and a model with its
 * runtime once it is at work. Its files are in the browser's own cache by then, so nothing is fetched twice.
 */
export function useOffline(modelId: string, report: BackendReport | null): void {
  const [kept, setKept] = useState(false);
  useEffect(() => {
    let gone = false;
    void register().then(active => {
      if (active && !gone) setKept(true);
    });
    return () => {
      gone = true;
    };
  }, []);

  const backend = report?.backend ?? 'api';
  useEffect(() => {
    if (!kept || backend === 'api') return;
    void import('./keep-in-use.ts')
      .then(({ keepInUse }) => keepInUse(modelId, backend === 'webgpu'))
      .catch((error: unknown) => console.info('offline', error));
  }, [kept, backend, modelId]);
}
