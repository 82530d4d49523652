import { useEffect, useRef, useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';

interface Props {
  readonly tokens: number; // the animation would show; 0: there is nothing to show yet
  /** Makes it and saves it. @param tell share of the work that is done, [0, 1] */
  readonly make: (task: { signal: AbortSignal; tell: (done: number) => void }) => Promise<void>;
}

/** The last steps as a looping animation: takes a few seconds, says how far it is, and can be stopped. */
export function SaveAnimation({ tokens, make }: Props) {
  const m = useMessages().share;
  const [done, setDone] = useState<number | null>(null); // null: not at work
  const [failed, setFailed] = useState(false);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  const start = () => {
    const { signal } = (work.current = new AbortController());
    setFailed(false);
    setDone(0);
    make({ signal, tell: setDone })
      .catch((error: unknown) => {
        if (signal.aborted) return;
        console.info('animation', error);
        setFailed(true);
      })
      .finally(() => setDone(null));
  };
  if (done !== null)
    return (
      <span className="share-making">
        <progress aria-label={m.making} value={done} max={1} />
        <Button onClick={() => work.current?.abort()}>{m.stopMaking}</Button>
      </span>
    );
  return (
    <>
      <Button disabled={tokens === 0} onClick={start}>
        {tokens === 0 ? m.nothingToAnimate : m.animation(tokens)}
      </Button>
      {failed && <p role="alert">{m.animationFailed}</p>}
    </>
  );
}
