import { useHubMessages } from '#i18n/hub.ts';
import { Progress } from '#ui/Progress.tsx';
import type { PacedProgress } from './useDownload.ts';

/** Real bytes, their rate, and what is left of both. */
export function DownloadProgress({ name, progress }: { name: string; progress: PacedProgress }) {
  const m = useHubMessages();
  const { stage, loadedBytes, totalBytes, bytesPerSecond } = progress;
  const parts = [m.stages[stage]];
  if (stage === 'download') {
    parts.push(m.bytesOf(loadedBytes, totalBytes));
    if (bytesPerSecond !== null) parts.push(m.rate(bytesPerSecond));
    if (bytesPerSecond && totalBytes !== null)
      parts.push(m.left((totalBytes - loadedBytes) / bytesPerSecond));
  }
  // Only bytes can be counted: there is nothing to say about compiling but that it goes on.
  const total = stage === 'download' ? totalBytes : null;
  return (
    <Progress label={m.loading(name)} done={loadedBytes} total={total}>
      {parts.join(' · ')}
    </Progress>
  );
}
