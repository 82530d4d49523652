import type { ReactNode } from 'react';

/**
 * A button that is part of a sentence and breaks over lines as its words do. A `<button>` is one box in the line: the
 * browser may break after it, and then a line of Chinese begins with 。, which no line may.
 *
 * @param props.onPress with the element, to place something beside it
 */
export function InlineButton(props: {
  className: string;
  verb: string;
  opensDialog?: boolean;
  onPress: (element: HTMLElement) => void;
  children: ReactNode;
}) {
  const { className, verb, opensDialog = false, onPress, children } = props;
  return (
    <span
      role="button"
      tabIndex={0}
      className={className}
      data-verb={verb}
      aria-haspopup={opensDialog ? 'dialog' : undefined}
      onClick={event => onPress(event.currentTarget)}
      onKeyDown={event => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPress(event.currentTarget);
      }}
    >
      {children}
    </span>
  );
}
