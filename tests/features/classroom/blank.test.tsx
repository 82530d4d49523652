// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Classroom, type Overlay } from '#features/classroom/Classroom.tsx';
import { browserClock } from '#player/clock.ts';
import { startOf } from '#run/start.ts';
import { parseOptions } from '#run/url.ts';
import { WorkbenchController } from '#run/workbench.ts';
import { MessagesProvider, languages } from '#i18n/messages.tsx';

afterEach(cleanup);

function Room({ onPlay }: { onPlay: () => void }) {
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [controller] = useState(
    () => new WorkbenchController(startOf(parseOptions('?prompt=x').options, [], 'zh'), browserClock),
  );
  return (
    <MessagesProvider value={languages.zh}>
      <button onClick={onPlay} onKeyDown={event => event.key === 'b' && setOverlay('blank')}>
        play
      </button>
      <Classroom
        overlay={overlay}
        controller={controller}
        session={controller.session.store.getState()}
        onClose={() => setOverlay(null)}
      />
    </MessagesProvider>
  );
}

describe('a blank screen', () => {
  it.each(['[Space]', '[Enter]', '[Tab]', 'x'])('ends with %s, which presses nothing beneath', async key => {
    const onPlay = vi.fn();
    render(<Room onPlay={onPlay} />);
    const play = screen.getByRole('button', { name: 'play' });
    play.focus();
    await userEvent.keyboard('b');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^黑屏/ }));
    await userEvent.keyboard(key);
    expect(screen.queryByRole('button', { name: /^黑屏/ })).toBeNull();
    expect(document.activeElement).toBe(play);
    expect(onPlay).not.toHaveBeenCalled();
  });
});
