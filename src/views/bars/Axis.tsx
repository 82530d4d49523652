import { useMessages } from '#i18n/messages.tsx';

/** Below the bars: what their full width means. @param scale null: no bars are there, and it says nothing */
export function Axis({ scale }: { scale: number | null }) {
  const m = useMessages();
  return (
    <p className="bars-axis" aria-hidden>
      <span>{scale !== null && '0'}</span>
      <span>{scale !== null && m.format.percentWhole(scale)}</span>
    </p>
  );
}
