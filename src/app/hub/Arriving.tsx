import { useMessages } from '#i18n/messages.tsx';
import type { Arrival } from './useDownload.ts';

/** Real bytes, their rate, and what is left of both. */
export function Arriving({ name, arrival }: { name: string; arrival: Arrival }) {
  const m = useMessages().hub;
  const { stage, loadedBytes, totalBytes, bytesPerSecond } = arrival;
  const parts = [m.stages[stage]];
  if (stage === 'download') {
    parts.push(m.bytesOf(loadedBytes, totalBytes));
    if (bytesPerSecond !== null) parts.push(m.rate(bytesPerSecond));
    if (bytesPerSecond && totalBytes !== null)
      parts.push(m.left((totalBytes - loadedBytes) / bytesPerSecond));
  }
  // Without a value a bar says "working": that is all there is to say about compiling.
  const known = stage === 'download' && totalBytes !== null;
  return (
    <div className="hub-arriving">
      <progress
        aria-label={m.loading(name)}
        {...(known ? { value: loadedBytes, max: Math.max(1, totalBytes) } : {})}
      />
      <p>{parts.join(' · ')}</p>
    </div>
  );
}
