import { Component, type ReactNode } from 'react';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';

/** Keeps a picture that fails, or whose code cannot be fetched, from taking the page with it. */
export function FigureBoundary({ children }: { children: ReactNode }) {
  return <Boundary m={useMessages()}>{children}</Boundary>;
}

class Boundary extends Component<{ m: Messages; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { m, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <div className="figure-waiting" role="alert">
        <p>{m.lesson.figure.missing}</p>
        {/* A module that could not be fetched stays failed for the life of the page. */}
        <Button onClick={() => location.reload()}>{m.notices.retry}</Button>
      </div>
    );
  }
}
