import { useEffect, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import { browserClock } from '#player/clock.ts';

/**
 * Tries again. While a server wants to be left alone the button says how long, and a press is kept until then; another
 * press takes it back.
 *
 * @param props.at when asking is allowed again, ms of the page's clock; null: now
 */
export function Retry({ at, onRetry }: { at: number | null; onRetry: () => void }) {
  const m = useMessages().notices;
  const [asked, setAsked] = useState(false);
  const seconds = useSecondsUntil(at);
  useEffect(() => {
    if (!asked || seconds > 0) return;
    setAsked(false);
    onRetry();
  }, [asked, seconds, onRetry]);
  if (seconds === 0) return <Button onClick={onRetry}>{m.retry}</Button>;
  return (
    <Button aria-pressed={asked} onClick={() => setAsked(!asked)}>
      {asked ? m.retrying(seconds) : m.retryIn(seconds)}
    </Button>
  );
}

/** Whole seconds from now until a moment of the page's clock; 0 when it has come, or for null. */
export const secondsUntil = (at: number | null): number =>
  at === null ? 0 : Math.max(0, Math.ceil((at - browserClock.now()) / 1000));

/** The same, counted down. */
function useSecondsUntil(at: number | null): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(at));
  useEffect(() => {
    setSeconds(secondsUntil(at));
    if (at === null) return;
    const counting = setInterval(() => {
      setSeconds(secondsUntil(at));
      if (secondsUntil(at) === 0) clearInterval(counting);
    }, 250);
    return () => clearInterval(counting);
  }, [at]);
  return seconds;
}
