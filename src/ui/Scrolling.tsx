import { type ReactNode, useEffect, useRef, useState } from 'react';
import './Scrolling.css';

/**
 * A box that scrolls and says so: where it goes on below its edge the text fades, and a word says that there is more.
 *
 * @param props.more what is said, and what a press on it does: a screen further
 */
export function Scrolling(props: { className: string; more: string; children: ReactNode }) {
  const { className, more, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [goesOn, setGoesOn] = useState(false);
  useEffect(() => {
    const element = box.current!;
    const look = () => setGoesOn(element.scrollHeight - element.scrollTop - element.clientHeight > 12);
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look);
    observer?.observe(element);
    observer?.observe(inner.current!);
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, []);
  return (
    <div ref={box} className={`scrolling ${className}`}>
      <div ref={inner}>{children}</div>
      {goesOn && (
        <button
          type="button"
          className="scrolling-more"
          onClick={() => box.current!.scrollBy({ top: box.current!.clientHeight * 0.8 })}
        >
          <span>
            {more} <span aria-hidden>↓</span>
          </span>
        </button>
      )}
    </div>
  );
}
