import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackendReport, LoadProgress } from '#engine/engine.ts';
import type { HubModel } from '#engine/hub/hub-model.ts';
import type { LoadOptions } from '#engine/onnx/load.ts';
import type { OnnxEngine } from '#engine/onnx/onnx-engine.ts';
import { type Choice, storedBytesOf } from './device.ts';
import { Rate } from './rate.ts';

export type LoadModel = (hub: HubModel, options: LoadOptions) => Promise<OnnxEngine>;

/** How far a model has come, from a name to an engine. */
export type Download =
  | { readonly state: 'choosing' }
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly hub: HubModel }
  | { readonly state: 'loading'; readonly hub: HubModel; readonly progress: PacedProgress }
  | { readonly state: 'stopped'; readonly hub: HubModel } // by the reader
  | { readonly state: 'failed'; readonly hub: HubModel | null; readonly error: unknown }
  | { readonly state: 'ready'; readonly hub: HubModel };

export interface PacedProgress extends LoadProgress {
  readonly bytesPerSecond: number | null; // null while nobody can say
}

const starting: PacedProgress = { stage: 'download', loadedBytes: 0, totalBytes: null, bytesPerSecond: null };
const TICK_MS = 1000; // a line on which nothing arrives is told as well

/**
 * Finds a model and loads it beside the one at work. It lives as long as the page, so that closing the dialog does not
 * end a download.
 *
 * @param load how a model that was found becomes an engine; it goes on where an earlier call was cut
 * @param onReady takes the engine over: its new owner disposes of it
 * @param onMoved is told when that engine goes on somewhere else, its backend having failed
 */
export function useDownload(
  load: LoadModel,
  backend: LoadOptions['backend'],
  onReady: (engine: OnnxEngine) => void,
  onMoved: (report: BackendReport) => void,
) {
  const [download, setDownload] = useState<Download>({ state: 'choosing' });
  const under = useRef<AbortController | null>(null);
  const chosen = useRef<Choice | null>(null);
  const listeners = useRef({ onReady, onMoved });
  useEffect(() => void (listeners.current = { onReady, onMoved }));
  useEffect(() => () => under.current?.abort(), []);

  const start = useCallback(() => {
    under.current?.abort();
    return (under.current = new AbortController()).signal;
  }, []);

  const find = useCallback(
    async (question: (signal: AbortSignal) => Promise<HubModel>) => {
      const signal = start();
      setDownload({ state: 'looking' });
      try {
        const hub = await question(signal);
        if (!signal.aborted) setDownload({ state: 'found', hub });
      } catch (error) {
        if (!signal.aborted) setDownload({ state: 'failed', hub: null, error });
      }
    },
    [start],
  );

  const get = useCallback(
    async (hub: HubModel, { precision, variant }: Choice) => {
      const signal = start();
      chosen.current = { precision, variant };
      setDownload({ state: 'loading', hub, progress: starting });
      const rate = new Rate(await storedBytesOf(hub, variant));
      let latest: LoadProgress = starting;
      let isTaken = false; // by its new owner
      const tell = () => {
        if (signal.aborted || isTaken) return;
        const progress = { ...latest, bytesPerSecond: rate.bytesPerSecond(performance.now()) };
        setDownload({ state: 'loading', hub, progress });
      };
      const onProgress = (progress: LoadProgress) => {
        latest = progress;
        if (progress.stage === 'download') rate.add(progress.loadedBytes, performance.now());
        tell();
      };
      const onReport = (report: BackendReport) => isTaken && listeners.current.onMoved(report);
      const ticking = setInterval(tell, TICK_MS);
      try {
        const variants = hub.variants.filter(each => precision === null || each.precision === precision);
        const engine = await load({ ...hub, variants }, { backend, onProgress, onReport, signal });
        if (signal.aborted) return engine.dispose();
        isTaken = true;
        setDownload({ state: 'ready', hub });
        listeners.current.onReady(engine);
      } catch (error) {
        if (!signal.aborted) setDownload({ state: 'failed', hub, error });
      } finally {
        clearInterval(ticking);
      }
    },
    [backend, load, start],
  );

  /** The same again, from where it was. */
  const resume = useCallback(
    (hub: HubModel) => chosen.current !== null && void get(hub, chosen.current),
    [get],
  );

  const cancel = useCallback(() => {
    under.current?.abort();
    setDownload(now =>
      now.state === 'loading' ? { state: 'stopped', hub: now.hub } : { state: 'choosing' },
    );
  }, []);

  const reset = useCallback(() => {
    under.current?.abort();
    setDownload({ state: 'choosing' });
  }, []);

  return { download, find, get, resume, cancel, reset };
}
